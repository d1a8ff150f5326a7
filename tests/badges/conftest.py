"""The organiser's side of everything that is printed."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kiosk.access.models import Account
from kiosk.events.models import Event
from tests.cast import signed_in

DESK = "/beheer/hulp-in-uw-buurt/afdrukken"


def text_of(answer: TestResponse) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)


@pytest.fixture
def desk(app: Flask, session: Session, market: Event, ilse: Account, now: object) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return signed_in(app, session, ilse)
