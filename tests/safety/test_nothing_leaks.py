"""Canaries: what a resident gives stands in no log, and contact details in no byte of the database."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib.db import db, is_postgresql
from tests.cast import Acts, paired
from tests.safety.world import World
from tests.site.walk import Walk

NAME, EMAIL, PHONE = "Kanarie", "kanarie@vogel.example", "0612345678"
HELP, CARD = "een kanariegele rolstoel", "de kanarie zingt op zaterdag"


@pytest.fixture
def said(app: Flask, session: Session, market: Event, now: object, caplog: pytest.LogCaptureFixture) -> str:
    """Everything that was logged while a resident signed up, came in, left a card and said yes."""
    caplog.set_level(logging.DEBUG)
    app.config["WTF_CSRF_ENABLED"] = False
    walk = Walk(app.test_client(), f"/bijeenkomst/{market.slug}/aanmelden")
    walk.press("next", moment=str(market.moments[2].id), name=NAME)
    walk.press("next", other=HELP, **{"help": "other"})
    walk.press("next", email=EMAIL, phone=PHONE)
    walk.press("send")
    assert walk.response.status_code == 303, walk.response.text
    party = session.query(Party).one()
    Acts(paired(app, session, market, "door")).do("arrive", {"ticket": party.ticket})
    tablet = Acts(paired(app, session, market, "tablet"))
    tablet.do("card", {"card": str(uuid.uuid4()), "kind": "tip", "text": CARD, "language": "nl", "slip": None})
    yes = {"id": str(uuid.uuid4()), "purpose": "informed", "channel": "email", "words": "Ja"}
    tablet.do(
        "opt_in", {"contact": str(uuid.uuid4()), "name": NAME, "email": EMAIL, "language": "nl", "consents": [yes]}
    )
    app.test_client().get(f"/mijn/{party.mine}")
    session.commit()
    return caplog.text


def test_no_log_tells_of_a_person(said: str, session: Session) -> None:
    party = session.query(Party).one()

    for canary in (NAME, EMAIL, PHONE, HELP, CARD, party.mine, party.ticket):
        assert canary.casefold() not in said.casefold()


def test_no_byte_of_the_database_holds_a_way_to_reach_them(said: str, session: Session, app: Flask) -> None:
    if is_postgresql(session):
        pytest.skip("the same columns; PostgreSQL's files are not ours to read")
    party = session.query(Party).one()
    assert party.email == EMAIL
    file = Path(str(db.engine.url.database))

    held = b"".join(path.read_bytes() for path in file.parent.glob(file.name + "*"))

    for canary in (EMAIL, PHONE, PHONE[1:], HELP, party.mine, party.ticket):
        assert canary.encode() not in held


def test_a_broken_request_logs_no_contents(open_world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address = f"/bijeenkomst/{open_world.event.slug}/aanmelden"

    open_world.app.test_client().post(address, data={"go": "send", "name": NAME, "email": "kanarie@", "phone": "12"})

    assert NAME not in caplog.text and "kanarie@" not in caplog.text
