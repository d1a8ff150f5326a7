"""What time is it, and how do we write that down?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Span(Protocol):
    """Anything that begins and ends, such as a moment or a row of one."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def now() -> datetime:
    """The time in UTC. Routes and commands ask; services are told."""
    return datetime.now(UTC)


def local(at: datetime) -> datetime:
    return at.astimezone(AMSTERDAM)


def local_day(at: datetime) -> date:
    return local(at).date()


def half_hour(at: datetime) -> datetime:
    """Rounded down to the half hour, so that a time does not point at a person."""
    return at.replace(minute=at.minute - at.minute % 30, second=0, microsecond=0)


def from_millis(millis: int) -> datetime:
    """From a browser's Date.now(). Raises OverflowError or ValueError outside the years 1 to 9999."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=millis)
