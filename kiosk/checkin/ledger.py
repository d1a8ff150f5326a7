"""Writing arrivals down. The database itself sees to it that nobody is in twice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session, aliased

from kiosk.checkin.rules import Arriving
from kiosk.guests import changes
from kiosk.guests.models import Arrival

_ARRIVAL: Any = Arrival.__table__


def bring_in(session: Session, arriving: Arriving, guest_ids: Iterable[int]) -> set[int]:
    """Opens an arrival for each guest who is not in yet, and gives those; who is in already is noted as seen again."""
    wanted = sorted(guest_ids)
    fresh = _insert(session, [_row(arriving, guest_id, is_open=True) for guest_id in wanted])
    seen_again = [guest_id for guest_id in wanted if guest_id not in fresh]
    if seen_again:
        _insert(session, [_row(arriving, guest_id, is_open=False) for guest_id in seen_again])
    changes.note_guests(session, arriving.event_id, wanted)
    return fresh


def let_out(session: Session, arriving: Arriving, guest_ids: Iterable[int]) -> set[int]:
    """Notes that these guests left; gives those for whom this act says so for the first time."""
    rows = [{**_row(arriving, guest_id, is_open=False), "way": "out"} for guest_id in sorted(guest_ids)]
    changes.note_guests(session, arriving.event_id, [row["guest_id"] for row in rows])
    return _insert(session, rows)


def take_back(session: Session, event_id: int, undone: UUID, undoing: UUID) -> list[int]:
    """Crosses out what an act noted, and gives whom it was about. Who was seen by another act stays in by that one."""
    statement = (
        update(Arrival)
        .where(Arrival.act == undone, Arrival.event_id == event_id, Arrival.undone_by.is_(None))
        .values(is_open=False, undone_by=undoing)
        .returning(Arrival.guest_id)
    )
    guest_ids = list(session.connection().execute(statement).scalars())
    if guest_ids:
        _open_again(session, guest_ids)
        changes.note_guests(session, event_id, guest_ids)
    return guest_ids


def cross_out(session: Session, event_id: int, guest_ids: list[int], undone: UUID, undoing: UUID) -> None:
    """For the moment of the act `undone` these guests are not in, whoever else saw them."""
    moments = select(Arrival.moment_id).where(Arrival.act == undone, Arrival.event_id == event_id)
    seen = (Arrival.guest_id.in_(guest_ids), Arrival.moment_id.in_(moments), Arrival.undone_by.is_(None))
    session.connection().execute(update(Arrival).where(*seen).values(is_open=False, undone_by=undoing))


def _open_again(session: Session, guest_ids: list[int]) -> None:
    """A person is inside while any arrival of theirs is not undone: the earliest of those counts."""
    other = aliased(Arrival)
    is_open = select(other.id).where(
        other.guest_id == Arrival.guest_id, other.moment_id == Arrival.moment_id, other.is_open
    )
    left = (
        select(func.min(Arrival.id))
        .where(Arrival.guest_id.in_(guest_ids), Arrival.way == "in", Arrival.undone_by.is_(None), ~is_open.exists())
        .group_by(Arrival.guest_id, Arrival.moment_id)
    )
    session.connection().execute(update(Arrival).where(Arrival.id.in_(left)).values(is_open=True))


def _row(arriving: Arriving, guest_id: int, *, is_open: bool) -> dict[str, Any]:
    return {
        "act": arriving.how.act,
        "event_id": arriving.event_id,
        "guest_id": guest_id,
        "moment_id": arriving.moment_id,
        "device_id": arriving.how.device_id,
        "way": "in",
        "at": arriving.at,
        "is_open": is_open,
    }


def _insert(session: Session, rows: list[dict[str, Any]]) -> set[int]:
    connection = session.connection()
    statement = _statement(connection.dialect.name)
    return set(connection.execute(statement, rows[0] if len(rows) == 1 else rows).scalars())


@cache
def _statement(dialect: str) -> Any:
    insert = postgresql_insert if dialect == "postgresql" else sqlite_insert
    return insert(_ARRIVAL).on_conflict_do_nothing().returning(_ARRIVAL.c.guest_id)
