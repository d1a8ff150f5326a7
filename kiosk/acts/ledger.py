"""Writing the ledger: few statements, made once for each kind of database, without the ORM."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from kiosk.acts.models import Act, ActCount, Quarantined

_ACT = Act.__table__
_COUNT = ActCount.__table__


def write_down(session: Session, row: Mapping[str, Any]) -> bool:
    """Puts an act in the ledger; False when it stood there already, or the ledger has become counts."""
    connection = session.connection()
    return connection.execute(_new_act(connection.dialect.name), row).first() is not None


def quarantine(session: Session, row: Mapping[str, Any]) -> None:
    insert = _insert(session.connection().dialect.name)
    session.connection().execute(insert(Quarantined.__table__).on_conflict_do_nothing(), row)


def count_late(session: Session, device_id: int, seq: int) -> bool:
    """Counts an act that came after its ledger became counts; False when the ledger is still open."""
    connection = session.connection()
    made = _greatest(connection.dialect.name)(_COUNT.c.made, seq)
    least = func.least if connection.dialect.name == "postgresql" else func.min
    late = update(ActCount).where(ActCount.device_id == device_id)
    late = late.values(made=made, arrived=least(_COUNT.c.arrived + 1, made))
    return bool(connection.execute(late).rowcount)


def keep_counts(session: Session, rows: list[dict[str, Any]]) -> None:
    """One row for each device; what was counted before is added to."""
    name = session.connection().dialect.name
    statement = _insert(name)(ActCount)
    summed = {"made": _greatest(name)(_COUNT.c.made, statement.excluded.made)}
    summed["arrived"] = _COUNT.c.arrived + statement.excluded.arrived
    session.connection().execute(statement.on_conflict_do_update(index_elements=["device_id"], set_=summed), rows)


def greatest(session: Session) -> Any:
    return _greatest(session.connection().dialect.name)


def _greatest(dialect: str) -> Any:
    return func.greatest if dialect == "postgresql" else func.max


def _insert(dialect: str) -> Any:
    return postgresql_insert if dialect == "postgresql" else sqlite_insert


@cache
def _new_act(dialect: str) -> Any:
    columns = [column.name for column in _ACT.columns]
    is_closed = select(_COUNT.c.device_id).where(_COUNT.c.device_id == bindparam("device_id")).exists()
    given = select(*(bindparam(column.name, type_=column.type) for column in _ACT.columns)).where(~is_closed)
    return _insert(dialect)(_ACT).from_select(columns, given).on_conflict_do_nothing().returning(_ACT.c.seq)
