"""A list from elsewhere: which column holds what, and how the list travels from the preview to the last press."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.lib import keys, names
from kiosk.lib.errors import Refusal
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.lib.tables import Row

FIELDS = {
    "name": _l("First name"),
    "size": _l("Number of people"),
    "when": _l("Day or time"),
    "language": _l("Language"),
    "email": _l("E-mail address"),
    "phone": _l("Phone number"),
}
SEVERAL = ("when",)
"""A day and a time may stand in columns of their own."""

HEADINGS = {
    "name": "voornaam|voornamen|first name|first names|firstname|roepnaam|naam|namen|name|names|deelnemer|gast|wie",
    "size": "aantal|aantal personen|aantal mensen|personen|mensen|people|number|number of people|size",
    "when": "moment|datum|dag|tijd|tijdstip|tijdslot|tijdvak|wanneer|date|day|time|when|datum en tijd",
    "language": "taal|language|voertaal",
    "email": "email|emailadres|mail|mailadres|email address",
    "phone": "telefoon|telefoonnummer|tel|mobiel|mobiele telefoon|06nummer|phone|phone number|mobile",
}
"""Tidied headings; the earlier ones count more."""

MOST_SEALED = 400_000
_LOOKS_FOR_HEADINGS = 10
_ASIDE = re.compile(r"\(.*?\)|[^a-z0-9 ]")


class ListIsTooLong(Refusal):
    """More words than a page can carry to the last press."""


class ListIsUnknown(Refusal):
    """What came along is not what this page was given."""


@dataclass(frozen=True)
class Incoming:
    """What the file held. `digest` is of the file: the same file again is the same list."""

    digest: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def taken_apart(rows: Sequence[Row], content: bytes) -> Incoming:
    """Finds the line with headings among the first ones; a list without it has none."""
    digest = hashlib.sha256(content).hexdigest()
    for at, row in enumerate(rows[:_LOOKS_FOR_HEADINGS]):
        if any(_meaning(cell) for cell in row.cells):
            return Incoming(digest, row.cells, tuple(rows[at + 1 :]))
    return Incoming(digest, ("",) * len(rows[0].cells), tuple(rows))


def recognised(headings: Sequence[str]) -> dict[int, str]:
    """Which field each column is, by its heading. One column a field, unless it may be several."""
    found: dict[int, str] = {}
    for field, known in HEADINGS.items():
        ranks = {word: rank for rank, word in enumerate(known.split("|"))}
        fitting = sorted((ranks[tidy], at) for at, each in enumerate(headings) if (tidy := _tidy(each)) in ranks)
        chosen = sorted(at for _, at in fitting) if field in SEVERAL else [at for _, at in fitting[:1]]
        found.update(dict.fromkeys(chosen, field))
    return found


def chosen(sent: Mapping[str, str], columns: int) -> dict[int, str]:
    """Which field each column is, as somebody chose."""
    wishes = {at: sent.get(f"kolom-{at}", "") for at in range(columns)}
    return {at: wish for at, wish in wishes.items() if wish in FIELDS}


def seal(event_id: int, incoming: Incoming) -> str:
    """The list as text that only this installation can read, and only for this event. Raises ListIsTooLong."""
    rows = [[row.number, *row.cells] for row in incoming.rows]
    packed = zlib.compress(json.dumps([incoming.digest, incoming.headings, rows]).encode())
    text = base64.b64encode(packed).decode()
    sealed = base64.b64encode(keys.current().seal(text, _purpose(event_id))).decode()
    if len(sealed) > MOST_SEALED:
        raise ListIsTooLong
    return sealed


def unseal(event_id: int, sealed: str) -> Incoming:
    """Raises ListIsUnknown."""
    try:
        text = keys.current().unseal(base64.b64decode(sealed, validate=True), _purpose(event_id))
    except (ValueError, keys.SealIsBroken) as error:
        raise ListIsUnknown from error
    digest, headings, rows = json.loads(zlib.decompress(base64.b64decode(text)))
    return Incoming(digest, tuple(headings), tuple(Row(number, tuple(cells)) for number, *cells in rows))


def _purpose(event_id: int) -> str:
    return f"incoming list {event_id}"


def _meaning(heading: str) -> bool:
    return any(_tidy(heading) in known.split("|") for known in HEADINGS.values())


def _tidy(heading: str) -> str:
    return " ".join(_ASIDE.sub("", names.folded(heading)).split())
