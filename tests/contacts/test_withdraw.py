"""A yes can be taken back, for each purpose apart; the proof stays, and a new yes is a new consent."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.orm import Session

from kiosk.contacts import queries, service
from kiosk.contacts.models import Contact
from kiosk.contacts.rules import PURPOSES
from kiosk.contacts.service import NewContact, Yes
from kiosk.events.models import Event
from kiosk.lib import tokens
from tests.cast import MARKET_DAY


@pytest.fixture
def olena(session: Session, market: Event) -> Contact:
    """She said yes to everything, by e-mail."""
    yeses = tuple(Yes(uuid.uuid4(), purpose, "email", f"Mag dit? {purpose}") for purpose in PURPOSES)
    on = MARKET_DAY.date()
    new = NewContact(
        uuid.uuid4(), market.id, "Olena", "olena@example.org", None, "uk", "tablet", on, yeses, tokens.new()
    )
    contact = service.add(session, new)
    session.commit()
    return contact


@pytest.mark.parametrize("purpose", PURPOSES)
def test_one_purpose_goes_and_the_others_stay(session: Session, market: Event, olena: Contact, purpose: str) -> None:
    assert service.withdraw(olena, purpose, MARKET_DAY) == 1
    assert service.withdraw(olena, purpose, MARKET_DAY) == 0
    session.commit()

    assert purpose not in queries.count_by_purpose(session, market.id)
    assert {each.purpose for each in queries.standing(olena)} == set(PURPOSES) - {purpose}
    assert len(olena.consents) == len(PURPOSES)


def test_who_took_everything_back_is_on_no_list(session: Session, market: Event, olena: Contact) -> None:
    for purpose in PURPOSES:
        service.withdraw(olena, purpose, MARKET_DAY)
    session.commit()

    assert queries.opt_ins(session, market.id) == []


def test_a_contact_is_there_once(session: Session, market: Event, olena: Contact) -> None:
    service.shuffle(session)

    assert [each.name for each in queries.opt_ins(session, market.id)] == ["Olena"]
