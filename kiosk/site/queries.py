"""What the poster at the door needs to know before somebody presses its button."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from kiosk.checkin.queries import are_in
from kiosk.events.days import Day
from kiosk.events.models import Event, Group, Moment
from kiosk.events.queries import groups_of, moment_for, moments_of_day_code
from kiosk.events.rules import OPENS_EARLIER_MINUTES
from kiosk.guests import queries as guests
from kiosk.guests.models import Guest, Party
from kiosk.lib import names
from kiosk.lib.clock import local_day
from kiosk.lib.errors import NotFound

LOOK_AROUND = timedelta(days=60)
"""Posters older or newer than this are not looked for."""
MOST_NAMESAKES = 3


def hours_of_day_code(session: Session, code: str, now: datetime) -> tuple[Event, Day]:
    """The event of this poster, and from when to when it works. Raises NotFound."""
    same = moments_of_day_code(session, code, now, LOOK_AROUND)
    opens = same[0].starts_at - timedelta(minutes=OPENS_EARLIER_MINUTES)
    return session.get_one(Event, same[0].event_id), Day(opens, max(each.ends_at for each in same))


def known_party(session: Session, event: Event, tokens: list[str]) -> Party | None:
    """The sign-up for this event among those that the browser remembers."""
    for token in tokens:
        try:
            party = guests.by_mine(session, token)
        except NotFound:
            continue
        if party.event_id == event.id:
            return party
    return None


def coming_party(session: Session, event: Event, tokens: list[str]) -> Party | None:
    """The same, when they did not sign off."""
    party = known_party(session, event, tokens)
    return party if party is not None and party.state != "cancelled" else None


def namesakes(session: Session, event: Event, name: str, now: datetime) -> list[Guest]:
    """People on today's list with this first name in any letters, in or not: perhaps this is one of them."""
    days = {each.id for each in today(event, now)}
    listed = session.scalars(
        select(Guest)
        .join(Party, Party.id == Guest.party_id)
        .where(Guest.event_id == event.id, Guest.name.is_not(None), Guest.merged_into_id.is_(None))
        .where(Party.state != "cancelled", or_(Party.moment_id.is_(None), Party.moment_id.in_(days)))
        .order_by(Guest.id)
    )
    same = [each for each in listed if names.alike(name, each.name or "")]
    return sorted(same, key=lambda each: names.folded(each.name or "") != names.folded(name))[:MOST_NAMESAKES]


def are_inside(session: Session, event: Event, party: Party, now: datetime) -> bool:
    """Whether everyone of this party came in already, today."""
    people = {each.merged_into_id or each.id for each in party.guests}
    moment = next((each for each in today(event, now) if each.id == party.moment_id), None) or moment_for(
        event.moments, now
    )
    return are_in(session, people, moment.id)


@dataclass(frozen=True)
class Seat:
    group: Group
    people: list[Guest]


def seats(session: Session, event: Event, people: Sequence[Guest]) -> list[Seat]:
    """Where these guests sit, by group; empty when nobody of them has one."""
    by_group: dict[int, list[Guest]] = defaultdict(list)
    for guest in people:
        if guest.group_id is not None:
            by_group[guest.group_id].append(guest)
    if not by_group:
        return []
    return [Seat(each, by_group[each.id]) for each in groups_of(session, event.id) if each.id in by_group]


def today(event: Event, now: datetime) -> list[Moment]:
    """The moments of this day."""
    return [each for each in event.moments if local_day(each.starts_at) == local_day(now)]


def first_names(party: Party) -> list[Guest]:
    return [each for each in party.guests if each.merged_into_id is None]
