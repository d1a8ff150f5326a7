"""A database of an older release becomes one of this release, and keeps what is in it."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from flask_migrate import Migrate, upgrade

from kiosk.cli.database import migrate
from kiosk.cli.ready import newest_shape
from kiosk.lib.db import db
from kiosk.lib.settings import PACKAGE
from tests.conftest import app_on

ROWS = (
    "insert into organisation (id, name, team) values (1, 'gemeente Lindewaard', '')",
    "insert into attempt (key, window, count) values (x'00', 1, 1)",
)


def test_a_database_of_the_first_shape_keeps_its_rows(tmp_path: Path) -> None:
    app = app_on(f"sqlite:///{tmp_path}/old.sqlite", tmp_path)
    Migrate(app, db, directory=str(PACKAGE / "migrations"), render_as_batch=True)
    with app.app_context():
        upgrade(revision="0001")
        with db.engine.begin() as connection:
            for row in ROWS:
                connection.execute(sa.text(row))
    migrate(app)

    with app.app_context(), db.engine.connect() as connection:
        assert connection.scalar(sa.text("select version_num from alembic_version")) == newest_shape()
        assert connection.scalar(sa.text("select name from organisation")) == "gemeente Lindewaard"
        db.engine.dispose()
