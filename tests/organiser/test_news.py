"""A change that concerns who signed up: they hear of it, places go to who waits, and nobody is forgotten."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.mail.models import Letter
from kiosk.signup import still
from tests.cast import sign_up
from tests.organiser.scene import SLUG, desk, soup
from tests.organiser.test_moments import known, rows

pytestmark = pytest.mark.usefixtures("now")

WHEN, WHERE, OFF, CALL = (f"{SLUG}/{each}" for each in ("gegevens/wanneer", "gegevens/waar", "afgelasten", "bellen"))


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    market.alarm_email = "ilse@example.org"
    return desk(app, session, ilse)


def letters(session: Session) -> list[Letter]:
    session.expire_all()
    return list(session.scalars(select(Letter)))


def place(event: Event, **changed: Any) -> dict[str, Any]:
    filled = {name: getattr(event, name) for name in ("venue", "address", "room", "stop")}
    return {**filled, "is_step_free": "y", "has_toilet": "y", **changed}


def test_added_places_go_to_who_waits(ilses: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, *"abcdefghij")
    waits = sign_up(session, market, "Fatima", "Sara", state="waiting", email="f@example.org")
    page = soup(ilses.post(WHEN, data=rows(known(market, 0, places="12")), follow_redirects=True))

    session.refresh(waits)
    assert waits.state == "signed_up"
    assert "2 personen schoven door van de wachtlijst" in page.select_one("main [role=status]").text  # type: ignore[union-attr]
    assert [each.kind for each in letters(session)] == ["signup_moved_up"]


def test_as_many_places_as_before_move_nobody(ilses: FlaskClient, session: Session, market: Event) -> None:
    waits = sign_up(session, market, *"abcdefghijkl", state="waiting")
    ilses.post(WHEN, data=rows(known(market, 0)))

    session.refresh(waits)
    assert waits.state == "waiting"


@pytest.mark.parametrize(("tell", "sent"), [("y", 2), ("", 0)])
def test_another_time_is_told_to_whom_it_concerns(
    ilses: FlaskClient, session: Session, market: Event, tell: str, sent: int
) -> None:
    sign_up(session, market, "Fatima", email="f@example.org")
    sign_up(session, market, "Jan", email="j@example.org", moment_id=None)
    sign_up(session, market, "Piet", email="p@example.org", moment_id=market.moments[1].id)
    sign_up(session, market, "Riet")
    moments = rows(known(market, 0, day="2026-04-20"), known(market, 1))
    page = ilses.post(WHEN, data={**moments, **({"tell": tell} if tell else {})}, follow_redirects=True).text

    assert [each.kind for each in letters(session)] == ["signup_event_changed"] * sent
    assert ("2 brieven zijn onderweg" in page) is bool(sent)
    assert f"{3 - sent} aanmelding" in page


def test_another_place_is_told_to_all_who_come(ilses: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima", email="f@example.org", moment_id=market.moments[1].id)
    sign_up(session, market, "Wim", email="w@example.org", state="cancelled")
    ilses.post(WHERE, data={**place(market, venue="De Linde"), "tell": "y"})

    assert len(letters(session)) == 1
    assert "De Linde" in letters(session)[0].message  # type: ignore[operator]


def test_what_is_no_news_is_not_told(ilses: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima", email="f@example.org")
    page = ilses.post(WHERE, data={**place(market, stop="Bus 4"), "tell": "y"}, follow_redirects=True).text

    assert letters(session) == [] and "krijgt geen brief" not in page


def test_the_screen_says_who_signed_up_already(ilses: FlaskClient, session: Session, market: Event) -> None:
    assert not soup(ilses.get(WHERE)).select("#circle")
    sign_up(session, market, "Fatima", "Sara", email="f@example.org")
    sign_up(session, market, "Riet")

    said = soup(ilses.get(WHERE)).select_one("#circle")
    assert said and "3 personen" in said.text and said.select_one("input[name=tell][checked]")
    assert not soup(ilses.get(f"{SLUG}/gegevens/aanbod")).select("#circle")


def test_calling_off_writes_to_everybody_with_an_address(ilses: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima", email="f@example.org", language="ar")
    sign_up(session, market, "Riet", phone="+31612345678")
    asked = soup(ilses.get(OFF))
    page = ilses.post(OFF, follow_redirects=True).text

    assert "1 brief" in asked.text and "Riet" in asked.text and asked.select_one('a[href="tel:+31612345678"]')
    assert [each.kind for each in letters(session)] == ["signup_event_off"]
    assert "المساعدة في حيّك" in letters(session)[0].message or "=?utf-8" in letters(session)[0].message  # type: ignore[operator]
    assert "1 brief is onderweg" in page and f"{SLUG}/bellen" in page
    assert "Riet" in ilses.get(CALL).text and "Fatima" not in ilses.get(CALL).text


def test_calling_off_twice_writes_once(ilses: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima", email="f@example.org")
    for _ in range(2):
        ilses.post(OFF)

    assert len(letters(session)) == 1


@pytest.mark.parametrize(
    ("kind", "state", "is_wanted"),
    [
        ("event_off", "cancelled", True),
        ("event_off", "published", False),
        ("confirmation", "cancelled", False),
        ("event_changed", "cancelled", False),
        ("event_changed", "published", True),
        ("cancelled", "cancelled", True),
    ],
)
def test_a_letter_leaves_only_while_it_is_true(
    session: Session, market: Event, kind: str, state: str, is_wanted: bool
) -> None:
    party: Party = sign_up(session, market, "Fatima", email="f@example.org")
    market.state = state
    session.commit()

    assert still.is_wanted(session, f"signup_{kind}", str(party.id)) is is_wanted
