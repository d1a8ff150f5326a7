"""What the door can answer, and which moment somebody comes for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from kiosk.lib import tokens
from kiosk.lib.clock import Span, local_day

WELCOME, ALREADY, UNKNOWN, LEFT = "welcome", "already", "unknown", "left"

REASONS = ("no_ticket", "not_found", "other_event", "other_day", "cancelled", "waiting")
"""Why somebody is not on the list of today; nobody is turned away for it."""


class Slot(Span, Protocol):
    """Any row of a moment."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True)
class Someone:
    """One guest as the door shows them."""

    id: int
    name: str | None


@dataclass(frozen=True)
class Planned:
    """The moment that somebody signed up for."""

    id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Expected:
    """A sign-up as the door needs it."""

    party_id: int
    state: str
    planned: Planned | None
    needs_help: bool
    guests: tuple[Someone, ...]


@dataclass(frozen=True)
class How:
    """By which act somebody comes in, and at which device; None when no paired device was used."""

    act: UUID
    device_id: int | None = None


@dataclass(frozen=True)
class Arriving:
    """What all arrivals of one act share."""

    how: How
    event_id: int
    moment_id: int
    at: datetime


@dataclass(frozen=True)
class Answer:
    """What the door says: one of WELCOME, ALREADY, UNKNOWN, LEFT, and what goes with it."""

    word: str
    guests: tuple[Someone, ...] = ()
    reason: str = ""
    moment: datetime | None = None
    """When the moment they signed up for starts."""
    needs_help: bool = False
    """They told us what would help: ask how you can help."""
    since: datetime | None = None
    where: str | None = None
    acts: tuple[UUID, ...] = ()
    """By which acts they came in: undoing these takes them out again."""
    together: tuple[Someone, ...] = ()
    """Everyone who came in by those acts."""
    twins: tuple[Someone, ...] = ()
    """People on the list with the same first name as a walk-in, who are not in yet."""


class Sight(Protocol):
    """Somebody was seen coming in or going out."""

    @property
    def person(self) -> int: ...

    @property
    def at(self) -> datetime: ...

    @property
    def way(self) -> str: ...


def stays(sights: Iterable[Sight]) -> dict[int, datetime]:
    """Who is inside, and since when without having left; from what was seen, in order."""
    since: dict[int, datetime] = {}
    for sight in sights:
        if sight.way == "in":
            since.setdefault(sight.person, sight.at)
        else:
            since.pop(sight.person, None)
    return since


def looks_like_a_code(typed: str) -> bool:
    """Whether this has the shape of a ticket or a short code, right or wrong."""
    tidy = tokens.tidy(typed)
    return len(tidy) in (tokens.SHORT_LENGTH, tokens.TOKEN_LENGTH) and set(tidy) <= set(tokens.ALPHABET)


def planned_today(expected: Expected, at: datetime) -> Planned | None:
    """The moment they signed up for, when it is on this day: a late guest stays one guest."""
    planned = expected.planned
    if planned and local_day(planned.starts_at) <= local_day(at) <= local_day(planned.ends_at):
        return planned
    return None


def reason_against(expected: Expected, at: datetime) -> str:
    """Why they are not on today's list; empty when they are."""
    if expected.state in ("cancelled", "waiting"):
        return expected.state
    if expected.planned and not planned_today(expected, at):
        return "other_day"
    return ""
