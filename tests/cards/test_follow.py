"""A resident follows a card by its slip: by the QR, or by picture, number and digits."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access.throttle import WRONG_SLIP
from kiosk.cards.rules import MAX_MISSES, slip_face
from kiosk.events.models import Event
from kiosk.lib import tokens
from tests.cards.deck import card
from tests.cast import Acts, paired

PLACE = 57
SECRET = "A" * tokens.TOKEN_LENGTH
TRIES = WRONG_SLIP.tries
ENDS = "Te donker bij de halte"


@pytest.fixture
def kept(app: Flask, session: Session, market: Event, client: FlaskClient, now: object) -> FlaskClient:
    """A resident's browser, after a card with a slip was left on the tablet."""
    tablet = Acts(paired(app, session, market, "tablet"))
    tablet.do("lease", {})
    tablet.do("card", card(kind="mad", text=ENDS, slip=PLACE, secret=SECRET, digits="4071"))
    return client


def typed(**more: Any) -> dict[str, Any]:
    face = slip_face(PLACE)
    return {"animal": face.animal, "colour": face.colour, "number": str(face.number), "digits": "4071", **more}


@pytest.mark.parametrize("address", [f"/KAART/{SECRET}", f"/kaart/{SECRET.lower()}"])
def test_the_qr_opens_the_card_and_tells_what_comes_next(kept: FlaskClient, address: str) -> None:
    answer = kept.get(address, headers={"Accept-Language": "nl"})

    assert answer.status_code == 200
    for words in (ENDS, "Ontvangen", "1 mei 2026", "Hulp in uw buurt", "Bel 112"):
        assert words in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text


def test_picture_number_and_digits_find_the_card(kept: FlaskClient) -> None:
    answer = kept.post("/kaart", data=typed(digits="4 0 7 1"))

    assert answer.status_code == 200
    assert ENDS in answer.text


def test_an_unknown_secret_is_not_found_and_waits_after_a_while(kept: FlaskClient) -> None:
    answers = [kept.get(f"/kaart/{tokens.new()}").status_code for _ in range(TRIES + 1)]

    assert answers == [404] * TRIES + [429]


def test_wrong_digits_and_a_wrong_picture_get_the_same_answer(kept: FlaskClient) -> None:
    digits = kept.post("/kaart", data=typed(digits="0000")).text
    picture = kept.post("/kaart", data=typed(number="899")).text

    summaries = [re.findall(r'id="error-summary".*?</div>', page, re.S) for page in (digits, picture)]
    assert summaries[0] and summaries[0] == summaries[1]
    assert ENDS not in digits + picture


def test_after_five_misses_only_the_qr_opens_it(kept: FlaskClient) -> None:
    for _ in range(MAX_MISSES):
        kept.post("/kaart", data=typed(digits="0000"))

    assert ENDS not in kept.post("/kaart", data=typed()).text
    assert "alleen de QR-code" in kept.post("/kaart", data=typed()).text
    assert ENDS in kept.get(f"/KAART/{SECRET}").text


def test_many_wrong_tries_a_minute_make_one_wait(kept: FlaskClient) -> None:
    answers = [kept.post("/kaart", data=typed(number=str(200 + at))).status_code for at in range(TRIES + 1)]

    assert answers == [200] * TRIES + [429]


HOSTILE = [
    {},
    {"animal": "wolf"},
    {"colour": "green", "animal": "fox"},
    {"number": "-1"},
    {"number": "9" * 5000},
    {"number": "²³¹"},
    {"number": "\x00"},
    {"digits": "12345"},
    {"digits": "\ud7ff" * 3000},
    {"digits": ""},
]


@pytest.mark.parametrize("wrong", HOSTILE)
def test_a_wrong_field_is_named_and_the_rest_is_kept(kept: FlaskClient, wrong: dict[str, str]) -> None:
    answer = kept.post("/kaart", data={**typed(), **wrong} if wrong else {})

    assert answer.status_code == 200
    assert "<title>Fout: " in answer.text
    assert 'id="error-summary"' in answer.text
    assert not wrong or "checked" in answer.text


def test_figures_of_another_script_are_figures(kept: FlaskClient) -> None:
    assert ENDS in kept.post("/kaart", data=typed(digits="٤٠٧١")).text


def test_the_form_is_there_without_script_and_asks_twelve_animals(kept: FlaskClient) -> None:
    page = kept.get("/kaart")

    assert page.text.count('name="animal"') == 12
    assert page.text.count('name="colour"') == 8
    assert kept.put("/kaart").status_code == 405
