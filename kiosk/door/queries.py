"""What the host may see: how many are in, and the few people whose name they type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from kiosk.events.models import Moment
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.rules import MIN_SEARCH
from kiosk.lib import names
from kiosk.lib.clock import local

MOST_FOUND = 12
AT_THE_DOOR = ("door", "self")
"""A walk-in that was taken back was a mistake, and no guest."""


@dataclass(frozen=True)
class Row:
    """One line of the search: as little as it takes to tell two people with one name apart."""

    guest_id: int
    name: tuple[str, str, str]
    """Before, in and after what was typed."""
    size: int
    starts_at: datetime | None
    state: str
    is_in: bool


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


def find(session: Session, event_id: int, typed: str) -> list[Row] | None:
    """Guests of this event whose name holds these letters; None when there are too few letters."""
    wanted = names.folded(" ".join(typed.split()))
    if sum(sign.isalnum() for sign in wanted) < MIN_SEARCH:
        return None
    is_in = select(Arrival.id).where(Arrival.guest_id == Guest.id, Arrival.is_open).exists()
    query = (
        select(Guest.id, Guest.name, Party.size, Party.state, Moment.starts_at, is_in.label("is_in"))
        .join(Party, Party.id == Guest.party_id)
        .outerjoin(Moment, Moment.id == Party.moment_id)
        .where(Guest.event_id == event_id, Guest.name.is_not(None), Guest.merged_into_id.is_(None))
        .where(or_(Party.state != "cancelled", Party.way.not_in(AT_THE_DOOR)))
    )
    rows = [row for row in session.execute(query) if wanted in names.folded(row.name)]
    rows.sort(key=lambda row: (not names.folded(row.name).startswith(wanted), names.folded(row.name), row.id))
    return [
        Row(row.id, split_at(row.name, wanted), row.size, row.starts_at, row.state, row.is_in)
        for row in rows[: MOST_FOUND + 1]
    ]


def split_at(name: str, wanted: str) -> tuple[str, str, str]:
    """Where the typed letters stand in the name as it is written."""
    folded = [names.folded(sign) for sign in name]
    start = "".join(folded).find(wanted)
    if start < 0:
        return (name, "", "")
    ends = [len("".join(folded[: at + 1])) for at in range(len(name))]
    first = next(at for at, end in enumerate(ends) if end > start)
    last = next(at for at, end in enumerate(ends) if end >= start + len(wanted))
    return (name[:first], name[first : last + 1], name[last + 1 :])
