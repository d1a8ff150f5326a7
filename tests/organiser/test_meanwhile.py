"""Two organisers at one screen: nothing is lost, and nobody overwrites without knowing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from tests.organiser.scene import SLUG, desk, soup
from tests.organiser.test_moments import known, rows
from tests.organiser.test_news import place

pytestmark = pytest.mark.usefixtures("now")

WHERE = f"{SLUG}/gegevens/waar"
SCREENS = ("wat", "wanneer", "waar", "mensen", "invloed", "aanbod", "talen", "tablet", "zorg", "talen/ar")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    market.alarm_email = "ilse@example.org"
    return desk(app, session, ilse)


def opened(client: FlaskClient, path: str = WHERE) -> dict[str, str]:
    """The hidden stamp of a screen that somebody opens now."""
    field = soup(client.get(path)).select_one("input[name=stond]")
    return {"stond": str(field["value"])} if field else {}


def venue(session: Session, event: Event) -> str:
    session.expire_all()
    return session.get_one(Event, event.id).venue


def test_the_second_one_sees_both_and_loses_nothing(ilses: FlaskClient, session: Session, market: Event) -> None:
    stamp = opened(ilses)
    ilses.post(WHERE, data={**place(market, venue="De Linde"), **stamp})
    page = ilses.post(WHERE, data={**place(market, venue="De Beuk"), **stamp})

    assert page.status_code == 409
    assert venue(session, market) == "De Linde"
    assert "<title>Fout: Waar</title>" in page.text
    said = soup_of(page).select_one("#meanwhile")
    assert said and "De Linde" in said.text and "De Beuk" in said.text
    assert 'value="De Beuk"' in page.text


def soup_of(page: Any) -> Any:
    page.status_code = 200
    return soup(page)


def test_who_has_seen_it_may_save(ilses: FlaskClient, session: Session, market: Event) -> None:
    stamp = opened(ilses)
    ilses.post(WHERE, data={**place(market, venue="De Linde"), **stamp})
    page = soup_of(ilses.post(WHERE, data={**place(market, venue="De Beuk"), **stamp}))
    seen = {"stond": page.select_one("input[name=stond]")["value"]}

    assert ilses.post(WHERE, data={**place(market, venue="De Beuk"), **seen}).status_code == 302
    assert venue(session, market) == "De Beuk"


def test_the_same_twice_is_no_quarrel(ilses: FlaskClient, market: Event) -> None:
    stamp = opened(ilses)
    for _ in range(2):
        answer = ilses.post(WHERE, data={**place(market, venue="De Linde"), **stamp})
        assert answer.status_code == 302


def test_two_screens_do_not_meet(ilses: FlaskClient, session: Session, market: Event) -> None:
    stamp = opened(ilses)
    ilses.post(f"{SLUG}/gegevens/aanbod", data={"coffee": "y"})

    assert ilses.post(WHERE, data={**place(market, venue="De Beuk"), **stamp}).status_code == 302


def test_another_row_keeps_the_stamp_of_the_opening(ilses: FlaskClient, session: Session, market: Event) -> None:
    when = f"{SLUG}/gegevens/wanneer"
    stamp = opened(ilses, when)
    ilses.post(when, data=rows(known(market, 0, places="15"), known(market, 1), known(market, 2)))
    page = ilses.post(when, data={**rows(known(market, 0)), **stamp, "rij": "erbij"})

    assert soup(page).select_one("input[name=stond]")["value"] == stamp["stond"]  # type: ignore[index]
    asked = ilses.post(when, data={**rows(known(market, 0), known(market, 1), known(market, 2)), **stamp})
    assert asked.status_code == 409 and "14.00" in asked.text and ", 15" in asked.text


@pytest.mark.parametrize("path", SCREENS)
def test_every_screen_has_its_stamp(ilses: FlaskClient, session: Session, market: Event, path: str) -> None:
    before = opened(ilses, f"{SLUG}/gegevens/{path}")

    assert before and before == opened(ilses, f"{SLUG}/gegevens/{path}?taal=ar")
