"""kiosk db upgrade."""

from __future__ import annotations

import click
from flask_migrate import upgrade as run_migrations

from kiosk.factory import create_app


@click.group("db")
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Bring the database to the shape this version needs."""
    with create_app().app_context():
        run_migrations()
