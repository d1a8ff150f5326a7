"""Wrong input on the screens of an event: every error has its words, at its field."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from tests.organiser.scene import desk
from tests.organiser.test_details import CARE, WHAT, WHERE, save

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Forms are no database matter."""
    return sqlite_url


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


WRONG = [
    ("wat", {**WHAT, "title": ""}, "title"),
    ("wat", {**WHAT, "kind": "../"}, "kind-0"),
    ("wat", {**WHAT, "intro": "x" * 3000}, "intro"),
    ("wat", {**WHAT, "question": ""}, "question"),
    ("waar", {**WHERE, "venue": "  "}, "venue"),
    ("waar", {**WHERE, "address": "x" * 201}, "address"),
    ("mensen", {"contact_name": "Ilse", "contact_phone": "bel mij"}, "contact_phone"),
    ("mensen", {"contact_name": "Ilse", "contact_phone": "1" * 40}, "contact_phone"),
    ("mensen", {"contact_name": "", "contact_phone": "088 000 00 00"}, "contact_name"),
    ("mensen", {"contact_name": "A", "people-0-name": "", "people-0-does": "Tolkt"}, "people-0-name"),
    ("invloed", {"ladder": ""}, "ladder-0"),
    ("invloed", {"ladder": "rule"}, "ladder-0"),
    ("aanbod", {"interpreter": "y", "interpreter_words": ""}, "interpreter_words"),
    ("aanbod", {"compensation": "y", "compensation_words": " "}, "compensation_words"),
    ("tablet", {"feelings": "y", "feelings_nl": "x" * 201}, "feelings_nl"),
    ("zorg", {**CARE, "alarm_email": "ilse"}, "alarm_email"),
    ("zorg", {**CARE, "answers_on": "volgende week"}, "answers_on"),
    ("zorg", {**CARE, "answers_on": "2026-04-01"}, "answers_on"),
    ("zorg", {**CARE, "answers_on": "9999-12-31"}, "answers_on"),
    ("zorg", {**CARE, "alarm_name": ""}, "alarm_name"),
]


@pytest.mark.parametrize(("path", "data", "field"), WRONG)
def test_what_is_wrong_is_said_at_its_field(
    ilses: FlaskClient, session: Session, market: Event, path: str, data: dict[str, str], field: str
) -> None:
    market.alarm_email = "ilse@example.org"
    session.commit()
    page = save(ilses, path, data)

    assert page.status_code == 422
    assert "<title>Fout: " in page.text
    assert f'href="#{field}"' in page.text and f'id="{field}"' in page.text
