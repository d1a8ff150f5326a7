"""What changed on an event's guest list since a device last asked: changes have numbers, in order of the commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import bindparam, event, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from kiosk.guests.models import Guest, GuestList, Party

_LIST: Any = GuestList.__table__
_PARTY: Any = Party.__table__
_NUMBERED = update(_PARTY).values(change=bindparam("number"))
_BY_ID = _NUMBERED.where(_PARTY.c.id.in_(bindparam("ids", expanding=True)))
_BY_GUEST = _NUMBERED.where(
    _PARTY.c.id.in_(select(Guest.party_id).where(Guest.id.in_(bindparam("ids", expanding=True))))
)


def number_of(session: Session, event_id: int) -> int:
    """The number of the last change; 0 before the first."""
    return session.scalar(select(GuestList.change).where(GuestList.event_id == event_id)) or 0


def note_guests(session: Session, event_id: int, guest_ids: Iterable[int]) -> None:
    """Something about these guests changed that the ORM does not see, such as an arrival."""
    number = _next(session, event_id)
    session.connection().execute(_BY_GUEST, {"number": number, "ids": list(guest_ids)})


def _next(session: Session, event_id: int) -> int:
    """Who takes a number holds the event's row until the commit: no number comes to light out of turn."""
    connection = session.connection()
    return int(connection.execute(_one_more(connection.dialect.name), {"event_id": event_id}).scalar_one())


@cache
def _one_more(dialect: str) -> Any:
    insert = postgresql_insert if dialect == "postgresql" else sqlite_insert
    first = insert(_LIST).values(event_id=bindparam("event_id"), change=1)
    more = first.on_conflict_do_update(index_elements=["event_id"], set_={"change": _LIST.c.change + 1})
    return more.returning(_LIST.c.change)


@event.listens_for(Session, "before_flush")
def _number_what_is_written(session: Session, context: object, instances: object) -> None:
    """Every party that is written through the ORM, and every party of whom a guest is."""
    fresh: dict[int, list[Party]] = defaultdict(list)
    known: dict[int, set[int]] = defaultdict(set)
    for each in (*session.new, *session.dirty):
        if isinstance(each, Party) and each.id is None:
            fresh[each.event_id].append(each)
        elif isinstance(each, Party | Guest) and session.is_modified(each):
            party_id = each.id if isinstance(each, Party) else each.party_id
            known[each.event_id] |= {party_id} - {None}
    for event_id in fresh.keys() | known.keys():
        _number(session, event_id, fresh[event_id], known[event_id])


def _number(session: Session, event_id: int, fresh: list[Party], known: set[int]) -> None:
    number = _next(session, event_id)
    for party in fresh:
        party.change = number
    if known:
        session.connection().execute(_BY_ID, {"number": number, "ids": list(known)})
