"""Who is inside now: the list that a team leader takes along to the meeting point."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.checkin import queries as checkin
from kiosk.events.models import Event, Group
from kiosk.events.queries import groups_of
from kiosk.guests.models import Guest
from kiosk.lib import names


@dataclass(frozen=True)
class Present:
    """One person. `along`: with whom a person without a name came."""

    id: int
    name: str | None
    along: tuple[str, ...]
    since: datetime
    group: Group | None


def inside(session: Session, event: Event, now: datetime) -> list[Present]:
    """By first name, as somebody would call it out; those without a name come last."""
    since = checkin.inside(session, event.id, now)
    groups = {each.id: each for each in groups_of(session, event.id)}
    guests = session.execute(
        select(Guest.id, Guest.name, Guest.party_id, Guest.group_id)
        .where(Guest.event_id == event.id, Guest.merged_into_id.is_(None))
        .order_by(Guest.party_id, Guest.position)
    ).all()
    called: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for guest in guests:
        called[guest.party_id] += (guest.name,) if guest.name else ()
    found = [
        Present(
            each.id, each.name, () if each.name else called[each.party_id], since[each.id], groups.get(each.group_id)
        )
        for each in guests
        if each.id in since
    ]
    return sorted(found, key=lambda each: (not each.name, names.latin(each.name or ""), each.id))
