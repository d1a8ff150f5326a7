"""Finding who stands at the door. Rows instead of objects: this is the busiest path of the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from kiosk.access.models import Device
from kiosk.checkin.rules import Expected, Planned, Slot, Someone, stays
from kiosk.events.models import Event, Moment
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.lib import clock, tokens

_Kept = aliased(Guest)


_WHO = (
    select(
        Party.id.label("party_id"),
        Party.state,
        Party.moment_id,
        Moment.starts_at,
        Moment.ends_at,
        Party.help.is_not(None).label("needs_help"),
        func.coalesce(_Kept.id, Guest.id).label("guest_id"),
        func.coalesce(_Kept.name, Guest.name).label("name"),
        Guest.merged_into_id,
    )
    .join(Guest, Guest.party_id == Party.id)
    .outerjoin(Moment, Moment.id == Party.moment_id)
    .outerjoin(_Kept, _Kept.id == Guest.merged_into_id)
    .where(Party.event_id == bindparam("event_id"))
    .order_by(Guest.position)
)
"""A party's people; who was merged into another record is found under that one. Statements are made once."""

_BY_SHORT = _WHO.where(Party.short_hash == bindparam("hash"))
_BY_TICKET = _WHO.where(Party.ticket_hash == bindparam("hash"))
_BY_PARTY = _WHO.where(Party.id == bindparam("party_id"))
_BY_GUEST = _WHO.where(Party.id == select(Guest.party_id).where(Guest.id == bindparam("of_guest")).scalar_subquery())
_MOMENTS = (
    select(Moment.id, Moment.starts_at, Moment.ends_at)
    .where(Moment.event_id == bindparam("event_id"))
    .order_by(Moment.starts_at)
)


def by_ticket(session: Session, event_id: int, typed: str) -> Expected | None:
    """Whose ticket or short code this is, at this event."""
    tidy = tokens.tidy(typed)
    statement = _BY_SHORT if len(tidy) == tokens.SHORT_LENGTH else _BY_TICKET
    return _one(session, statement, {"event_id": event_id, "hash": tokens.lookup(tidy)})


def by_guest(session: Session, event_id: int, guest_id: int) -> Expected | None:
    """The party of this guest, at this event."""
    return _one(session, _BY_GUEST, {"event_id": event_id, "of_guest": guest_id})


def by_party(session: Session, event_id: int, party_id: int) -> Expected | None:
    return _one(session, _BY_PARTY, {"event_id": event_id, "party_id": party_id})


def is_of_another_event(session: Session, event_id: int, typed: str) -> bool:
    """Whether the code belongs to another event of the same organisation."""
    own = select(Event.organisation_id).where(Event.id == event_id).scalar_subquery()
    others = select(Event.id).where(Event.organisation_id == own, Event.id != event_id)
    return session.scalar(select(Party.id).where(Party.event_id.in_(others), _shows(typed)).limit(1)) is not None


def _shows(typed: str) -> ColumnElement[bool]:
    tidy = tokens.tidy(typed)
    if len(tidy) == tokens.SHORT_LENGTH:
        return Party.short_hash == tokens.lookup(tidy)
    return Party.ticket_hash == tokens.lookup(tidy)


def _one(session: Session, statement: Any, values: dict[str, Any]) -> Expected | None:
    rows = session.connection().execute(statement, values).all()
    if not rows:
        return None
    people = {row.guest_id: Someone(row.guest_id, row.name) for row in rows}
    is_merged_away = all(row.merged_into_id is not None for row in rows)
    first = rows[0]
    state = "signed_up" if is_merged_away else first.state
    planned = None if first.starts_at is None else Planned(first.moment_id, first.starts_at, first.ends_at)
    return Expected(first.party_id, state, planned, first.needs_help, tuple(people.values()))


def moments_of(session: Session, event_id: int) -> Sequence[Slot]:
    return session.connection().execute(_MOMENTS, {"event_id": event_id}).all()


def times_seen(session: Session, guest_ids: Iterable[int], moment_id: int) -> Sequence[Any]:
    """When, and at which device, these guests came in, were seen again and left: guest_id, at, device, act, way."""
    return (
        session.connection()
        .execute(
            select(Arrival.guest_id, Arrival.at, Device.name.label("device"), Arrival.act, Arrival.way)
            .outerjoin(Device, Device.id == Arrival.device_id)
            .where(Arrival.guest_id.in_(list(guest_ids)), Arrival.moment_id == moment_id, Arrival.undone_by.is_(None))
            .order_by(Arrival.at, Arrival.id)
        )
        .all()
    )


def are_in(session: Session, guest_ids: Iterable[int], moment_id: int) -> bool:
    """Whether all of these guests came in for the moment."""
    wanted = set(guest_ids)
    is_in = select(Arrival.guest_id).where(
        Arrival.guest_id.in_(wanted), Arrival.moment_id == moment_id, Arrival.is_open
    )
    return wanted == set(session.connection().execute(is_in).scalars())


def inside(session: Session, event_id: int, now: datetime) -> dict[int, datetime]:
    """Who came today and did not leave, and since when. Two records of one person are one."""
    person = func.coalesce(Guest.merged_into_id, Guest.id).label("person")
    midnight = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    seen = (
        select(person, Arrival.at, Arrival.way)
        .join(Guest, Guest.id == Arrival.guest_id)
        .where(Arrival.event_id == event_id, Arrival.at >= midnight, Arrival.undone_by.is_(None))
        .order_by(Arrival.at, Arrival.id)
    )
    return stays(session.connection().execute(seen).all())


def let_in_by(session: Session, acts: Iterable[UUID]) -> list[Someone]:
    """Who is in by these acts."""
    query = select(Guest.id, Guest.name).join(Arrival, Arrival.guest_id == Guest.id).distinct()
    noted = (Arrival.act.in_(list(acts)), Arrival.undone_by.is_(None))
    rows = session.connection().execute(query.where(*noted).order_by(Guest.id))
    return [Someone(row.id, row.name) for row in rows]


def people(session: Session, event_id: int, guest_ids: Iterable[int]) -> tuple[Someone, ...]:
    """Those of these guests who are of this event."""
    query = select(Guest.id, Guest.name).where(Guest.id.in_(list(guest_ids)), Guest.event_id == event_id)
    rows = session.connection().execute(query.order_by(Guest.party_id, Guest.position))
    return tuple(Someone(row.id, row.name) for row in rows)


def undone_by(session: Session, event_id: int, act: UUID) -> list[Someone]:
    """Who was taken out again by this act."""
    query = select(Guest.id, Guest.name).join(Arrival, Arrival.guest_id == Guest.id)
    rows = session.connection().execute(query.where(Arrival.undone_by == act, Arrival.event_id == event_id))
    return [Someone(row.id, row.name) for row in rows]


def arrivals_of_act(session: Session, event_id: int, act: UUID) -> Sequence[Any]:
    """What this act did: guest_id, name, moment_id, at, and whether it let them in first."""
    return (
        session.connection()
        .execute(
            select(
                Arrival.guest_id,
                Guest.name,
                Guest.party_id,
                Arrival.moment_id,
                Arrival.at,
                or_(Arrival.is_open, Arrival.undone_by.is_not(None)).label("was_first"),
            )
            .join(Guest, Guest.id == Arrival.guest_id)
            .where(Arrival.act == act, Arrival.event_id == event_id)
            .order_by(Guest.position)
        )
        .all()
    )


def not_in_yet(session: Session, event_id: int) -> Sequence[Any]:
    """Guests with a name who are on the list and not in: id, name."""
    is_in = select(Arrival.id).where(Arrival.guest_id == Guest.id, Arrival.is_open).exists()
    query = (
        select(Guest.id, Guest.name)
        .join(Party, and_(Party.id == Guest.party_id, Party.state == "signed_up"))
        .where(Guest.event_id == event_id, Guest.name.is_not(None), Guest.merged_into_id.is_(None), ~is_in)
    )
    return session.connection().execute(query.order_by(Guest.id)).all()
