"""kiosk db upgrade."""

from __future__ import annotations

import click
from flask import Flask
from flask_migrate import Migrate
from flask_migrate import upgrade as run_migrations

from kiosk.access import installation
from kiosk.cli.ready import new_app, newest_shape, shape
from kiosk.lib import keys
from kiosk.lib.db import db
from kiosk.lib.settings import PACKAGE


@click.group("db")
def database() -> None:
    """The database."""


@database.command()
def upgrade() -> None:
    """Bring the database to the shape this version needs."""
    app = new_app()
    with app.app_context():
        at = shape()
        if at is not None:
            installation.check(db.session(), keys.current())
        db.session.remove()
        if at != newest_shape():
            migrate(app)
        installation.note(db.session(), keys.current())
        db.session.remove()
        db.engine.dispose()
    click.echo("The database is ready.")


def migrate(app: Flask) -> None:
    """Runs the migrations that are missing."""
    Migrate(app, db, directory=str(PACKAGE / "migrations"), render_as_batch=True)
    with app.app_context():
        run_migrations()
