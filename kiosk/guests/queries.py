"""Finding a party by what its people can show."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from kiosk.guests.models import Arrival, Party
from kiosk.lib import tokens
from kiosk.lib.errors import NotFound


def by_mine(session: Session, token: str) -> Party:
    """The party behind a /mijn link. Raises NotFound."""
    return _one(session, Party.mine_hash == tokens.lookup(token))


def by_ticket(session: Session, event_id: int, code: str) -> Party:
    """The party of this event with this ticket or short code, as typed or scanned. Raises NotFound."""
    tidy = tokens.tidy(code)
    if len(tidy) == tokens.SHORT_LENGTH:
        return _one(session, Party.event_id == event_id, Party.short_hash == tokens.lookup(tidy))
    return _one(session, Party.event_id == event_id, Party.ticket_hash == tokens.lookup(tidy))


def by_key(session: Session, key: str) -> Party | None:
    """The party that this very form made before, if it did."""
    return session.scalar(select(Party).where(Party.key == key).options(selectinload(Party.guests)))


def _one(session: Session, *conditions: ColumnElement[bool]) -> Party:
    party = session.scalar(select(Party).where(*conditions).options(selectinload(Party.guests)))
    if party is None:
        raise NotFound
    return party


def moments_in_use(session: Session, event_id: int) -> set[int]:
    """The moments that somebody signed up for, came to, or cancelled: they can no longer be taken away."""
    signed_up = select(Party.moment_id).where(Party.event_id == event_id, Party.moment_id.is_not(None))
    came = select(Arrival.moment_id).where(Arrival.event_id == event_id)
    return {moment for moment in session.scalars(signed_up.union(came)) if moment is not None}


def persons_signed_up(session: Session, event_id: int) -> int:
    """Everyone who has a place or waits for one."""
    coming = select(func.sum(Party.size)).where(Party.event_id == event_id, Party.state != "cancelled")
    return session.scalar(coming) or 0
