"""Two people at one screen: did somebody change it while it was being filled in, and what stands there now?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, RadioField, SelectMultipleField

from kiosk.lib.clock import AMSTERDAM
from kiosk.lib.i18n import clock_time, day, gettext

NOT_COMPARED = ("csrf_token", "tell")


@dataclass(frozen=True)
class Difference:
    """A field in which what somebody saved is not what was typed here: its label, and the words of both."""

    label: str
    saved: str
    typed: str


def stamp(fresh: Any) -> str:
    """Changes with what the screen holds; of a form that is filled from the event and not from what was sent."""
    held = {name: value for name, value in fresh.data.items() if name not in NOT_COMPARED}
    return hashlib.sha256(repr(held).encode()).hexdigest()[:20]


def differences(fresh: Any, typed: Any) -> list[Difference]:
    """Where the screen as it stands now is unlike what was sent."""
    compared = [each for each in fresh if each.short_name not in NOT_COMPARED and each.short_name in typed]
    said = [Difference(each.label.text, words_of(each), words_of(typed[each.short_name])) for each in compared]
    return [each for each in said if each.saved != each.typed]


def words_of(field: Field) -> str:
    """What a field holds, in words to read; rows each on their own line."""
    if isinstance(field, FieldList):
        return "\n".join(filter(None, (words_of(row) for row in field.entries)))
    if isinstance(field, FormField):
        return _row(each for each in field.form if not isinstance(each, HiddenField))
    if isinstance(field, BooleanField):
        return str(gettext("yes") if field.data else gettext("no"))
    if isinstance(field, RadioField | SelectMultipleField):
        return ", ".join(_chosen(field))
    return _plain(field.data)


def _row(fields: Iterable[Field]) -> str:
    return ", ".join(filter(None, (words_of(each) for each in fields)))


def _chosen(field: Any) -> Iterator[str]:
    chosen = field.data if isinstance(field.data, list) else [field.data]
    return (str(label) for value, label, *_ in field.iter_choices() if value in chosen)


def _plain(held: Any) -> str:
    if isinstance(held, date):
        return day(held, False)
    if isinstance(held, time):
        return clock_time(datetime.combine(date(2000, 1, 1), held, AMSTERDAM))
    return str(held if held is not None else "")
