"""kiosk db upgrade."""

from __future__ import annotations

import logging

import click
from flask import Flask
from flask_migrate import upgrade as run_migrations

from kiosk.access import installation
from kiosk.cli.ready import new_app, shape
from kiosk.lib import keys
from kiosk.lib.db import db


@click.group("db")
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Bring the database to the shape this version needs."""
    upgrade_database(new_app())
    click.echo("The database is ready.")


def upgrade_database(app: Flask) -> None:
    """Runs the migrations that are missing. Raises SettingIsWrong when other keys filled this database."""
    with app.app_context():
        if shape() is not None:
            installation.check(db.session(), keys.current())
        db.session.remove()
        run_migrations()
        logging.getLogger("alembic").setLevel(logging.WARNING)
        installation.note(db.session(), keys.current())
        db.session.remove()
        db.engine.dispose()
