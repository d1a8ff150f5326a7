"""A change that concerns who signed up: who is written to, and who must be called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.guests.rules import AT_THE_DOOR
from kiosk.signup.service import Post

Times = tuple[datetime, datetime]


@dataclass(frozen=True)
class Circle:
    """Who still expects to come, or waits: with an e-mail address, or without."""

    written: list[Party]
    called: list[Party]

    @property
    def parts(self) -> tuple[list[Party], list[Party]]:
        return self.written, self.called

    @property
    def persons(self) -> int:
        return sum(party.size for part in self.parts for party in part)


def circle_of(session: Session, event: Event, now: datetime) -> Circle:
    """Everybody who signed up, except who cancelled and whose moment is over; who can be called comes first."""
    over = {moment.id for moment in event.moments if moment.ends_at <= now}
    found = session.scalars(
        select(Party)
        .where(Party.event_id == event.id, Party.state.in_(("signed_up", "waiting")), Party.way.not_in(AT_THE_DOOR))
        .options(selectinload(Party.guests))
        .order_by(Party.id)
    )
    parties = [party for party in found if party.moment_id not in over]
    called = sorted((each for each in parties if not each.email), key=lambda each: not each.phone)
    return Circle([each for each in parties if each.email], called)


@dataclass(frozen=True)
class Plan:
    """What people who signed up were told: the place, and when each moment is."""

    where: tuple[str, ...]
    times: dict[int, Times]


def plan_of(event: Event) -> Plan:
    return Plan(
        (event.venue, event.address, event.room),
        {each.id: (each.starts_at, each.ends_at) for each in event.moments},
    )


def is_touched(before: Plan, after: Plan, party: Party) -> bool:
    """Whether what this party was told no longer holds; who comes at any time was told of all moments."""
    if before.where != after.where:
        return True
    if party.moment_id is None:
        return before.times != after.times
    return before.times.get(party.moment_id) != after.times.get(party.moment_id)


@dataclass(frozen=True)
class Told:
    """How many letters leave, and how many sign-ups nobody writes to."""

    letters: int
    not_told: int


def tell_changes(session: Session, event: Event, before: Plan, post: Post | None, now: datetime) -> Told:
    """Writes to whom another time or place concerns; without a `post` only counts them. A draft concerns nobody."""
    session.flush()
    if event.state != "published":
        return Told(0, 0)
    circle, after = circle_of(session, event, now), plan_of(event)
    touched = Circle(*([each for each in part if is_touched(before, after, each)] for part in circle.parts))
    return _write("event_changed", event, touched, post)


def call_off(session: Session, event: Event, post: Post, now: datetime) -> Told:
    """Writes to everybody with an address that the event is off. Writes: start_writing first."""
    return _write("event_off", event, circle_of(session, event, now), post)


def _write(kind: str, event: Event, circle: Circle, post: Post | None) -> Told:
    if post is None:
        return Told(0, len(circle.written) + len(circle.called))
    for party in circle.written:
        post(kind, event, party)
    return Told(len(circle.written), len(circle.called))
