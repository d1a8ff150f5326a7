"""A paired device can do the door of its one event, and nothing else."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event, Moment
from tests.cast import paired, sign_up
from tests.conftest import MARKET_DAY

PAGES = ("/deur", "/deur/lijst")


@pytest.fixture
def door(app: Flask, session: Session, market: Event, now: object) -> FlaskClient:
    return paired(app, session, market, "door")


@pytest.fixture
def elsewhere(session: Session, market: Event) -> Event:
    """Another event of the same organisation."""
    event = Event(organisation_id=market.organisation_id, slug="elsewhere", kind="market", state="published")
    event.created_at = MARKET_DAY
    event.moments = [Moment(starts_at=MARKET_DAY, ends_at=MARKET_DAY.replace(hour=16))]
    session.add(event)
    session.commit()
    return event


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_sees_nothing_of_the_door(client: FlaskClient, market: Event, address: str) -> None:
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_a_tablet_is_no_door(app: Flask, session: Session, market: Event, now: object, address: str) -> None:
    assert paired(app, session, market, "tablet").get(address).status_code == 403


def test_one_press_prints_the_badges_of_a_household(door: FlaskClient, session: Session, market: Event) -> None:
    first, *more = (guest.id for guest in sign_up(session, market, "Fatima", "Ali", None).guests)

    answer = door.get(f"/deur/naamkaartje/{first}.pdf", query_string={"ook": more})

    assert len(PdfReader(BytesIO(answer.data)).pages) == 3


@pytest.mark.parametrize("more", ["", "x", "-1", "0", "9" * 30, "٢"])
def test_a_badge_is_printed_whatever_else_is_asked(
    door: FlaskClient, session: Session, market: Event, more: str
) -> None:
    guest = sign_up(session, market, "Fatima").guests[0]

    assert door.get(f"/deur/naamkaartje/{guest.id}.pdf", query_string={"ook": more}).status_code in (200, 404)


@pytest.mark.parametrize("address", PAGES)
def test_a_withdrawn_device_reads_nothing(door: FlaskClient, session: Session, address: str) -> None:
    assert door.get(address).status_code == 200
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()

    assert door.get(address).status_code == 403


def test_a_door_is_no_tablet_and_no_organiser(door: FlaskClient) -> None:
    assert door.get("/tablet").status_code == 403
    answer = door.get("/beheer/")
    assert answer.status_code in (302, 403, 404)
    assert "Uitloggen" not in answer.text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_looking_is_all_that_these_pages_do(door: FlaskClient, address: str, method: str) -> None:
    assert getattr(door, method)(address).status_code in (400, 404, 405)


def test_the_door_speaks_dutch_until_the_host_chooses(door: FlaskClient) -> None:
    page = door.get("/deur", headers={"Accept-Language": "en"}).text
    assert 'lang="nl" dir="ltr"' in page
    assert "Zoek op naam" in page
    assert 'lang="ar" dir="rtl"' in door.get("/deur?taal=ar").text


def test_only_the_door_may_use_the_camera(door: FlaskClient) -> None:
    assert "camera=(self)" in door.get("/deur").headers["Permissions-Policy"]
    assert "camera=()" in door.get("/deur/lijst").headers["Permissions-Policy"]
