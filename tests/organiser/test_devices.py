"""Devices from the organiser's side: a link shown once, digits that two people compare, and withdrawing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Device
from kiosk.events.models import Event
from tests.organiser.scene import SLUG, desk

DEVICES = f"{SLUG}/apparaten"
TABLET = {"purpose": "tablet", "name": "Tablet bij de soep"}

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


def offer(ilses: FlaskClient, **changed: str) -> str:
    """Makes a device and gives the link on the page."""
    found = re.search(r"/koppelen/[A-Z0-9]{26}", ilses.post(DEVICES, data={**TABLET, **changed}).text)
    assert found
    return found[0]


def only(session: Session) -> Device:
    session.expire_all()
    return session.scalars(select(Device)).one()


def test_the_link_is_shown_once(ilses: FlaskClient, session: Session) -> None:
    link = offer(ilses)

    assert only(session).state == "offered"
    assert link not in ilses.get(DEVICES).text
    assert "Tablet bij de soep" in ilses.get(DEVICES).text
    assert link.split("/")[-1].encode() not in (only(session).pair_hash or b"")


def test_both_see_the_same_digits_and_yes_lets_the_device_in(
    ilses: FlaskClient, client: FlaskClient, session: Session
) -> None:
    client.post(offer(ilses))
    digits = only(session).pair_digits
    assert digits and digits in ilses.get(f"{DEVICES}/lijst").text
    assert digits in client.get("/koppelen").text

    ilses.post(f"{DEVICES}/{only(session).id}/ja")
    assert client.get("/koppelen").headers["Location"] == "/tablet"
    assert digits not in ilses.get(f"{DEVICES}/lijst").text


def test_no_puts_it_back_and_a_new_link_works(ilses: FlaskClient, client: FlaskClient, session: Session) -> None:
    client.post(offer(ilses))
    ilses.post(f"{DEVICES}/{only(session).id}/nee")
    assert only(session).state == "offered"
    assert client.get("/koppelen").status_code == 404

    page = ilses.post(f"{DEVICES}/{only(session).id}/nieuwe-link").text
    link = re.search(r"/koppelen/[A-Z0-9]{26}", page)
    assert link and client.get(link[0]).status_code == 200


def test_a_new_link_ends_the_old_one(ilses: FlaskClient, client: FlaskClient, session: Session) -> None:
    old = offer(ilses)
    new = offer(ilses)

    assert only(session).state == "offered"
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_digits_of_more_than_15_minutes_ago_do_not_count(
    ilses: FlaskClient, client: FlaskClient, session: Session, later: Any
) -> None:
    client.post(offer(ilses))
    later(minutes=16)
    ilses.post(f"{DEVICES}/{only(session).id}/ja")

    assert only(session).state == "asked"
    assert "15 minuten" in ilses.get(DEVICES).text


def test_yes_and_no_pressed_twice_change_nothing_more(
    ilses: FlaskClient, client: FlaskClient, session: Session
) -> None:
    client.post(offer(ilses))
    for answer in ("ja", "ja", "nee", "nieuwe-link"):
        assert ilses.post(f"{DEVICES}/{only(session).id}/{answer}").status_code == 302

    assert only(session).state == "paired"


def test_withdrawing_asks_first(ilses: FlaskClient, client: FlaskClient, session: Session) -> None:
    client.post(offer(ilses))
    number = only(session).id
    ilses.post(f"{DEVICES}/{number}/ja")
    assert "Tablet bij de soep" in ilses.get(f"{DEVICES}/{number}/intrekken").text
    assert only(session).state == "paired"

    for _ in range(2):
        assert ilses.post(f"{DEVICES}/{number}/intrekken").status_code == 302
    assert only(session).state == "withdrawn"
    assert client.get("/tablet").status_code == 403
    assert "Tablet bij de soep" not in ilses.get(DEVICES).text


WRONG = [
    ({"name": ""}, "name"),
    ({"name": " \x00 "}, "name"),
    ({"name": "x" * 61}, "name"),
    ({"purpose": ""}, "purpose-0"),
    ({"purpose": "wall"}, "purpose-0"),
]


def test_what_is_wrong_is_said_at_its_field(ilses: FlaskClient, session: Session) -> None:
    for wrong, field in WRONG:
        page = ilses.post(DEVICES, data={**TABLET, **wrong})
        assert page.status_code == 422
        assert f'href="#{field}"' in page.text and "<title>Fout: " in page.text
    assert session.scalars(select(Device)).all() == []


@pytest.mark.parametrize("state", ["closed", "cancelled", "archived"])
def test_an_event_that_is_over_takes_no_devices(
    ilses: FlaskClient, session: Session, market: Event, state: str
) -> None:
    market.state = state
    session.commit()

    assert "Apparaat erbij" not in ilses.get(DEVICES).text
    assert ilses.post(DEVICES, data=TABLET).status_code == 302
    assert session.scalars(select(Device)).all() == []


def test_another_events_device_is_not_here(
    ilses: FlaskClient, app: Flask, session: Session, vera: Account, market: Event
) -> None:
    """Also for the team of that other event."""
    offer(ilses)
    paired_here = only(session).id
    other = Event(organisation_id=vera.organisation_id, slug="elders", kind="meeting", created_at=market.created_at)
    session.add(other)
    session.commit()
    veras = desk(app, session, vera)
    for number in (paired_here, 999_999, 2_147_483_647):
        for step in ("ja", "nee", "intrekken", "nieuwe-link"):
            assert veras.post(f"/beheer/elders/apparaten/{number}/{step}").status_code == 404
    assert ilses.post(f"{DEVICES}/99999999999999999999/ja").status_code == 404
    assert only(session).state == "offered"


def test_plain_http_is_no_ground_for_pairing(ilses: FlaskClient, app: Flask, session: Session) -> None:
    settings = app.extensions["kiosk-settings"]
    app.extensions["kiosk-settings"] = type("Plain", (), {**vars(settings), "base_url": "http://kiosk.example.nl"})()

    page = ilses.get(DEVICES).text
    assert "https" in page and 'name="purpose"' not in page
    assert ilses.post(DEVICES, data=TABLET).status_code == 302
    assert session.scalars(select(Device)).all() == []


def test_a_link_for_this_computer_only_says_so(ilses: FlaskClient) -> None:
    assert "alleen op deze computer" in ilses.post(DEVICES, data=TABLET).text


def test_every_step_is_written_down(ilses: FlaskClient, client: FlaskClient, session: Session) -> None:
    client.post(offer(ilses))
    for step in ("ja", "intrekken"):
        ilses.post(f"{DEVICES}/{only(session).id}/{step}")

    actions = list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))
    assert actions == ["device.offer", "device.ask", "device.pair", "device.withdraw"]
