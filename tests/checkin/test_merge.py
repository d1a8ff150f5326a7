"""Two records of one person become one, and that person is in once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Guest, Party
from tests.cast import Acts, sign_up

Inside = Callable[[], list[int]]


@pytest.fixture
def pair(door: Acts, session: Session, market: Event) -> tuple[Party, int]:
    """Maria signed up, and was then added at the door as well."""
    party = sign_up(session, market, "Maria")
    receipt = door.do("walk_in", {"name": "Maria", "language": "nl"})
    return party, receipt["detail"]["guests"][0]["id"]


def test_the_arrival_goes_over_to_the_record_that_stays(
    door: Acts, session: Session, pair: tuple[Party, int], inside: Inside
) -> None:
    party, walk_in = pair
    keep = party.guests[0].id

    receipt = door.do("merge", {"keep": keep, "drop": walk_in})

    assert (receipt["answer"], receipt["detail"]["guests"]) == ("merged", [{"id": keep, "name": "Maria"}])
    assert inside() == [keep]
    session.expire_all()
    dropped = session.get_one(Guest, walk_in)
    assert (dropped.merged_into_id, dropped.party.state) == (keep, "cancelled")
    assert door.do("arrive", {"ticket": party.ticket})["answer"] == "already"


def test_who_was_in_twice_is_in_once(door: Acts, pair: tuple[Party, int], inside: Inside) -> None:
    party, walk_in = pair
    door.do("arrive", {"ticket": party.ticket})
    assert len(inside()) == 2

    door.do("merge", {"keep": party.guests[0].id, "drop": walk_in})

    assert inside() == [party.guests[0].id]


def test_the_ticket_of_the_record_that_went_still_opens_the_door(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    keep, drop = sign_up(session, market, "Maria"), sign_up(session, market, "Maria")
    door.do("merge", {"keep": keep.guests[0].id, "drop": drop.guests[0].id})

    assert door.do("arrive", {"ticket": drop.ticket})["answer"] == "welcome"
    assert inside() == [keep.guests[0].id]


def test_a_party_gives_back_the_place_of_who_was_double(door: Acts, session: Session, market: Event) -> None:
    keep, drop = sign_up(session, market, "Maria"), sign_up(session, market, "Ali", "Maria")

    door.do("merge", {"keep": keep.guests[0].id, "drop": drop.guests[1].id})

    session.expire_all()
    assert (session.get_one(Party, drop.id).size, session.get_one(Party, drop.id).state) == (1, "signed_up")


def test_a_repeated_merge_does_no_harm(door: Acts, pair: tuple[Party, int], inside: Inside) -> None:
    party, walk_in = pair
    act = door.act("merge", {"keep": party.guests[0].id, "drop": walk_in})

    answers = [door.post(act).json["receipts"][0]["answer"] for _ in range(2)]

    assert answers == ["merged", "merged"]
    assert inside() == [party.guests[0].id]


def test_a_record_cannot_become_itself(door: Acts, session: Session, pair: tuple[Party, int]) -> None:
    party, walk_in = pair
    keep = party.guests[0].id
    door.do("merge", {"keep": keep, "drop": walk_in})

    assert door.do("merge", {"keep": keep, "drop": keep})["reason"] == "same"
    assert door.do("merge", {"keep": walk_in, "drop": keep})["reason"] == "same"


def test_guests_of_another_event_cannot_be_merged(
    door: Acts, session: Session, market: Event, other_market: Event
) -> None:
    mine, other = sign_up(session, market, "Maria").guests[0].id, sign_up(session, other_market, "Maria").guests[0].id
    hostile: list[dict[str, Any]] = [{"keep": mine, "drop": other}, {"keep": other, "drop": mine}]

    assert [door.do("merge", each)["reason"] for each in hostile] == ["guest", "guest"]
    assert [door.do("merge", each)["reason"] for each in ({"keep": mine}, {"drop": mine})] == ["drop", "keep"]


def test_what_only_the_other_record_told_is_kept(door: Acts, session: Session, market: Event) -> None:
    keep = sign_up(session, market, "Bram", email="bram@example.org", help={"child_care": True})
    drop = sign_up(session, market, "Bram", email="b@example.org", phone="+31600000019", help={"interpreter": "Pools"})

    door.do("merge", {"keep": keep.guests[0].id, "drop": drop.guests[0].id})

    session.expire_all()
    assert (keep.email, keep.phone) == ("bram@example.org", "+31600000019")
    assert keep.help == {"interpreter": "Pools", "child_care": True}


def test_who_leaves_others_behind_takes_nothing_of_theirs(door: Acts, session: Session, market: Event) -> None:
    keep = sign_up(session, market, "Bram")
    family = sign_up(session, market, "Bram", "Nour", phone="+31600000019")

    door.do("merge", {"keep": keep.guests[0].id, "drop": family.guests[0].id})

    session.expire_all()
    assert keep.phone is None
