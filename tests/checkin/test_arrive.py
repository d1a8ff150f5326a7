"""Who shows a ticket is in, once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest
from kiosk.lib import tokens
from tests.cast import Acts, paired, sign_up
from tests.conftest import MARKET_DAY

Inside = Callable[[], list[int]]


def test_a_ticket_lets_its_whole_party_in(door: Acts, session: Session, market: Event, inside: Inside) -> None:
    party = sign_up(session, market, "Fatima", None)
    ids = [guest.id for guest in party.guests]

    receipt = door.do("arrive", {"ticket": party.ticket})

    assert (receipt["status"], receipt["answer"]) == ("stored", "welcome")
    assert receipt["detail"]["guests"] == [{"id": ids[0], "name": "Fatima"}, {"id": ids[1], "name": None}]
    assert receipt["detail"]["size"] == 2
    assert receipt["detail"]["moment"] == int(MARKET_DAY.replace(minute=0).timestamp() * 1000)
    assert inside() == ids


@pytest.mark.parametrize("dress", ["{}", "https://kiosk.example.nl/T/{}", " {} ", "HTTPS://KIOSK.EXAMPLE.NL/T/{}/"])
def test_a_scanned_address_is_as_good_as_the_bare_ticket(
    door: Acts, session: Session, market: Event, dress: str
) -> None:
    party = sign_up(session, market, "Fatima")

    assert door.do("arrive", {"ticket": dress.format(party.ticket)})["answer"] == "welcome"


@pytest.mark.parametrize("dress", [str.lower, tokens.grouped, lambda code: f" {code} "])
def test_a_short_code_may_be_typed_carelessly(
    door: Acts, session: Session, market: Event, dress: Callable[[str], str]
) -> None:
    party = sign_up(session, market, "Fatima")

    assert door.do("arrive", {"code": dress(tokens.short_code(party.ticket))})["answer"] == "welcome"


def test_a_guest_found_by_name_comes_with_the_party(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    ids = [guest.id for guest in party.guests]

    assert door.do("arrive", {"guest": ids[1]})["answer"] == "welcome"
    assert inside() == ids


def test_some_of_a_party_may_come_first(door: Acts, session: Session, market: Event, inside: Inside) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    first, second = (guest.id for guest in party.guests)

    door.do("arrive", {"ticket": party.ticket, "guests": [first]})
    assert inside() == [first]

    later = door.do("arrive", {"ticket": party.ticket})
    assert later["answer"] == "welcome"
    assert [each["id"] for each in later["detail"]["guests"]] == [second]


def test_a_second_scan_is_harmless_and_kept(
    door: Acts, other_door: Acts, session: Session, market: Event, later: Any, inside: Inside
) -> None:
    party = sign_up(session, market, "Marek")
    door.do("arrive", {"ticket": party.ticket})

    again = other_door.do("arrive", {"ticket": party.ticket}, at=later(minutes=10))

    assert again["answer"] == "already"
    assert again["detail"]["since"] == int(MARKET_DAY.timestamp() * 1000)
    assert again["detail"]["where"] == "door 1"
    assert inside() == [party.guests[0].id]
    assert session.scalar(select(func.count()).select_from(Arrival)) == 2


def test_who_comes_late_for_their_moment_is_still_one_guest(
    door: Acts, session: Session, market: Event, later: Any
) -> None:
    party = sign_up(session, market, "Marek")
    door.do("arrive", {"ticket": party.ticket})

    assert door.do("arrive", {"ticket": party.ticket}, at=later(minutes=40))["answer"] == "already"


def test_what_would_help_is_marked_and_not_told(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", help={"interpreter": "ar"})

    receipt = door.do("arrive", {"ticket": party.ticket})

    assert receipt["detail"]["help"] is True
    assert "ar" not in str(receipt["detail"].values())


def test_a_slow_clock_is_corrected(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    act = door.act("arrive", {"ticket": party.ticket}, at=MARKET_DAY - timedelta(hours=3, minutes=5))

    door.post(act, at=MARKET_DAY - timedelta(hours=3))

    assert session.scalars(select(Arrival.at)).one() == MARKET_DAY - timedelta(minutes=5)


def test_a_clock_that_stood_still_does_not_lose_anyone(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    act = door.act("arrive", {"ticket": party.ticket}) | {"at": 0}

    assert door.post(act).json["receipts"][0]["answer"] == "welcome"


def test_an_act_that_comes_after_the_event_closed_is_kept(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    party = sign_up(session, market, "Fatima")
    market.state = "closed"
    session.commit()

    assert door.do("arrive", {"ticket": party.ticket})["answer"] == "welcome"
    assert inside() == [party.guests[0].id]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({}, "ticket"),
        ({"ticket": 7}, "ticket"),
        ({"ticket": "x" * 301}, "ticket_too_long"),
        ({"guest": 10**400}, "guest"),
        ({"guest": "1"}, "guest"),
        ({"guest": -1}, "guest"),
        ({"code": "ABCD2345", "guests": "all"}, "guests"),
        ({"code": "ABCD2345", "guests": []}, "guests"),
        ({"code": "ABCD2345", "guests": [10**40]}, "guests"),
        ({"code": "ABCD2345", "guests": [True]}, "guests"),
    ],
)
def test_a_broken_payload_is_refused_by_its_field(door: Acts, payload: dict[str, Any], reason: str) -> None:
    receipt = door.do("arrive", payload)

    assert (receipt["status"], receipt["reason"]) == ("refused", reason)


@pytest.mark.parametrize("typed", ["\0", "\ud800ABC", "' OR 1=1 --", "%_%", "🦊" * 40, "/" * 200])
def test_a_hostile_code_is_just_not_on_the_list(door: Acts, typed: str) -> None:
    receipt = door.do("arrive", {"ticket": typed})

    assert receipt.get("answer") == "unknown" or receipt["reason"] == "ticket"


def test_a_guest_of_another_party_does_not_slip_in(door: Acts, session: Session, market: Event, inside: Inside) -> None:
    mine, other = sign_up(session, market, "Fatima"), sign_up(session, market, "Marek")

    receipt = door.do("arrive", {"ticket": mine.ticket, "guests": [other.guests[0].id]})

    assert (receipt["status"], receipt["reason"]) == ("refused", "guests")
    assert inside() == []


def test_a_tablet_lets_nobody_in(app: Flask, session: Session, market: Event, now: object, inside: Inside) -> None:
    party = sign_up(session, market, "Fatima")
    tablet = Acts(paired(app, session, market, "tablet"))

    receipt = tablet.do("arrive", {"ticket": party.ticket})

    assert (receipt["status"], receipt["reason"]) == ("refused", "kind")
    assert inside() == []


def test_a_repeated_act_gets_the_same_answer(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    act = door.act("arrive", {"ticket": party.ticket})

    first, again = (door.post(act).json["receipts"][0] for _ in range(2))

    assert (first["status"], again["status"]) == ("stored", "repeated")
    assert {**first, "status": ""} == {**again, "status": ""}


def test_a_repeated_second_scan_says_already_again(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    door.do("arrive", {"ticket": party.ticket})
    act = door.act("arrive", {"ticket": party.ticket})

    answers = [door.post(act).json["receipts"][0] for _ in range(2)]

    assert [each["answer"] for each in answers] == ["already", "already"]
    assert answers[0]["detail"] == answers[1]["detail"]


def test_a_repeated_act_of_somebody_unknown_lets_nobody_in(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    party = sign_up(session, market, "Fatima", state="waiting")
    act = door.act("arrive", {"ticket": party.ticket})
    door.post(act)
    session.get_one(Guest, party.guests[0].id).party.state = "signed_up"
    session.commit()

    assert door.post(act).json["receipts"][0]["answer"] == "unknown"
    assert inside() == []


def test_nobody_learns_who_came_through_another_events_act(
    app: Flask, door: Acts, session: Session, market: Event, other_market: Event
) -> None:
    party = sign_up(session, market, "Fatima")
    act = door.act("arrive", {"ticket": party.ticket})
    door.post(act)

    elsewhere = Acts(paired(app, session, other_market, "door")).post(act).json["receipts"][0]

    assert elsewhere["status"] == "repeated"
    assert "Fatima" not in str(elsewhere)


def test_acts_keep_their_own_ids_apart(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    act = door.act("arrive", {"ticket": party.ticket})
    door.post(act)

    assert session.scalars(select(Arrival.act)).one() == uuid.UUID(act["id"])


def test_already_in_says_which_acts_to_undo_and_who_goes_with_them(
    door: Acts, session: Session, market: Event, inside: Callable[[], list[int]]
) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    first = door.act("arrive", {"ticket": party.ticket})
    door.post(first)

    again = door.act("arrive", {"guest": party.guests[0].id, "guests": [party.guests[0].id]})

    detail = door.post(again).json["receipts"][0]["detail"]

    assert detail["acts"] == [first["id"], again["id"]]
    assert [each["name"] for each in detail["together"]] == ["Fatima", "Ali"]
    for act in detail["acts"]:
        door.do("undo", {"undoes": act})
    assert inside() == []
