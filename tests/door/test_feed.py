"""What the host's device is given to keep: enough to let people in, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.door.feed import hashed
from kiosk.events.models import Event, Group
from kiosk.guests.models import Guest
from kiosk.lib import tokens
from tests.cast import Acts, paired, sign_up
from tests.conftest import MARKET_DAY

HELP = {"interpreter": "ar", "other": "een lift met de auto"}


@pytest.fixture
def door(app: Flask, session: Session, market: Event, now: object) -> FlaskClient:
    return paired(app, session, market, "door")


def news(door: FlaskClient, since: int | str = 0) -> dict[str, Any]:
    answer: dict[str, Any] = door.get(f"/deur/lijst?na={since}").json
    return answer


def test_the_list_holds_no_contact_details_no_codes_and_no_needs(
    door: FlaskClient, session: Session, market: Event
) -> None:
    party = sign_up(session, market, "Fatima", email="fatima@example.org", phone="06 12 34 56 78", help=HELP)

    text = door.get("/deur/lijst").text

    assert "Fatima" in text
    for secret in ("example.org", "12 34", "lift", party.ticket, tokens.short_code(party.ticket), party.mine):
        assert secret not in text
    assert news(door)["parties"][0]["help"] is True


def test_a_code_is_found_by_its_hash(door: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    told = news(door)

    assert told["parties"][0]["ticket"] == hashed(told["salt"], party.ticket)
    assert told["parties"][0]["short"] == hashed(told["salt"], tokens.short_code(party.ticket))


def test_only_what_changed_comes_again(door: FlaskClient, session: Session, market: Event) -> None:
    fatima, _ = sign_up(session, market, "Fatima"), sign_up(session, market, "Marek")
    first = news(door)
    assert (first["whole"], len(first["parties"])) == (True, 2)
    assert door.get(f"/deur/lijst?na={first['change']}").status_code == 204

    act = Acts(door).do("arrive", {"ticket": fatima.ticket})
    then = news(door, first["change"])

    assert (then["whole"], [each["id"] for each in then["parties"]]) == (False, [fatima.id])
    at, way, device, by = then["parties"][0]["guests"][0]["times"][0]
    assert (at, way, device, by) == (int(MARKET_DAY.timestamp() * 1000), "in", "door 1", act["id"])


def test_what_was_taken_back_is_gone_from_the_list(door: FlaskClient, session: Session, market: Event) -> None:
    acts = Acts(door)
    walk_in = acts.do("walk_in", {"name": "Olena", "language": "uk"})
    before = news(door)
    assert before["parties"][0]["guests"][0]["name"] == "Olena"

    acts.do("undo", {"undoes": walk_in["id"]})

    assert news(door, before["change"])["parties"] == [{"id": before["parties"][0]["id"], "gone": True}]


def test_who_is_one_with_another_record_leads_there(door: FlaskClient, session: Session, market: Event) -> None:
    kept, gone = sign_up(session, market, "Fatima"), sign_up(session, market, "Fatma")
    Acts(door).do("merge", {"keep": kept.guests[0].id, "drop": gone.guests[0].id})

    records = {guest["id"]: guest for party in news(door)["parties"] for guest in party["guests"]}

    assert records[gone.guests[0].id]["is"] == kept.guests[0].id


def test_a_new_name_is_news(door: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    change = news(door)["change"]
    session.get_one(Guest, party.guests[0].id).name = "Fatma"
    session.commit()

    assert news(door, change)["parties"][0]["guests"][0]["name"] == "Fatma"


@pytest.mark.parametrize("since", ["-1", "x", "99999999999999999999", ""])
def test_a_strange_number_gets_the_whole_list(door: FlaskClient, session: Session, market: Event, since: str) -> None:
    sign_up(session, market, "Fatima")

    assert news(door, since)["whole"] is True


def test_the_list_is_for_doors_of_this_event(app: Flask, session: Session, market: Event, now: object) -> None:
    assert app.test_client().get("/deur/lijst").status_code == 403
    assert paired(app, session, market, "tablet").get("/deur/lijst").status_code == 403


def test_a_badge_that_was_asked_for_is_known_at_every_door(
    app: Flask, door: FlaskClient, session: Session, market: Event
) -> None:
    fatima = sign_up(session, market, "Fatima", "Ali").guests[0].id
    before = news(door)
    assert "badge" not in before["parties"][0]["guests"][0]
    paired(app, session, market, "printer")

    Acts(door).do("print", {"guests": [fatima]})

    guests = news(door, before["change"])["parties"][0]["guests"]
    assert [each.get("badge", False) for each in guests] == [True, False]


def test_without_a_printer_no_badge_was_asked_for(door: FlaskClient, session: Session, market: Event) -> None:
    fatima = sign_up(session, market, "Fatima").guests[0].id

    Acts(door).do("print", {"guests": [fatima]})

    assert "badge" not in news(door)["parties"][0]["guests"][0]


def test_the_list_names_the_groups_and_the_digits_of_the_lock(
    door: FlaskClient, session: Session, market: Event
) -> None:
    session.add(Group(event_id=market.id, name="Tafel 3", colour="green"))
    session.commit()

    told = news(door)

    assert [each[1:] for each in told["groups"]] == [["Tafel 3", "green"]]
    assert told["lock"].isdigit() and len(told["lock"]) == 4
