"""A page's title tells which card it is about, in words, before anything is read."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.cards.rules import slip_face
from kiosk.events.models import Event
from kiosk.lib import tokens
from tests.cards.deck import card
from tests.cast import Acts, paired
from tests.site.walk import soup

PLACE = 57
SECRET = "A" * tokens.TOKEN_LENGTH

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def kept(app: Flask, session: Session, market: Event, client: FlaskClient) -> FlaskClient:
    """A resident's browser, after a card with a slip was left on the tablet."""
    tablet = Acts(paired(app, session, market, "tablet"))
    tablet.do("lease", {})
    tablet.do("card", card(kind="mad", text="Te donker", slip=PLACE, secret=SECRET, digits="4071"))
    return client


def title(client: FlaskClient, address: str) -> str:
    return soup(client.get(address)).title.text  # type: ignore[union-attr]


@pytest.mark.parametrize(("language", "first"), [("nl", "Uw kaart: "), ("ar", "بطاقتك")])
def test_the_card_is_named_by_its_picture_and_number(kept: FlaskClient, language: str, first: str) -> None:
    found = title(kept, f"/kaart/{SECRET}?taal={language}")

    assert found.startswith(first)
    assert str(slip_face(PLACE).number) in found


def test_the_form_says_what_it_is_for(kept: FlaskClient) -> None:
    assert title(kept, "/kaart?taal=nl") == "Vind uw kaart"


def test_the_form_says_that_something_is_wrong(kept: FlaskClient) -> None:
    answer = kept.post("/kaart?taal=nl", data={})

    assert soup(answer).title.text == "Fout: Vind uw kaart"  # type: ignore[union-attr]


def test_no_title_of_a_card_tells_what_is_on_it(kept: FlaskClient) -> None:
    assert "donker" not in title(kept, f"/kaart/{SECRET}")
