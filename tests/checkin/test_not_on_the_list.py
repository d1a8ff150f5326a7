"""Nobody is turned away; the door only says why somebody is not on today's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from kiosk.events.models import Event, Moment
from kiosk.guests.models import Party
from kiosk.lib import tokens
from tests.cast import Acts, sign_up
from tests.conftest import MARKET_DAY

Inside = Callable[[], list[int]]


@pytest.mark.parametrize("typed", ["https://example.org/menu", "HALLO", "12", "https://kiosk.example.nl/"])
def test_another_qr_code_is_not_a_code_of_ours(door: Acts, typed: str) -> None:
    assert door.do("arrive", {"ticket": typed})["detail"] == {"guests": [], "size": 0, "reason": "no_ticket"}


def test_a_code_that_nobody_has_is_not_known(door: Acts) -> None:
    assert door.do("arrive", {"ticket": tokens.new()})["detail"]["reason"] == "not_found"
    assert door.do("arrive", {"code": "ABCD2345"})["detail"]["reason"] == "not_found"


def test_a_guest_who_does_not_exist_is_not_found(door: Acts) -> None:
    assert door.do("arrive", {"guest": 424242})["answer"] == "unknown"


def test_a_ticket_for_another_event_tells_nothing_more(
    door: Acts, session: Session, other_market: Event, inside: Inside
) -> None:
    party = sign_up(session, other_market, "Marek")

    for shown in ({"ticket": party.ticket}, {"code": tokens.short_code(party.ticket)}):
        assert door.do("arrive", shown)["detail"] == {"guests": [], "size": 0, "reason": "other_event"}
    assert door.do("arrive", {"guest": party.guests[0].id})["detail"]["reason"] == "not_found"
    assert inside() == []


def test_a_ticket_for_another_day_says_so(door: Acts, session: Session, market: Event) -> None:
    tomorrow = MARKET_DAY + timedelta(days=1)
    market.moments.append(Moment(starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1)))
    session.flush()
    party = sign_up(session, market, "Marek", moment_id=market.moments[-1].id)

    assert door.do("arrive", {"ticket": party.ticket})["detail"]["reason"] == "other_day"

    assert door.do("arrive", {"ticket": party.ticket, "anyway": True})["answer"] == "welcome"
    assert door.do("arrive", {"ticket": party.ticket})["answer"] == "already"


@pytest.mark.parametrize("state", ["cancelled", "waiting"])
def test_who_cancelled_or_waits_is_welcome_all_the_same(
    door: Acts, session: Session, market: Event, inside: Inside, state: str
) -> None:
    party = sign_up(session, market, "Olena", state=state)
    guest = party.guests[0].id

    asked = door.do("arrive", {"ticket": party.ticket})
    assert (asked["answer"], asked["detail"]["reason"]) == ("unknown", state)
    assert asked["detail"]["guests"] == [{"id": guest, "name": "Olena"}]
    assert inside() == []

    assert door.do("arrive", {"guest": guest, "guests": [guest], "anyway": True})["answer"] == "welcome"
    assert inside() == [guest]
    session.expire_all()
    assert session.get_one(Party, party.id).state == "signed_up"


def test_only_true_means_anyway(door: Acts, session: Session, market: Event, inside: Inside) -> None:
    party = sign_up(session, market, "Olena", state="cancelled")
    hostile: list[Any] = ["yes", 1, [True]]

    for value in hostile:
        door.do("arrive", {"ticket": party.ticket, "anyway": value})

    assert inside() == []


def test_a_moment_may_last_past_midnight(door: Acts, session: Session, market: Event, later: Any) -> None:
    evening = MARKET_DAY.replace(hour=22)
    market.moments.append(Moment(starts_at=evening, ends_at=evening + timedelta(hours=4)))
    session.flush()
    party = sign_up(session, market, "Marek", moment_id=market.moments[-1].id)

    assert door.do("arrive", {"ticket": party.ticket}, at=later(hours=11))["answer"] == "welcome"
