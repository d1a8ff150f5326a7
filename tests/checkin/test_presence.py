"""Who is inside, when several hosts noted different things: nobody is lost by another's mistake."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.changes import number_of
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.lib import tokens
from tests.cast import Acts, sign_up
from tests.conftest import MARKET_DAY

Inside = Callable[[], list[int]]


def test_who_was_seen_at_two_doors_stays_in_when_one_takes_it_back(
    door: Acts, other_door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    party = sign_up(session, market, "Fatima")
    first, second = door.act("arrive", {"ticket": party.ticket}), other_door.act("arrive", {"ticket": party.ticket})
    door.post(first)
    other_door.post(second)

    door.do("undo", {"undoes": first["id"]})

    assert inside() == [party.guests[0].id]
    other_door.do("undo", {"undoes": second["id"]})
    assert inside() == []


def test_who_leaves_still_came_and_is_back_when_seen_again(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    door.do("arrive", {"ticket": party.ticket})
    act = door.act("leave", {"guests": [party.guests[0].id]})

    receipt = door.post(act).json["receipts"][0]

    assert (receipt["answer"], receipt["detail"]["guests"][0]["name"]) == ("left", "Fatima")
    assert door.post(act).json["receipts"][0]["answer"] == "left"
    assert len(inside()) == 2
    ways = session.execute(select(Arrival.way).where(Arrival.act == Arrival.act).order_by(Arrival.id)).scalars().all()
    assert ways == ["in", "in", "out"]


@pytest.mark.parametrize("guests", [None, [], "all", [10**9], [True]])
def test_who_leaves_must_be_of_this_event(door: Acts, guests: object) -> None:
    assert door.do("leave", {"guests": guests})["reason"] == "guests"


def test_a_code_let_in_unseen_that_fits_nobody_becomes_a_guest(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    act = door.act("arrive", {"ticket": tokens.new(), "anyway": True, "language": "ar"})

    answers = [door.post(act).json["receipts"][0] for _ in range(2)]

    assert [each["answer"] for each in answers] == ["welcome", "welcome"]
    party = session.scalars(select(Party)).one()
    assert (party.way, party.language, len(inside())) == ("code", "ar", 1)


def test_every_change_of_the_list_has_a_newer_number(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")

    def number() -> int:
        session.expire_all()
        found = session.scalar(select(Party.change).where(Party.id == party.id)) or 0
        assert found == number_of(session, market.id)
        session.rollback()
        return found

    seen = [number()]
    act = door.act("arrive", {"ticket": party.ticket})
    door.post(act)
    seen.append(number())
    door.do("undo", {"undoes": act["id"]})
    seen.append(number())
    session.get_one(Guest, party.guests[0].id).name = "Fatma"
    session.commit()
    seen.append(number())

    assert seen == sorted(set(seen))
    assert seen[0] > 0


def test_a_late_delivery_has_its_own_time(door: Acts, other_door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    other_door.do("arrive", {"ticket": party.ticket})
    earlier = MARKET_DAY - timedelta(minutes=20)

    late = door.act("arrive", {"ticket": party.ticket}, at=earlier)
    detail = door.post(late).json["receipts"][0]["detail"]

    assert detail["since"] == int(earlier.timestamp() * 1000)
