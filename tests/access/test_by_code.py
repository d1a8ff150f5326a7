"""A device without a camera: a short code that was read out leads to the pairing link."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access import service, throttle
from kiosk.access.models import Device
from kiosk.events.models import Event

CODE = "ABCD2345"


@pytest.fixture
def typed(app: Flask, session: Session, market: Event, now: datetime) -> FlaskClient:
    """A browser to type in; the code of a tablet was made just now."""
    app.config["WTF_CSRF_ENABLED"] = False
    device = Device(
        organisation_id=market.organisation_id, event_id=market.id, purpose="tablet", name="Tablet 1", created_at=now
    )
    service.offer_pairing(session, device, now, code=CODE)
    session.commit()
    return app.test_client()


def post(client: FlaskClient, code: str) -> Any:
    return client.post("/koppelen", data={"code": code})


@pytest.mark.parametrize("code", ["ABCD2345", "abcd 2345", " abcd-2345 "])
def test_the_code_leads_to_the_link(typed: FlaskClient, code: str) -> None:
    answer = post(typed, code)

    assert answer.status_code == 303
    assert "Tablet 1" in typed.get(answer.headers["Location"]).text


@pytest.mark.parametrize("code", ["", "ABCD2346", "x" * 9000, "\x00", "' or 1=1"])
def test_a_wrong_code_is_said_and_kept(typed: FlaskClient, code: str) -> None:
    answer = post(typed, code)

    assert answer.status_code == 422
    assert "<title>Fout: " in answer.text and 'name="code"' in answer.text


def test_it_works_once_and_for_a_quarter_of_an_hour(typed: FlaskClient, later: Any) -> None:
    link = post(typed, CODE).headers["Location"]
    later(minutes=14)
    typed.post(link)
    assert post(typed, CODE).status_code == 422


def test_an_old_code_does_not_work(typed: FlaskClient, later: Any) -> None:
    later(minutes=16)

    assert post(typed, CODE).status_code == 422


def test_guessing_codes_has_to_wait(typed: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "PAIRING", throttle.Limit("pairing", 2, 300))
    for _ in range(2):
        post(typed, "WRONG")

    assert post(typed, CODE).status_code == 429
