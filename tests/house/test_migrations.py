"""The models and the migrations describe the same tables."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from kiosk.cli import ready
from kiosk.lib.db import Base, db


def test_models_and_migrations_agree(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": _differs})
        differences = compare_metadata(context, Base.metadata)

    assert differences == [], "make a migration of it"


def _differs(context: Any, column: Any, in_model: Any, found: Any, wanted: Any) -> bool | None:
    """Our own types wrap a plain one; Alembic compares the plain ones."""
    return None if type(wanted).__module__.startswith("sqlalchemy") else False


def test_the_newest_migration_is_the_one_the_database_is_at(app: Flask) -> None:
    assert ready.shape() == ready.newest_shape()
