"""Finding oneself by name at the arrival kiosk is off, until the organiser ticks it on the devices page."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry
from kiosk.events.models import Event
from tests.cast import paired
from tests.organiser.scene import SLUG, desk

DEVICES = f"{SLUG}/apparaten"
TICK = f"{DEVICES}/op-naam"
OFFERED = 'data-go="find"'

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def kiosk(app: Flask, session: Session, market: Event) -> FlaskClient:
    return paired(app, session, market, "arrival")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


def test_it_is_asked_only_where_there_is_an_arrival_kiosk(
    app: Flask, session: Session, market: Event, ilses: FlaskClient
) -> None:
    assert TICK not in ilses.get(DEVICES).text
    paired(app, session, market, "arrival")

    assert TICK in ilses.get(DEVICES).text


def test_it_is_off_and_a_tick_turns_it_on_and_off(ilses: FlaskClient, kiosk: FlaskClient, session: Session) -> None:
    before = kiosk.get("/aankomst").text
    ilses.post(TICK, data={"is_on": "on"})
    ticked = kiosk.get("/aankomst").text
    ilses.post(TICK)

    assert [OFFERED in each for each in (before, ticked, kiosk.get("/aankomst").text)] == [False, True, False]
    noted = session.scalars(select(AuditEntry.object).where(AuditEntry.action == "event.find_by_name"))
    assert [each.rsplit(" ", 1)[1] for each in noted] == ["on", "off"]


def test_another_page_is_another_worker(ilses: FlaskClient, kiosk: FlaskClient) -> None:
    """So the tablet hears of it."""
    before = kiosk.get("/aankomst/werker.js").text
    assert kiosk.get("/aankomst/werker.js").text == before

    ilses.post(TICK, data={"is_on": "on"})

    assert kiosk.get("/aankomst/werker.js").text != before


def test_a_closed_event_stays_as_it_was(
    ilses: FlaskClient, kiosk: FlaskClient, session: Session, market: Event
) -> None:
    market.state = "closed"
    session.commit()

    assert ilses.post(TICK, data={"is_on": "on"}).status_code == 303
    session.expire_all()
    assert not market.finds_names
