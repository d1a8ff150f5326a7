"""Two databases, one app for each test, and a cast of people."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from kiosk.cli.database import migrate
from kiosk.factory import create_app
from kiosk.lib import clock, kept
from kiosk.lib.clock import AMSTERDAM
from kiosk.lib.db import db
from kiosk.lib.settings import load
from tests import postgres as postgresql
from tests.postgres import Postgres

SECRET = "only-for-tests-only-for-tests-only-for-tests"
DATA_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
MARKET_DAY = datetime(2026, 4, 14, 14, 30, tzinfo=AMSTERDAM)
"""Tuesday 14 April 2026, half past two: the market runs from two to five."""

_FOLDER = tempfile.TemporaryDirectory(prefix="kiosk-templates-")
COMPILED = FileSystemBytecodeCache(_FOLDER.name)
"""What Jinja makes of a template, for all apps of this run."""


def _compile_addresses_once() -> None:
    """Werkzeug makes two functions of every address, which is two thirds of the work of making an app."""
    compile_one = Rule._compile_builder
    made: dict[object, Any] = {}

    def once(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, tuple(rule._trace), str(rule.defaults), append_unknown)
        if key not in made:
            made[key] = compile_one(rule, append_unknown)
        return made[key]

    Rule._compile_builder = once  # type: ignore[method-assign]


_compile_addresses_once()


def app_on(url: str, instance: Path, **more: str) -> Flask:
    environment = {
        "KIOSK_INSTANCE": str(instance),
        "KIOSK_DATABASE_URL": url,
        "KIOSK_SECRET_KEY": SECRET,
        "KIOSK_DATA_KEY": DATA_KEY,
        **more,
    }
    app = create_app(load(environment))
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED
    return app


@pytest.fixture(scope="session")
def sqlite_template() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kiosk-sqlite-"))
    path = folder / "template.sqlite"
    app = app_on(f"sqlite:///{path}", folder)
    with app.app_context():
        migrate(app)
        db.engine.dispose()
    yield path
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    server = postgresql.start()
    app = app_on(postgresql.address(server, postgresql.TEMPLATE), tmp_path_factory.mktemp("pg"))
    with app.app_context():
        migrate(app)
        db.engine.dispose()
    database = Postgres(server)
    yield database
    database.close()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty, migrated database: the same test runs on both kinds."""
    if request.param == "sqlite":
        target = tmp_path / "kiosk.sqlite"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), target)
        return f"sqlite:///{target}"
    return str(request.getfixturevalue("postgres").fresh())


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """For tests whose subject is no database matter: one kind is enough."""
    target = tmp_path / "kiosk.sqlite"
    shutil.copyfile(sqlite_template, target)
    return f"sqlite:///{target}"


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    app = app_on(database_url, tmp_path)
    app.before_request_funcs.setdefault(None, []).insert(0, _forget_the_last_request)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _forget_the_last_request() -> None:
    """The test's own context outlives its requests; a real one does not."""
    for name in list(g):
        g.pop(name)


@pytest.fixture(autouse=True)
def _no_page_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page shows what the test just did; that pages are kept has its own test."""
    monkeypatch.setattr(kept, "SECONDS", 0.0)


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Half past two on the market day, for everyone who asks the clock."""
    monkeypatch.setattr(clock, "now", lambda: MARKET_DAY)
    return MARKET_DAY


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`later(minutes=5)` turns the clock of everyone who asks."""

    def turn(**delta: int) -> datetime:
        at = clock.now() + timedelta(**delta)
        monkeypatch.setattr(clock, "now", lambda: at)
        return at

    return turn


os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())

pytest_plugins = ["tests.cast", "tests.browser"]
