"""The queue that a device saved to a file: read strictly, and taken in as if the device had delivered it itself."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.access.rules import DEVICE, device_may
from kiosk.acts import ledger, service
from kiosk.acts.rules import MOST_ACTS, Envelope
from kiosk.acts.service import Handler
from kiosk.lib import clock
from kiosk.lib.db import start_writing
from kiosk.lib.errors import Refusal

VERSION = 1
MOST_BYTES = 50 * 1024 * 1024
NEW, KNOWN, ASIDE, REFUSED = "new", "known", "aside", "refused"
_MEANS = {"stored": NEW, "repeated": KNOWN, "conflict": ASIDE, "quarantined": ASIDE, "refused": REFUSED}


class QueueIsTooLarge(Refusal):
    """More bytes than any device can have kept."""


class NotAQueue(Refusal):
    """No device of ours saved this, or it is damaged."""


class QueueIsOfAnotherVersion(Refusal):
    """An older or newer Buurtkiosk saved this."""


class DeviceIsUnknown(Refusal):
    """No device that was ever paired here saved this."""


@dataclass(frozen=True)
class Saved:
    """What the file holds. `made`: how many acts the device ever made."""

    device_id: int
    purpose: str
    made: int
    behind: timedelta
    """How far the device's clock is behind ours, as it last measured."""
    acts: list[Any]


@dataclass
class Told:
    """What came of the acts: how many of each, and for those that were refused the device's word for it."""

    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def summary(self) -> str:
        found = self.counts
        return f"{found[NEW]} new, {found[KNOWN]} known already, {found[ASIDE]} put aside, {found[REFUSED]} refused"

    def __str__(self) -> str:
        why = ", ".join(f"{reason} {count}" for reason, count in sorted(self.reasons.items()))
        return f"{self.summary} ({why})" if why else self.summary


def read(content: bytes, now: datetime) -> Saved:
    """Raises QueueIsTooLarge, NotAQueue, QueueIsOfAnotherVersion."""
    if len(content) > MOST_BYTES:
        raise QueueIsTooLarge
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAQueue from None
    if not isinstance(found, dict) or found.get("kiosk") != "queue":
        raise NotAQueue
    if found.get("v") != VERSION:
        raise QueueIsOfAnotherVersion
    device_id, purpose, acts = _device_id(found.get("device")), found.get("purpose"), found.get("acts")
    if device_id is None or not isinstance(purpose, str) or not isinstance(acts, list):
        raise NotAQueue
    return Saved(device_id, purpose, _number(found.get("made")) or 0, _behind(found, now), acts)


def device_of(session: Session, saved: Saved) -> Device:
    """The device that saved it, paired or withdrawn. Raises DeviceIsUnknown."""
    device = session.get(Device, saved.device_id)
    if device is None or device.purpose != saved.purpose or not device_may(device.purpose, device.state, DEVICE):
        raise DeviceIsUnknown
    return device


def take_in(session: Session, device: Device, saved: Saved, handlers: Mapping[str, Handler], now: datetime) -> Told:
    """Takes the acts as POST /acts does, and commits after each batch: what broke off can be done again.

    The last words about the device itself are left to the caller's commit.
    """
    told = Told()
    for acts in _batches(saved.acts):
        envelope = Envelope(saved.made, 0, saved.behind, acts)
        for receipt in service.settle(session, device, envelope, handlers, now):
            told.counts[_MEANS[receipt["status"]]] += 1
            told.reasons.update([receipt["reason"]] if receipt["status"] == "refused" else [])
        session.commit()
    _note(session, device, saved, told.counts[REFUSED])
    return told


def _batches(acts: list[Any]) -> Iterator[list[Any]]:
    return (acts[at : at + MOST_ACTS] for at in range(0, len(acts), MOST_ACTS))


def _note(session: Session, device: Device, saved: Saved, refused: int) -> None:
    """A file is no sign of life. Unless the device said something later, nothing waits there but what was refused."""
    start_writing(session)
    known = update(Device).where(Device.id == saved.device_id).execution_options(synchronize_session=False)
    session.execute(known.where(Device.acts_made <= saved.made).values(acts_waiting=refused))
    session.execute(known.values(acts_made=ledger.greatest(session)(Device.acts_made, saved.made)))
    session.refresh(device)


def _device_id(value: Any) -> int | None:
    """A page knows its device by text."""
    is_digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 11
    return _number(int(value) if is_digits else value)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else None


def _behind(found: dict[str, Any], now: datetime) -> timedelta:
    """As the device measured. Without that, a queue that was saved later than now comes from a clock that is ahead."""
    try:
        if isinstance(found.get("behind"), int):
            return timedelta(milliseconds=found["behind"])
        return min(now - clock.from_millis(int(found["saved_at"])), timedelta())
    except (KeyError, TypeError, ValueError, OverflowError):
        return timedelta()
