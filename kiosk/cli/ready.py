"""Is everything in place to work with the database? Every command that touches it asks here first."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from kiosk.access import installation
from kiosk.factory import create_app
from kiosk.lib import keys
from kiosk.lib.db import db
from kiosk.lib.settings import PACKAGE, SettingIsWrong


def ready_app() -> Flask:
    """The app, with a database of the newest shape that was sealed with these keys. Else raises SettingIsWrong."""
    app = new_app()
    with app.app_context():
        _check_shape()
        installation.check(db.session(), keys.current())
        db.session.remove()
        db.engine.dispose()
    return app


def new_app() -> Flask:
    """The app, before its database is looked at."""
    try:
        return create_app()
    except (ArgumentError, NoSuchModuleError):
        raise SettingIsWrong(
            "KIOSK_DATABASE_URL is not a database address, such as postgresql+psycopg://user:password@host/name."
        ) from None
    except PermissionError as refused:
        raise SettingIsWrong(f"Cannot write in {refused.filename}: give KIOSK_INSTANCE a folder of your own.") from None


def shape() -> str | None:
    """The migration that the database is at; None for an empty one."""
    try:
        with db.engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return at
    except OperationalError:
        raise SettingIsWrong(
            "The database does not answer. Check KIOSK_DATABASE_URL and the server behind it."
        ) from None


def newest_shape() -> str:
    """The migration that no other one follows; read from the files, because Alembic takes long to load."""
    files = [path.read_text() for path in (PACKAGE / "migrations/versions").glob("*.py")]
    ours, theirs = (
        {found[1] for text in files if (found := re.search(rf'^{name}\s*=\s*["\'](\w+)["\']', text, re.M))}
        for name in ("revision", "down_revision")
    )
    return (ours - theirs).pop()


def _check_shape() -> None:
    at = shape()
    if at is None:
        raise SettingIsWrong("There is no database yet. Make it first: kiosk db upgrade")
    if at != newest_shape():
        raise SettingIsWrong("The database is not of this version. Upgrade it first: kiosk db upgrade")
