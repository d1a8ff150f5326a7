"""The guest list: found by any spelling, filtered by state and time, and open to the team alone."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, Organisation
from kiosk.checkin import service as checkin
from kiosk.checkin.rules import How
from kiosk.events.models import Event
from kiosk.guests.models import Arrival
from kiosk.lib import tokens
from kiosk.lib.db import start_writing
from tests.cast import sign_up
from tests.organiser.scene import SLUG, arrive, desk, moderator, numbers, soup, walk_in

GUESTS, LIST = f"{SLUG}/gasten", f"{SLUG}/gasten/lijst"


def found(client: FlaskClient, address: str = GUESTS, **asked: str) -> list[str]:
    page = soup(client.get(address, query_string={"taal": "en", **asked}))
    return [" ".join(each.get_text().split()) for each in page.select(".guest-list tbody a")]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("celik", ["Çelik"]),
        ("ÇELİK", ["Çelik"]),
        ("tim", ["Fatima, Timo"]),
        ("fatma", ["Fatima, Timo"]),
        ("олен", ["Олена"]),
        ("نو", ["نور"]),
        ("nobody", []),
        ("%", []),
        ("' OR 1=1 --", []),
        ("\0", []),
        ("x" * 9000, []),
        ("<b>", []),
    ],
)
def test_a_name_is_found_by_a_part_without_accents(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, words: str, names: list[str]
) -> None:
    for people in (["Çelik"], ["Fatima", "Timo"], ["Олена"], ["نور"], [None]):
        sign_up(session, market, *people)

    assert found(desk(app, session, ilse), zoek=words) == names


def test_a_short_code_finds_its_party(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    sign_up(session, market, "Henk")
    code = tokens.grouped(tokens.short_code(sign_up(session, market, "Fatima").ticket))

    assert found(desk(app, session, ilse), zoek=code.lower()) == ["Fatima"]


def test_the_guest_list_counts_as_the_day_page_does(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    arrive(session, sign_up(session, market, "Fatima", "Nour"))
    sign_up(session, market, "Olena", state="waiting")
    sign_up(session, market, "Jan", "Piet", state="cancelled")
    walk_in(session, market, "Kees")
    undo(session, market, walk_in(session, market, "Per ongeluk"))
    ours = desk(app, session, ilse)

    head = soup(ours.get(f"{GUESTS}?taal=en")).select_one("#guests-count")
    day = soup(ours.get(f"{SLUG}/?taal=en"))

    said = " ".join(head.text.split())  # type: ignore[union-attr]
    assert said == "2 sign-ups, 3 people, 1 person on the waiting list, 3 people cancelled"
    assert numbers(day)[:2] == ["2", "3"]
    assert "1 person on the waiting list" in day.text and "3 people cancelled" in day.text


def undo(session: Session, event: Event, guest_id: int) -> None:
    act = session.scalars(select(Arrival.act).where(Arrival.guest_id == guest_id)).one()
    start_writing(session)
    checkin.undo(session, event.id, act, How(uuid.uuid4()))
    session.commit()


def test_each_state_has_its_people(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    sign_up(session, market, "Expected")
    arrive(session, sign_up(session, market, "Inside"))
    sign_up(session, market, "Waits", state="waiting")
    sign_up(session, market, "Stays away", state="cancelled")
    walk_in(session, market, "Walks in")
    ours = desk(app, session, ilse)

    assert found(ours, staat="expected") == ["Expected"]
    assert found(ours, staat="in") == ["Inside", "Walks in"]
    assert found(ours, staat="waiting") == ["Waits"]
    assert found(ours, staat="cancelled") == ["Stays away"]
    assert len(found(ours)) == 5


def test_a_moment_has_its_people(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    sign_up(session, market, "Two", moment_id=market.moments[0].id)
    sign_up(session, market, "Three", moment_id=market.moments[1].id)
    sign_up(session, market, "Whenever", moment_id=None)
    ours = desk(app, session, ilse)

    assert found(ours, moment=str(market.moments[1].id)) == ["Three"]
    assert found(ours, moment="0") == ["Whenever"]
    assert found(ours, moment="drop table") == []


def test_names_come_in_order_and_the_nameless_last(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    for people in ([None, None], ["Zoë"], ["Élise"], ["aad"]):
        sign_up(session, market, *people)

    assert found(desk(app, session, ilse)) == ["aad", "Élise", "Zoë", "2 people without a name"]


def test_part_of_a_party_inside_is_said(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    party = sign_up(session, market, "Fatima", "Nour")
    ours = desk(app, session, ilse)
    ours.post(f"{GUESTS}/{party.id}/binnen", data={"act": "5" * 32, "guest": party.guests[0].id})

    assert "1 of 2 inside" in soup(ours.get(GUESTS + "?taal=en")).get_text()


def test_the_part_that_renews_is_the_part_of_the_page(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    sign_up(session, market, "Fatima")
    sign_up(session, market, "Henk")
    ours = desk(app, session, ilse)

    part = ours.get(LIST, query_string={"zoek": "fat"}, headers={"HX-Request": "true"})

    assert part.headers["HX-Replace-Url"] == f"{GUESTS}?zoek=fat"
    whole = soup(ours.get(GUESTS + "?zoek=fat")).select_one("#guests")
    assert str(whole) == str(soup(part).select_one("#guests"))


def test_a_long_list_comes_in_pages(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    for number in range(120):
        sign_up(session, market, f"Gast {number:03}")
    ours = desk(app, session, ilse)

    pages = [found(ours, blad=page) for page in ("1", "2", "3", "99", "-1", "1e9", "٣")]

    assert [len(each) for each in pages] == [50, 50, 20, 20, 50, 50, 50]
    assert pages[0][0] == "Gast 000"
    assert pages[2][-1] == "Gast 119"
    assert "Page 1 of 3" in soup(ours.get(GUESTS + "?taal=en")).get_text()


def test_people_without_a_sign_up_and_those_by_the_team_are_marked(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    sign_up(session, market, "Fatima", way="staff", help={"wheelchair": True})
    walk_in(session, market, "Kees")

    marks = [each.get_text() for each in soup(desk(app, session, ilse).get(GUESTS + "?taal=en")).select("small")]

    assert marks == ["signed up by the team", "Ask how you can help", "came without signing up"]


def test_an_empty_list_and_an_empty_search_say_what_to_do(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    ours = desk(app, session, ilse)

    assert "Nobody has signed up yet." in soup(ours.get(GUESTS + "?taal=en")).get_text()
    assert "Nobody answers this search." in soup(ours.get(GUESTS + "?taal=en&zoek=x")).get_text()


@pytest.mark.parametrize("path", [GUESTS, LIST, f"{GUESTS}/nieuw"])
def test_moderators_and_other_organisations_see_no_guests(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, vera: Account, now: Any, path: str
) -> None:
    assert desk(app, session, moderator(session, lindewaard)).get(path).status_code == 403
    assert desk(app, session, vera).get(path).status_code == 404
