"""What the host may see: how many are in, and the few people whose name they type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kiosk.checkin.acts import shown
from kiosk.checkin.rules import Someone
from kiosk.checkin.service import already_in
from kiosk.events.models import Event, Moment
from kiosk.events.queries import moment_for
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.rules import AT_THE_DOOR, MIN_SEARCH
from kiosk.lib import names
from kiosk.lib.clock import local

MOST_FOUND = 12


@dataclass(frozen=True)
class Row:
    """One line of the search: as little as it takes to tell two people with one name apart."""

    guest_id: int
    name: tuple[str, str, str]
    """Before, in and after what was typed."""
    size: int
    starts_at: datetime | None
    state: str
    inside: dict[str, Any] | None
    """For who is in: the "already in" answer."""


def people_in(session: Session, event_id: int, now: datetime) -> int:
    """How many guests came in today."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        session.scalar(
            select(func.count(Arrival.guest_id.distinct())).where(
                Arrival.event_id == event_id, Arrival.is_open, Arrival.at >= midnight
            )
        )
        or 0
    )


def day_of(event: Event, now: datetime) -> datetime | None:
    """When the moment starts that people come for now; None when the event has no moments."""
    return moment_for(event.moments, now).starts_at if event.moments else None


def find(session: Session, event_id: int, typed: str) -> list[Row] | None:
    """Guests of this event whose name fits; None when there are too few letters. Two can be a whole name: Bo, Li."""
    wanted = names.latin(" ".join(typed.split()))
    letters = sum(sign.isalnum() for sign in names.folded(typed))
    if letters < MIN_SEARCH - 1:
        return None
    rows = [row for row in _named(session, event_id) if names.fits(typed.strip(), row.name)]
    if letters < MIN_SEARCH:
        rows = [row for row in rows if names.latin(row.name) == wanted]
        if not rows:
            return None
    rows.sort(key=lambda row: (not names.latin(row.name).startswith(wanted), names.latin(row.name), row.id))
    return [_row(session, row, wanted) for row in rows[: MOST_FOUND + 1]]


def _named(session: Session, event_id: int) -> Sequence[Any]:
    """Everyone of this event with a name: id, name, size, state, starts_at, and the moment they are in for.

    A walk-in that was taken back was a mistake, and no guest.
    """
    is_in_for = (
        select(Arrival.moment_id)
        .where(Arrival.guest_id == Guest.id, Arrival.is_open)
        .order_by(Arrival.at.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(Guest.id, Guest.name, Party.size, Party.state, Moment.starts_at, is_in_for.label("is_in_for"))
        .join(Party, Party.id == Guest.party_id)
        .outerjoin(Moment, Moment.id == Party.moment_id)
        .where(Guest.event_id == event_id, Guest.name.is_not(None), Guest.merged_into_id.is_(None))
        .where(or_(Party.state != "cancelled", Party.way.not_in(AT_THE_DOOR)))
    )
    return session.execute(query).all()


def _row(session: Session, row: Any, wanted: str) -> Row:
    inside = None
    if row.is_in_for is not None:
        inside = shown(already_in(session, (Someone(row.id, row.name),), row.is_in_for))
    return Row(row.id, split_at(row.name, wanted), row.size, row.starts_at, row.state, inside)


def split_at(name: str, wanted: str) -> tuple[str, str, str]:
    """Where the typed letters stand in the name as it is written."""
    plain = [names.latin(sign) for sign in name]
    start = "".join(plain).find(wanted)
    if start < 0:
        return (name, "", "")
    ends = [len("".join(plain[: at + 1])) for at in range(len(name))]
    first = next(at for at, end in enumerate(ends) if end > start)
    last = next(at for at, end in enumerate(ends) if end >= start + len(wanted))
    return (name[:first], name[first : last + 1], name[last + 1 :])
