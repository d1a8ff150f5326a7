"""Runs migrations on the app's own engine."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from flask import current_app

from kiosk.lib.db import WRITE, UtcDateTime
from kiosk.lib.keys import Sealed, SealedJson


def plain_type(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Migrations name the column types that the database has, not ours, which may move."""
    if kind == "type" and isinstance(item, Sealed | SealedJson):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


db = current_app.extensions["migrate"].db

with db.engine.connect().execution_options(**{WRITE: True}) as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=plain_type,
        transactional_ddl=True,  # SQLite can, as we begin its transactions: all that is missing, or nothing
    )
    with context.begin_transaction():
        context.run_migrations()
