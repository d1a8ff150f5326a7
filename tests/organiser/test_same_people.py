"""One sign-up beside others: the same person in other letters, places that come free, and the words of a language."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from tests.cast import sign_up
from tests.organiser.scene import SLUG, desk

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


def test_a_place_that_comes_free_goes_to_who_waits(ilses: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, *"abcdefghi")
    party = sign_up(session, market, "Fatima")
    twin = sign_up(session, market, "Fatma", way="door")
    waits = sign_up(session, market, "Wim", state="waiting")
    market.moments[0].capacity = 11
    session.commit()
    ilses.post(f"{SLUG}/gasten/{party.id}/samen/{party.guests[0].id}", data={"other": str(twin.guests[0].id)})

    session.refresh(waits)
    assert waits.state == "signed_up"


def test_the_interpreter_is_said_in_the_readers_language(ilses: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", help={"interpreter": "Arabisch"}, language="uk")

    assert "Arabic" in ilses.get(f"{SLUG}/gasten/{party.id}?taal=en").text
    assert "Ukrainian" in ilses.get(f"{SLUG}/gasten/{party.id}?taal=en").text


def test_another_way_of_writing_is_found_as_the_same_name(ilses: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    sign_up(session, market, "فاطمة")
    page = f"{SLUG}/gasten/{party.id}/samen/{party.guests[0].id}"

    assert "فاطمة" in ilses.get(page).text
    assert "فاطمة" in ilses.get(f"{page}?zoek=fatma").text
