"""A rush on the invitation makes it once; whoever has something to do with the event sees it as it is now."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.lib import kept


@pytest.fixture
def changed(client: FlaskClient, session: Session, market: Event, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a page that a stranger saw, and that changed a moment later."""
    monkeypatch.setattr(kept, "SECONDS", 60.0)
    address = f"/bijeenkomst/{market.slug}"
    assert "De Linde" not in client.get(address).text
    market.venue = "De Linde"
    session.commit()
    return address


def test_a_stranger_gets_the_page_of_a_moment_ago(client: FlaskClient, changed: str) -> None:
    assert "De Linde" not in client.get(changed).text


def test_another_language_is_another_page(client: FlaskClient, changed: str) -> None:
    assert 'lang="ar"' in client.get(f"{changed}?taal=ar").text


def test_who_has_a_cookie_of_ours_sees_it_as_it_is_now(client: FlaskClient, changed: str) -> None:
    client.set_cookie("mijn", "x" * 26)
    assert "De Linde" in client.get(changed).text


def test_a_moment_later_it_is_made_anew(client: FlaskClient, changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SECONDS", 0.0)
    assert "De Linde" in client.get(changed).text


def test_only_so_many_pages_are_kept(client: FlaskClient, changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    client.get(f"{changed}?taal=ar")
    client.delete_cookie("taal")
    assert "De Linde" in client.get(changed).text
