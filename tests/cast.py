"""The cast: who works here, who comes, and the market they come to."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access import service as access
from kiosk.access.models import Account, Device, Organisation
from kiosk.events.models import Activity, Event, EventText, Moment, Person
from kiosk.guests import service as guests
from kiosk.guests.models import Party
from kiosk.lib.db import start_writing
from tests.conftest import MARKET_DAY

PASSWORD = "een lang wachtwoord"


@pytest.fixture
def lindewaard(session: Session) -> Organisation:
    """The municipality of Lindewaard, which does not exist."""
    organisation = Organisation(name="gemeente Lindewaard", team="Team Oosterveld")
    session.add(organisation)
    session.commit()
    return organisation


@pytest.fixture
def market(session: Session, lindewaard: Organisation) -> Event:
    """An information market in three moments of an hour, the first with ten places."""
    event = Event(
        organisation_id=lindewaard.id,
        slug="hulp-in-uw-buurt",
        kind="market",
        state="published",
        languages=["nl", "en", "ar"],
        ladder="consult",
        venue="Buurthuis De Haven",
        address="Kastanjeplein 12, Lindewaard",
        room="Grote zaal",
        stop="Kastanjeplein, bus 3",
        is_step_free=True,
        has_toilet=True,
        offers={"coffee": True, "compensation": "Cadeaubon van € 10", "interpreter": "Arabisch en Turks"},
        contact_name="Ilse",
        contact_phone="088 000 00 00",
        alarm_name="Ilse",
        answers_on=date(2026, 5, 1),
        created_at=MARKET_DAY,
    )
    event.texts = [
        EventText(language="nl", title="Hulp in uw buurt", question="Hoe is hulp in uw buurt voor u?"),
        EventText(language="ar", title="المساعدة في حيّك", question="ما شعورك تجاه المساعدة في حيّك؟"),
    ]
    start = MARKET_DAY.replace(hour=14, minute=0)
    event.moments = [
        Moment(starts_at=start + timedelta(hours=at), ends_at=start + timedelta(hours=at + 1), capacity=capacity)
        for at, capacity in enumerate((10, 20, None))
    ]
    event.people = [Person(name="Henk", does="gastheer", languages=["nl", "tr"])]
    event.activities = [
        Activity(kind="feelings", position=0, questions={"nl": "Hoe is hulp in uw buurt voor u?"}),
        Activity(kind="tip", position=1, questions={"nl": "Wat kan beter?"}),
        Activity(kind="keep_informed", position=2),
    ]
    session.add(event)
    session.commit()
    return event


@pytest.fixture
def ilse(session: Session, lindewaard: Organisation) -> Account:
    """The organiser."""
    return _account(session, lindewaard, "Ilse", "organiser")


@pytest.fixture
def vera(session: Session) -> Account:
    """An organiser of another organisation: a stranger to the market."""
    other = Organisation(name="gemeente Elders", team="Team West")
    session.add(other)
    return _account(session, other, "Vera", "organiser")


def _account(session: Session, organisation: Organisation, name: str, role: str) -> Account:
    new = access.NewAccount(name, f"{name.lower()}@example.org", PASSWORD, role)
    account = access.add_account(session, organisation, new, MARKET_DAY)
    session.commit()
    return account


def signed_in(app: Flask, session: Session, account: Account, at: datetime = MARKET_DAY) -> FlaskClient:
    """A browser in which this account is signed in."""
    _, token = access.sign_in(session, account.email, PASSWORD, at)
    session.commit()
    client = app.test_client()
    client.set_cookie("beheer", token)
    return client


def paired(app: Flask, session: Session, event: Event, purpose: str, at: datetime = MARKET_DAY) -> FlaskClient:
    """A browser of a paired device of this event."""
    device = Device(
        organisation_id=event.organisation_id, event_id=event.id, purpose=purpose, name=f"{purpose} 1", created_at=at
    )
    token = access.offer_pairing(session, device, at)
    device, key = access.ask_to_pair(session, token, at)
    access.confirm_pairing(session, device, at)
    session.commit()
    client = app.test_client()
    client.set_cookie("apparaat", key)
    return client


def sign_up(session: Session, event: Event, *names: str | None, **more: Any) -> Party:
    """A party with these first names, for the event's first moment unless told otherwise."""
    more.setdefault("moment_id", event.moments[0].id)
    new = guests.NewParty(
        key=str(uuid.uuid4()),
        event_id=event.id,
        way=more.pop("way", "online"),
        language=more.pop("language", "nl"),
        names=list(names) or [None],
        **more,
    )
    session.commit()
    start_writing(session)  # a page may be open that writes too
    party = guests.add_party(session, new, MARKET_DAY)
    session.commit()
    return party


@dataclass
class Acts:
    """A device's side of /acts: numbers its acts and hashes them."""

    client: FlaskClient
    made: int = 0

    def act(self, kind: str, payload: dict[str, Any], at: datetime = MARKET_DAY) -> dict[str, Any]:
        self.made += 1
        text = json.dumps(payload)
        return {
            "id": str(uuid.uuid4()),
            "seq": self.made,
            "kind": kind,
            "at": int(at.timestamp() * 1000),
            "hash": hashlib.sha256(text.encode()).hexdigest(),
            "payload": text,
        }

    def post(self, *acts: dict[str, Any], at: datetime = MARKET_DAY, **envelope: Any) -> Any:
        body = {"v": 1, "sent_at": int(at.timestamp() * 1000), "made": self.made, "waiting": 0, "acts": list(acts)}
        headers = {"X-Kiosk": "1", "Origin": "http://localhost"}
        return self.client.post("/acts", json={**body, **envelope}, headers=headers)

    def do(self, kind: str, payload: dict[str, Any], at: datetime = MARKET_DAY) -> dict[str, Any]:
        """Sends one act and gives its receipt."""
        receipt: dict[str, Any] = self.post(self.act(kind, payload, at), at=at).json["receipts"][0]
        return receipt
