"""What an organiser finds on a market day: people at the door, cards, and people who said yes."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access import service as access
from kiosk.access.models import Account, Organisation
from kiosk.cards import service as cards
from kiosk.cards.models import Card
from kiosk.checkin import service as checkin
from kiosk.checkin.rules import How
from kiosk.contacts import service as contacts
from kiosk.contacts.models import Contact
from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import tokens
from kiosk.lib.db import start_writing
from tests.cast import PASSWORD, signed_in
from tests.conftest import MARKET_DAY

SLUG = "/beheer/hulp-in-uw-buurt"


def desk(app: Flask, session: Session, account: Account) -> FlaskClient:
    """A browser in which this account is signed in, and that need not fetch form tokens."""
    app.config["WTF_CSRF_ENABLED"] = False
    return signed_in(app, session, account)


def moderator(session: Session, organisation: Organisation) -> Account:
    new = access.NewAccount("Mo", "mo@example.org", PASSWORD, "moderator")
    account = access.add_account(session, organisation, new, MARKET_DAY)
    session.commit()
    return account


def arrive(session: Session, party: Party, at: datetime = MARKET_DAY) -> uuid.UUID:
    """Everybody of the party comes in. Gives the act."""
    act = uuid.uuid4()
    start_writing(session)
    checkin.check_in_party(session, party, None, How(act), at)
    session.commit()
    return act


def walk_in(session: Session, event: Event, name: str | None, at: datetime = MARKET_DAY, way: str = "door") -> int:
    """Somebody who did not sign up comes in. Gives the guest's number."""
    event_id = event.id
    start_writing(session)
    answer = checkin.walk_in(session, event_id, checkin.Visitor(name, "nl", way), How(uuid.uuid4()), at)
    session.commit()
    return answer.guests[0].id


def leave_card(session: Session, event: Event, kind: str = "glad", text: str = "", **more: Any) -> Card:
    state = more.pop("state", "waiting")
    new = cards.NewCard(uuid.uuid4(), event, kind, text, more.pop("language", "nl"), MARKET_DAY, **more)
    card = cards.keep(session, new)
    card.state = state
    session.commit()
    return card


def say_yes(session: Session, event: Event, name: str | None, *purposes: str, **more: Any) -> Contact:
    """Somebody says yes to these purposes, by e-mail."""
    words = more.pop("words", "Ja, schrijf mij.")
    new = contacts.NewContact(
        id=uuid.uuid4(),
        event_id=event.id,
        name=name,
        email=more.pop("email", "fatima@example.org"),
        phone=more.pop("phone", None),
        language=more.pop("language", "nl"),
        through="tablet",
        on=MARKET_DAY.date(),
        yeses=tuple(contacts.Yes(uuid.uuid4(), purpose, "email", words) for purpose in purposes or ("informed",)),
        mine=tokens.new(),
    )
    contact = contacts.add(session, new)
    session.commit()
    return contact


def withdraw(session: Session, contact: Contact) -> None:
    for consent in contact.consents:
        consent.withdrawn_at = MARKET_DAY + timedelta(minutes=1)
    session.commit()


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.status
    return BeautifulSoup(response.get_data(as_text=True), "html.parser")


def numbers(page: BeautifulSoup) -> list[str]:
    """The four big numbers of the day page."""
    return [each.get_text(strip=True) for each in page.select(".numbers > li > b")]
