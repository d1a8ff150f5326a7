"""Writing arrivals down. The database itself sees to it that nobody is in twice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from kiosk.checkin.rules import Arriving
from kiosk.guests.models import Arrival


def bring_in(session: Session, arriving: Arriving, guest_ids: Iterable[int]) -> set[int]:
    """Opens an arrival for each guest who is not in yet, and gives those; who is in already is noted as seen again."""
    wanted = sorted(guest_ids)
    fresh = _insert(session, [_row(arriving, guest_id, is_open=True) for guest_id in wanted])
    seen_again = [guest_id for guest_id in wanted if guest_id not in fresh]
    if seen_again:
        _insert(session, [_row(arriving, guest_id, is_open=False) for guest_id in seen_again])
    return fresh


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
    return insert(Arrival.__table__).on_conflict_do_nothing().returning(Arrival.__table__.c.guest_id)  # type: ignore[arg-type]
