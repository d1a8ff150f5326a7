"""Everything a database holds: every table in full, in the order in which its rows lie there."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from kiosk.lib.db import Base, is_postgresql

CARD_SIDE = ("card", "slip", "slip_block")


@dataclass(frozen=True)
class Cell:
    """One value and where it stands. `row` is the row's place in its table."""

    table: str
    column: str
    row: int
    value: Any


def everything(session: Session) -> list[Cell]:
    session.expire_all()
    return [cell for table in Base.metadata.sorted_tables for cell in _cells(session, table)]


def _cells(session: Session, table: Table) -> list[Cell]:
    order = "ORDER BY ctid" if is_postgresql(session) else ""
    more = ", xmin::text AS xmin" if is_postgresql(session) else ""
    rows = session.execute(text(f"SELECT *{more} FROM {table.name} {order}")).mappings().all()
    return [Cell(table.name, column, at, _plain(value)) for at, row in enumerate(rows) for column, value in row.items()]


def _plain(value: Any) -> Any:
    """One form for both databases: keys as hex, bytes as bytes, times as text."""
    if isinstance(value, uuid.UUID):
        return value.hex
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, dict | list) else value


def column(cells: list[Cell], table: str, name: str) -> list[Any]:
    """A column's values, in the order of the rows."""
    return [cell.value for cell in cells if (cell.table, cell.column) == (table, name)]
