"""Which places are left, who waits for one, and whose link is this?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from kiosk.events.models import Event, Moment
from kiosk.guests import queries as guests
from kiosk.guests.models import Party
from kiosk.lib.errors import NotFound
from kiosk.signup import rules


@dataclass(frozen=True)
class Place:
    """A moment that people can still choose, with the places left; None means no limit."""

    moment: Moment
    free: int | None

    def fits(self, size: int) -> bool:
        return self.free is None or size <= self.free


def places(session: Session, event: Event, now: datetime) -> list[Place]:
    """The moments that have not ended, in order of time."""
    taken = _taken(session, event.id)
    return [
        Place(each, None if each.capacity is None else max(0, each.capacity - taken.get(each.id, 0)))
        for each in event.moments
        if each.ends_at > now
    ]


_TAKEN = (
    select(Party.moment_id, func.sum(Party.size))
    .where(Party.event_id == bindparam("event_id"), Party.state == "signed_up", Party.moment_id.is_not(None))
    .group_by(Party.moment_id)
)


def _taken(session: Session, event_id: int) -> dict[int, int]:
    rows = session.execute(_TAKEN, {"event_id": event_id})
    return {moment_id: size for moment_id, size in rows if moment_id is not None}


def waiting_at(session: Session, moment_id: int) -> list[Party]:
    """The parties on the waiting list, the longest waiting first."""
    return list(
        session.scalars(
            select(Party)
            .where(Party.moment_id == moment_id, Party.state == "waiting")
            .order_by(Party.created_at, Party.id)
        )
    )


def mine(session: Session, token: str, now: datetime) -> tuple[Party, Event]:
    """The sign-up behind a /mijn link. Raises NotFound for an old link, as for an unknown one."""
    party = guests.by_mine(session, token)
    event = session.get_one(Event, party.event_id)
    if not event.moments or now > event.moments[-1].ends_at + timedelta(days=rules.MINE_WORKS_DAYS):
        raise NotFound
    return party, event


def moment_of(party: Party, event: Event) -> Moment | None:
    """The moment they chose; None when they come at any time."""
    return next((each for each in event.moments if each.id == party.moment_id), None)
