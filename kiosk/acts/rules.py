"""What a device may send: the envelope, read strictly, and refused in words a device understands."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kiosk.lib import clock
from kiosk.lib.errors import Refusal

VERSIONS = (1,)
"""The newest version and the one before it: cached pages outlive a release."""

MOST_ACTS = 100
MOST_BYTES = 4 * 1024 * 1024
MOST_PAYLOAD = 1024 * 1024
LONGEST_QUEUE = timedelta(days=60)
"""An act that says it is older comes from a clock that had stopped: it counts as made now."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_KIND = re.compile(r"[a-z_]{1,20}\Z")
_HASH = re.compile(r"[0-9a-f]{64}\Z")


def _no_number(name: str) -> None:
    raise ValueError(name)


_JSON = json.JSONDecoder(parse_constant=_no_number)
"""Without NaN and Infinity, which are not JSON."""


class EnvelopeIsBroken(Refusal):
    """The request as a whole cannot be read. The reason is a word for the device."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ActIsBroken(Refusal):
    """This one act breaks a rule; the device keeps it and shows it to the host."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Envelope:
    """A batch from one device: how many acts it ever made, how many wait, and the acts themselves."""

    made: int
    waiting: int
    behind: timedelta
    """How far the device's clock is behind ours."""
    acts: list[Any]


@dataclass(frozen=True)
class Incoming:
    id: uuid.UUID
    seq: int
    kind: str
    at: datetime
    """Corrected: the device's time plus how far it is behind."""
    hash: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """What an act came to: a word for the ledger, and what the device shows."""

    answer: str
    detail: dict[str, Any]


def read_envelope(body: bytes, now: datetime) -> Envelope:
    """Raises EnvelopeIsBroken: too_large, not_json, version, too_many or not_acts."""
    if len(body) > MOST_BYTES:
        raise EnvelopeIsBroken("too_large")
    try:
        read = _JSON.decode(body.decode())
    except (ValueError, RecursionError):
        raise EnvelopeIsBroken("not_json") from None
    if not isinstance(read, dict) or read.get("v") not in VERSIONS:
        raise EnvelopeIsBroken("version")
    acts = read.get("acts")
    if not isinstance(acts, list):
        raise EnvelopeIsBroken("not_acts")
    if len(acts) > MOST_ACTS:
        raise EnvelopeIsBroken("too_many")
    return Envelope(_count(read.get("made")), _count(read.get("waiting")), _behind(read.get("sent_at"), now), acts)


def read_act(raw: Any, behind: timedelta, now: datetime) -> Incoming:
    """Raises ActIsBroken: shape, id, hash, time or payload."""
    if not isinstance(raw, dict):
        raise ActIsBroken("shape")
    kind, digest, text = raw.get("kind"), raw.get("hash"), raw.get("payload")
    if not isinstance(kind, str) or not _KIND.match(kind) or not isinstance(text, str) or len(text) > MOST_PAYLOAD:
        raise ActIsBroken("shape")
    if not isinstance(digest, str) or not _HASH.match(digest):
        raise ActIsBroken("hash")
    if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() != digest:
        raise ActIsBroken("hash")
    at = _time(raw.get("at"), behind, now)
    return Incoming(_uuid(raw.get("id")), _count(raw.get("seq")), kind, at, digest, _payload(text))


def _payload(text: str) -> dict[str, Any]:
    try:
        payload = _storable(_JSON.decode(text))
    except (ValueError, RecursionError):
        raise ActIsBroken("payload") from None
    if not isinstance(payload, dict):
        raise ActIsBroken("payload")
    return payload


def _storable(value: Any) -> Any:
    """Without the two things that a database refuses in a text: NUL, and halves of characters."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(each) for key, each in value.items()}
    return value


def _uuid(value: Any) -> uuid.UUID:
    """Only as a browser writes it, so that the receipt names the act as the device does."""
    if not isinstance(value, str) or not _ID.match(value):
        raise ActIsBroken("id")
    return uuid.UUID(value)


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else 0


def _behind(value: Any, now: datetime) -> timedelta:
    try:
        return now - clock.from_millis(int(value))
    except (TypeError, ValueError, OverflowError):
        return timedelta()


def _time(value: Any, behind: timedelta, now: datetime) -> datetime:
    try:
        at = clock.from_millis(int(value)) + behind
    except (TypeError, ValueError, OverflowError):
        raise ActIsBroken("time") from None
    return at if now - LONGEST_QUEUE <= at <= now else now
