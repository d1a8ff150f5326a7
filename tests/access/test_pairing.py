"""Pairing: a link works once, for 15 minutes, and two people compare four digits."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access import service, throttle
from kiosk.access.models import AuditEntry, Device, DeviceKey
from kiosk.events.models import Event
from tests.cast import MARKET_DAY

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture(autouse=True)
def without_form_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def tablet(session: Session, market: Event) -> Device:
    device = Device(
        organisation_id=market.organisation_id,
        event_id=market.id,
        purpose="tablet",
        name="Tablet bij de soep",
        created_at=MARKET_DAY,
    )
    session.add(device)
    session.commit()
    return device


@pytest.fixture
def link(session: Session, tablet: Device) -> str:
    token = service.offer_pairing(session, tablet, MARKET_DAY)
    session.commit()
    return f"/koppelen/{token}"


def press(client: FlaskClient, link: str) -> Any:
    """Opens the link and presses the button on its page."""
    page = client.get(link)
    key = re.search(r'name="key" value="([A-Z0-9]+)"', page.text)
    return client.post(link, data={"key": key[1] if key else ""})


def state(session: Session, tablet: Device) -> str:
    session.expire_all()
    return session.get_one(Device, tablet.id).state


def test_opening_the_link_changes_nothing(client: FlaskClient, session: Session, tablet: Device, link: str) -> None:
    """A chat app opens a link to show a preview of it."""
    assert "Tablet bij de soep" in client.get(link).text
    assert client.get(link).status_code == 200
    assert state(session, tablet) == "offered"


def test_the_device_shows_four_digits_until_the_organiser_agrees(
    client: FlaskClient, session: Session, tablet: Device, link: str
) -> None:
    assert press(client, link).headers["Location"] == "/koppelen"
    digits = session.get_one(Device, tablet.id, populate_existing=True).pair_digits
    assert digits and digits in client.get("/koppelen").text

    service.confirm_pairing(session, session.get_one(Device, tablet.id), MARKET_DAY)
    session.commit()

    assert client.get("/koppelen").headers["Location"] == "/tablet"


def test_a_second_browser_with_the_same_link_is_refused(app: Flask, client: FlaskClient, link: str) -> None:
    press(client, link)
    other = app.test_client()

    assert other.get(link).status_code == 404
    assert other.post(link, data={"key": "A" * 26}).status_code == 404
    assert other.get_cookie("apparaat") is None


def test_the_button_pressed_twice_asks_once(client: FlaskClient, session: Session, link: str) -> None:
    key = re.search(r'name="key" value="([A-Z0-9]+)"', client.get(link).text)
    assert key
    answers = [client.post(link, data={"key": key[1]}) for _ in range(2)]

    assert [each.headers["Location"] for each in answers] == ["/koppelen", "/koppelen"]
    assert session.scalar(select(func.count()).select_from(DeviceKey)) == 1


def test_the_link_works_for_15_minutes(client: FlaskClient, link: str, later: Any) -> None:
    later(minutes=15)
    assert client.get(link).status_code == 200
    later(seconds=1)
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404


def test_digits_that_came_too_late_are_no_longer_shown(client: FlaskClient, link: str, later: Any) -> None:
    press(client, link)
    later(minutes=16)

    assert client.get("/koppelen").status_code == 404


def test_other_digits_turn_away_who_asked(client: FlaskClient, session: Session, tablet: Device, link: str) -> None:
    press(client, link)
    service.refuse_pairing(session, session.get_one(Device, tablet.id, populate_existing=True))
    session.commit()

    assert state(session, tablet) == "offered"
    assert client.get("/koppelen").status_code == 404
    assert client.get(link).status_code == 404


def test_a_withdrawn_device_learns_nothing(client: FlaskClient, session: Session, tablet: Device, link: str) -> None:
    press(client, link)
    service.withdraw(session, session.get_one(Device, tablet.id, populate_existing=True))
    session.commit()

    assert client.get("/koppelen").status_code == 404
    assert client.get("/tablet").status_code == 403


def test_pairing_needs_a_safe_connection(client: FlaskClient, link: str) -> None:
    page = client.get(link, base_url="http://kiosk.example.nl")

    assert page.status_code == 400
    assert "https" in page.text
    assert client.post(link, base_url="http://kiosk.example.nl").status_code == 400


@pytest.mark.usefixtures("market")
@pytest.mark.parametrize("token", ["X", "A" * 26, "%00", "a" * 5000, "..", "' or 1=1"])
def test_a_made_up_link_is_refused(client: FlaskClient, token: str) -> None:
    assert client.get(f"/koppelen/{token}").status_code == 404


def test_guessing_links_has_to_wait(client: FlaskClient, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "PAIRING", throttle.Limit("pairing", 2, 300))
    for _ in range(2):
        assert client.get("/koppelen/WRONG").status_code == 404

    assert client.get(link).status_code == 429
    assert client.post(link).status_code == 429


def test_a_used_link_shows_a_paired_device_the_way_on(
    client: FlaskClient, session: Session, tablet: Device, link: str
) -> None:
    press(client, link)
    service.confirm_pairing(session, session.get_one(Device, tablet.id, populate_existing=True), MARKET_DAY)
    session.commit()

    page = client.get(link)

    assert page.status_code == 404
    assert 'href="/tablet"' in page.text


def test_a_new_device_can_type_a_code_there(client: FlaskClient) -> None:
    assert 'name="code"' in client.get("/koppelen").text


def test_asking_in_is_written_down(client: FlaskClient, session: Session, tablet: Device, link: str) -> None:
    press(client, link)

    entry = session.scalar(select(AuditEntry).where(AuditEntry.action == "device.ask"))
    assert entry and (entry.object, entry.organisation_id) == (f"device {tablet.id}", tablet.organisation_id)


def test_a_device_that_is_something_already_hears_so(
    client: FlaskClient, session: Session, market: Event, link: str, now: datetime
) -> None:
    press(client, link)
    other = Device(
        organisation_id=market.organisation_id, event_id=market.id, purpose="door", name="Deur", created_at=now
    )
    token = service.offer_pairing(session, other, now)
    session.commit()

    assert "Tablet bij de soep" in client.get(f"/koppelen/{token}").text
