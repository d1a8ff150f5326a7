"""A first name, or none, is enough; and every mistake can be taken back."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Guest, Party
from tests.cast import Acts, paired, sign_up

Inside = Callable[[], list[int]]


@pytest.mark.parametrize(("typed", "kept"), [("  Amir\n", "Amir"), ("", None), (None, None), ("a\0b", "ab")])
def test_a_first_name_or_none_is_enough(
    door: Acts, session: Session, market: Event, inside: Inside, typed: str | None, kept: str | None
) -> None:
    receipt = door.do("walk_in", {"name": typed, "language": "ar"})

    guest = session.scalars(select(Guest)).one()
    assert (receipt["answer"], guest.name, guest.party.way, guest.party.language) == ("welcome", kept, "door", "ar")
    assert guest.party.moment_id == market.moments[0].id
    assert inside() == [guest.id]


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"name": "Amir"}, "language"),
        ({"name": "Amir", "language": "tlh"}, "language"),
        ({"name": ["Amir"], "language": "nl"}, "name"),
        ({"name": "a" * 201, "language": "nl"}, "name_too_long"),
    ],
)
def test_a_broken_walk_in_is_refused_by_its_field(door: Acts, payload: dict[str, Any], reason: str) -> None:
    assert door.do("walk_in", payload)["reason"] == reason


def test_a_repeated_walk_in_is_one_person(door: Acts, session: Session, inside: Inside) -> None:
    act = door.act("walk_in", {"name": "Amir", "language": "nl"})

    receipts = [door.post(act).json["receipts"][0] for _ in range(3)]

    assert [each["status"] for each in receipts] == ["stored", "repeated", "repeated"]
    assert len({str(each["detail"]) for each in receipts}) == 1
    assert session.scalar(select(func.count()).select_from(Guest)) == 1
    assert len(inside()) == 1


def test_a_walk_in_is_held_against_the_list(door: Acts, session: Session, market: Event) -> None:
    expected = sign_up(session, market, "Chérif").guests[0].id
    sign_up(session, market, "Fatima")

    receipt = door.do("walk_in", {"name": "cherif", "language": "nl"})

    assert receipt["detail"]["twins"] == [{"id": expected, "name": "Chérif"}]


def test_undo_takes_out_everyone_whom_the_act_let_in(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    act = door.act("arrive", {"ticket": party.ticket})
    door.post(act)

    receipt = door.do("undo", {"undoes": act["id"]})

    assert (receipt["answer"], receipt["detail"]["size"]) == ("undone", 2)
    assert inside() == []
    assert door.do("arrive", {"ticket": party.ticket})["answer"] == "welcome"


def test_a_repeated_undo_does_not_undo_the_next_arrival(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    party = sign_up(session, market, "Fatima")
    act = door.act("arrive", {"ticket": party.ticket})
    door.post(act)
    undo = door.act("undo", {"undoes": act["id"]})
    first = door.post(undo).json["receipts"][0]
    door.do("arrive", {"ticket": party.ticket})

    again = door.post(undo).json["receipts"][0]

    assert (again["status"], again["detail"]) == ("repeated", first["detail"])
    assert inside() == [party.guests[0].id]


def test_a_walk_in_that_was_a_mistake_no_longer_counts(door: Acts, session: Session, inside: Inside) -> None:
    act = door.act("walk_in", {"name": "Amir", "language": "nl"})
    door.post(act)

    door.do("undo", {"undoes": act["id"]})

    assert inside() == []
    assert session.scalars(select(Party.state)).one() == "cancelled"


def test_undo_of_what_never_was_does_nothing(door: Acts) -> None:
    receipt = door.do("undo", {"undoes": str(uuid.uuid4())})

    assert (receipt["answer"], receipt["detail"]["size"]) == ("undone", 0)
    assert door.do("undo", {"undoes": "yesterday"})["reason"] == "undoes"


def test_another_events_door_undoes_nothing_here(
    app: Flask, door: Acts, session: Session, market: Event, other_market: Event, inside: Inside
) -> None:
    arrive, walk_in = (
        door.act("arrive", {"ticket": sign_up(session, market, "Fatima").ticket}),
        door.act("walk_in", {"name": None, "language": "nl"}),
    )
    door.post(arrive, walk_in)
    elsewhere = Acts(paired(app, session, other_market, "door"))

    for act in (arrive, walk_in):
        assert elsewhere.do("undo", {"undoes": act["id"]})["detail"]["size"] == 0
    assert len(inside()) == 2


def test_arriving_and_taking_back_in_one_batch_leaves_nobody(
    door: Acts, session: Session, market: Event, inside: Inside
) -> None:
    act = door.act("arrive", {"ticket": sign_up(session, market, "Fatima").ticket})

    door.post(act, door.act("undo", {"undoes": act["id"]}))

    assert inside() == []
