"""A first name that was typed wrong is put right at the door; the ticket stays."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Guest
from tests.cast import Acts, sign_up
from tests.conftest import MARKET_DAY


def name_of(session: Session, guest: int) -> str | None:
    session.expire_all()
    return session.get_one(Guest, guest).name


def test_a_corrected_name_is_on_the_list_and_the_ticket_still_works(
    door: Acts, session: Session, market: Event
) -> None:
    party = sign_up(session, market, "Fatma")
    guest = party.guests[0].id

    receipt = door.do("name", {"guest": guest, "name": "  Fatima "})

    assert (receipt["answer"], receipt["detail"]["guests"]) == ("named", [{"id": guest, "name": "Fatima"}])
    assert name_of(session, guest) == "Fatima"
    assert door.do("arrive", {"ticket": party.ticket})["answer"] == "welcome"


def test_the_act_that_let_somebody_in_stands_for_them(door: Acts, session: Session) -> None:
    came = door.act("walk_in", {"name": "Oma", "language": "nl"})
    corrected = door.act("name", {"of": came["id"], "name": "Omar"})

    receipts = door.post(came, corrected, at=MARKET_DAY).json["receipts"]

    assert receipts[1]["detail"]["guests"][0]["name"] == "Omar"
    assert door.post(corrected, at=MARKET_DAY).json["receipts"][0]["status"] == "repeated"


@pytest.mark.parametrize("given", [{"guest": 999}, {"of": str(uuid.UUID(int=5))}, {}, {"guest": "Fatima"}])
def test_a_name_for_nobody_is_refused(door: Acts, given: dict[str, object]) -> None:
    assert door.do("name", {**given, "name": "Fatima"})["status"] == "refused"


def test_a_guest_of_another_market_keeps_their_name(
    door: Acts, session: Session, market: Event, other_market: Event
) -> None:
    stranger = sign_up(session, other_market, "Vera").guests[0].id

    assert door.do("name", {"guest": stranger, "name": "Fatima"})["status"] == "refused"
    assert name_of(session, stranger) == "Vera"
