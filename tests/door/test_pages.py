"""A paired device can do the door of its one event, and nothing else."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event, Moment
from tests.cast import Acts, paired, sign_up
from tests.conftest import MARKET_DAY

PAGES = ("/deur", "/deur/stand", "/deur/zoeken?q=fatima")


@pytest.fixture
def door(app: Flask, session: Session, market: Event, now: object) -> FlaskClient:
    return paired(app, session, market, "door")


@pytest.fixture
def elsewhere(session: Session, market: Event) -> Event:
    """Another event of the same organisation."""
    event = Event(organisation_id=market.organisation_id, slug="elsewhere", kind="market", state="published")
    event.created_at = MARKET_DAY
    event.moments = [Moment(starts_at=MARKET_DAY, ends_at=MARKET_DAY.replace(hour=16))]
    session.add(event)
    session.commit()
    return event


def found(door: FlaskClient, typed: str) -> list[str]:
    page = BeautifulSoup(door.get("/deur/zoeken", query_string={"q": typed}).text, "html.parser")
    return [name.get_text() for name in page.select(".rows b")]


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_sees_nothing_of_the_door(client: FlaskClient, market: Event, address: str) -> None:
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_a_tablet_is_no_door(app: Flask, session: Session, market: Event, now: object, address: str) -> None:
    assert paired(app, session, market, "tablet").get(address).status_code == 403


def test_one_press_prints_the_badges_of_a_household(door: FlaskClient, session: Session, market: Event) -> None:
    first, *more = (guest.id for guest in sign_up(session, market, "Fatima", "Ali", None).guests)

    answer = door.get(f"/deur/naamkaartje/{first}.pdf", query_string={"ook": more})

    assert len(PdfReader(BytesIO(answer.data)).pages) == 3


@pytest.mark.parametrize("more", ["", "x", "-1", "0", "9" * 30, "٢"])
def test_a_badge_is_printed_whatever_else_is_asked(
    door: FlaskClient, session: Session, market: Event, more: str
) -> None:
    guest = sign_up(session, market, "Fatima").guests[0]

    assert door.get(f"/deur/naamkaartje/{guest.id}.pdf", query_string={"ook": more}).status_code in (200, 404)


@pytest.mark.parametrize("address", PAGES)
def test_a_withdrawn_device_reads_nothing(door: FlaskClient, session: Session, address: str) -> None:
    assert door.get(address).status_code == 200
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()

    assert door.get(address).status_code == 403


def test_a_door_is_no_tablet_and_no_organiser(door: FlaskClient) -> None:
    assert door.get("/tablet").status_code == 403
    answer = door.get("/beheer/")
    assert answer.status_code in (302, 403, 404)
    assert "Uitloggen" not in answer.text


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_looking_is_all_that_these_pages_do(door: FlaskClient, address: str, method: str) -> None:
    assert getattr(door, method)(address).status_code in (400, 404, 405)


def test_the_door_speaks_dutch_until_the_host_chooses(door: FlaskClient) -> None:
    page = door.get("/deur", headers={"Accept-Language": "en"}).text
    assert 'lang="nl" dir="ltr"' in page
    assert "Zoek op naam" in page
    assert 'lang="ar" dir="rtl"' in door.get("/deur?taal=ar").text


def test_only_the_door_may_use_the_camera(door: FlaskClient) -> None:
    assert "camera=(self)" in door.get("/deur").headers["Permissions-Policy"]
    assert "camera=()" in door.get("/deur/stand").headers["Permissions-Policy"]


def test_the_bar_counts_who_came_in_today(door: FlaskClient, session: Session, market: Event) -> None:
    act = Acts(door)
    act.do("arrive", {"ticket": sign_up(session, market, "Fatima", "Ali").ticket})
    act.do("walk_in", {"name": None, "language": "nl"})

    assert "3 binnen" in door.get("/deur/stand").text


@pytest.mark.parametrize("typed", ["", "m", "ma", " m a ", "%%%", "___", "..."])
def test_two_letters_find_nobody(door: FlaskClient, session: Session, market: Event, typed: str) -> None:
    sign_up(session, market, "Maria")

    assert found(door, typed) == []
    assert "drie letters" in door.get("/deur/zoeken", query_string={"q": typed}).text


@pytest.mark.parametrize("typed", ["cher", "CHÉR", "érif", "  chérif "])
def test_accents_and_case_do_not_matter(door: FlaskClient, session: Session, market: Event, typed: str) -> None:
    sign_up(session, market, "Chérif")
    sign_up(session, market, "Fatima")

    assert found(door, typed) == ["Chérif"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("lukasz", "Łukasz"), ("olena", "Олена"), ("fatima", "فاطمة"), ("youssef", "يوسف"), ("bo", "Bo"), (" LI ", "Li")],
)
def test_other_letters_and_short_names_are_found(
    door: FlaskClient, session: Session, market: Event, typed: str, name: str
) -> None:
    for each in (name, "Bob", "Liam"):
        sign_up(session, market, each)

    assert found(door, typed) == [name]


def test_cyrillic_letters_are_marked_where_they_fit(door: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Марія Олена")

    page = BeautifulSoup(door.get("/deur/zoeken?q=olena").text, "html.parser")

    assert [mark.get_text() for mark in page.select("mark")] == ["Олена"]


def test_the_page_says_which_meeting_it_is(door: FlaskClient, market: Event) -> None:
    words = BeautifulSoup(door.get("/deur").text, "html.parser").select_one(".meeting")

    assert words is not None
    assert market.text("nl").title in words.get_text()
    assert "dinsdag 14 april 2026" in words.get_text()


def test_a_row_of_somebody_inside_says_how_to_undo_it(door: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Maria", "Ali")
    acts = Acts(door)
    act = acts.act("arrive", {"ticket": party.ticket})
    acts.post(act)

    row = BeautifulSoup(door.get("/deur/zoeken?q=maria").text, "html.parser").select_one("[data-inside]")

    assert row is not None
    detail = json.loads(str(row["data-inside"]))
    assert (detail["acts"], detail["size"]) == ([act["id"]], 1)
    assert [each["name"] for each in detail["together"]] == ["Maria", "Ali"]


def test_a_household_counts_in_persons(door: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Maria", "Ali")

    assert "2 personen" in door.get("/deur/zoeken?q=maria").text


def test_names_that_begin_so_come_first(door: FlaskClient, session: Session, market: Event) -> None:
    for name in ("Annemarie", "Maria", "Marek"):
        sign_up(session, market, name)

    assert found(door, "mar") == ["Marek", "Maria", "Annemarie"]


def test_guests_of_another_event_cannot_be_found(
    door: FlaskClient, session: Session, market: Event, elsewhere: Event
) -> None:
    sign_up(session, elsewhere, "Maria")

    assert found(door, "maria") == []


def test_a_row_tells_no_more_than_it_must(door: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Maria", email="maria@example.org", phone="0612345678", help={"interpreter": "ar"})

    page = door.get("/deur/zoeken?q=maria").text

    assert "14.00" in page
    assert not any(word in page for word in ("example.org", "0612345678", "ar</", "interpreter"))


def test_a_row_says_who_is_inside_and_who_cancelled(door: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Maria")
    sign_up(session, market, "Marek", state="cancelled")
    Acts(door).do("arrive", {"ticket": party.ticket})

    page = BeautifulSoup(door.get("/deur/zoeken?q=mar").text, "html.parser")

    assert len(page.select("button.is-in")) == 1
    assert page.select_one("button[data-anyway]") is not None


def test_a_walk_in_that_was_taken_back_is_not_found(door: FlaskClient) -> None:
    acts = Acts(door)
    act = acts.act("walk_in", {"name": "Maria", "language": "nl"})
    acts.post(act, acts.act("undo", {"undoes": act["id"]}))

    assert found(door, "maria") == []


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "a" * 5000, "\0\0\0abc", "' or 1=1 --"])
def test_a_hostile_search_finds_nobody(door: FlaskClient, session: Session, market: Event, typed: str) -> None:
    answer = door.get("/deur/zoeken", query_string={"q": typed})

    assert answer.status_code == 200
    assert "<script>" not in answer.text


def test_a_name_is_text_whatever_it_says(door: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "<b>Maria</b>")

    assert found(door, "maria") == ["<b>Maria</b>"]


def test_many_namesakes_ask_for_another_letter(door: FlaskClient, session: Session, market: Event) -> None:
    for number in range(15):
        sign_up(session, market, f"Maria {number}")

    assert len(found(door, "maria")) == 12
    assert "nog een letter" in door.get("/deur/zoeken?q=maria").text
