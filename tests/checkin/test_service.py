"""For those without a paired device: the resident's own phone, and staff at a desk."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.checkin import rules, service
from kiosk.checkin.rules import How
from kiosk.checkin.service import Visitor
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Party
from kiosk.lib.db import start_writing
from kiosk.lib.errors import NotFound
from tests.cast import sign_up

Inside = Callable[[], list[int]]


@pytest.mark.parametrize("state", ["signed_up", "waiting", "cancelled"])
def test_a_party_checks_itself_in_whatever_its_state(
    session: Session, market: Event, now: datetime, inside: Inside, state: str
) -> None:
    party = sign_up(session, market, "Fatima", "Ali", state=state)
    start_writing(session)

    answer = service.check_in_party(session, session.get_one(Party, party.id), None, How(uuid.uuid4()), now)
    session.commit()

    assert (answer.word, [each.name for each in answer.guests]) == (rules.WELCOME, ["Fatima", "Ali"])
    assert len(inside()) == 2


def test_pressing_again_is_still_one_arrival(session: Session, market: Event, now: datetime, inside: Inside) -> None:
    party = sign_up(session, market, "Fatima", "Ali")

    words = []
    for _ in range(2):
        start_writing(session)
        fresh = session.get_one(Party, party.id)
        words.append(service.check_in_party(session, fresh, fresh.guests[:1], How(uuid.uuid4()), now).word)
        session.commit()

    assert words == [rules.WELCOME, rules.ALREADY]
    assert inside() == [party.guests[0].id]


def test_without_a_device_there_is_no_place(session: Session, market: Event, now: datetime) -> None:
    start_writing(session)

    service.walk_in(session, market.id, Visitor("Amir", "ar", "self"), How(uuid.uuid4()), now)
    session.commit()

    assert session.scalars(select(Arrival.device_id)).one() is None
    assert session.scalars(select(Party.way)).one() == "self"


def test_a_guest_of_another_party_is_refused(session: Session, market: Event, now: datetime) -> None:
    mine, other = sign_up(session, market, "Fatima"), sign_up(session, market, "Marek")
    start_writing(session)

    with pytest.raises(NotFound):
        service.check_in_party(session, mine, other.guests, How(uuid.uuid4()), now)
