"""What operators and reporters look for."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kiosk.lib.db import db
from tests.conftest import MARKET_DAY, app_on

pytestmark = pytest.mark.usefixtures("now")


def test_it_says_ok(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_without_its_database_it_does_not(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(db.session, "execute", broken)
    client.application.testing = False

    assert client.get("/healthz").status_code == 500


def test_a_leak_can_be_reported(client: FlaskClient) -> None:
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())

    assert answer.content_type == "text/plain; charset=utf-8"
    assert fields["Contact"].startswith("mailto:")
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=30) < expires - MARKET_DAY < timedelta(days=365)


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid"])
@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_the_papers_are_there_in_every_language(client: FlaskClient, path: str, language: str) -> None:
    answer = client.get(f"{path}?taal={language}")

    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.text


def test_an_organisations_own_statement_takes_the_place_of_ours(sqlite_url: str, tmp_path: Path) -> None:
    app = app_on(sqlite_url, tmp_path, KIOSK_ACCESSIBILITY_URL="https://example.org/verklaring")

    assert app.test_client().get("/toegankelijkheid").location == "https://example.org/verklaring"
