"""Ticks on paper become arrivals: by keyboard alone, harmless when entered twice, and every entry can be taken back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.lib import tokens
from kiosk.organiser.entering import INSIDE, read
from tests.cast import sign_up, signed_in
from tests.organiser.scene import SLUG, desk, moderator, soup

ADDRESS = f"{SLUG}/invoeren"
UNLISTED = f"{ADDRESS}/zonder-aanmelding"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The page is about typing: one kind of database is enough."""
    return sqlite_url


def code(party: Party) -> str:
    return tokens.short_code(party.ticket)


def inside(session: Session) -> list[str | None]:
    session.expire_all()
    rows = select(Guest.name).join(Arrival, Arrival.guest_id == Guest.id).where(Arrival.is_open)
    return list(session.scalars(rows.order_by(Guest.id)))


def next_day(app: Flask, session: Session, ilse: Account, later: Any) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return signed_in(app, session, ilse, later(hours=20))


def told(answer: Any) -> str:
    return " ".join(soup(answer).select_one("#entered-told").get_text().split())


def test_a_code_lets_in_at_the_time_on_the_list(
    app: Flask, session: Session, market: Event, ilse: Account, later: Any, now: Any
) -> None:
    party = sign_up(session, market, "Fatima", "Timo", moment_id=market.moments[1].id)

    answer = next_day(app, session, ilse, later).post(
        f"{ADDRESS}?taal=en", data={"code": tokens.grouped(code(party)).lower()}
    )

    assert told(answer) == "Fatima, Timo: now inside."
    arrivals = session.scalars(select(Arrival)).all()
    assert {(each.moment_id, each.at) for each in arrivals} == {
        (market.moments[1].id, market.moments[1].starts_at + INSIDE)
    }
    noted = session.scalars(select(AuditEntry).where(AuditEntry.action == "enter from paper")).one()
    assert "Fatima" not in str(vars(noted))
    assert soup(answer).select_one("#code[autofocus]") is not None


def test_the_chosen_moment_counts_for_who_comes_at_any_time(
    app: Flask, session: Session, market: Event, ilse: Account, later: Any, now: Any
) -> None:
    party, third = sign_up(session, market, "Ooit", moment_id=None), market.moments[2]

    next_day(app, session, ilse, later).post(ADDRESS, data={"code": code(party), "deel": str(third.id)})

    arrival = session.scalars(select(Arrival)).one()
    assert (arrival.moment_id, arrival.at) == (third.id, third.starts_at + INSIDE)


def test_a_number_behind_the_code_is_one_person(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    party = sign_up(session, market, "Fatima", "Timo", "Nour")
    ours = desk(app, session, ilse)

    assert "Timo" in told(ours.post(ADDRESS, data={"code": f"{code(party)}2"}))
    assert inside(session) == ["Timo"]
    assert "Nobody has this number" in told(ours.post(f"{ADDRESS}?taal=en", data={"code": f"{code(party)} 7"}))
    ours.post(ADDRESS, data={"code": f"{code(party)} 1, 3"})
    assert inside(session) == ["Fatima", "Timo", "Nour"]


@pytest.mark.parametrize(
    ("typed", "code", "numbers"),
    [
        ("7k3m 9qxz", "7k3m 9qxz", None),
        ("7K3M-9QXZ-2", "7K3M-9QXZ-", {2}),
        ("7K3M9QXZ12", "7K3M9QXZ", {12}),
        ("23456789 2 3", "23456789 ", {2, 3}),
        ("A" * 26, "A" * 26, None),
        ("7K3M9QXZ123", "7K3M9QXZ123", None),
    ],
)
def test_codes_are_read_as_people_type_them(typed: str, code: str, numbers: set[int] | None) -> None:
    assert read(typed) == (code, numbers)


def test_the_same_code_twice_is_harmless(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    party, ours = sign_up(session, market, "Fatima"), desk(app, session, ilse)

    ours.post(ADDRESS, data={"code": code(party)})

    assert told(ours.post(f"{ADDRESS}?taal=en", data={"code": code(party)})) == "Fatima: was inside already."
    assert inside(session) == ["Fatima"]
    assert len(soup(ours.get(ADDRESS)).select(".entered-list li")) == 1


@pytest.mark.parametrize("typed", ["", "XXXXXXXX", "x" * 5000, "\u0000", "'; drop", "https://x/t/A", "٣٤٥٦٧٨٩٢"])
def test_what_nobody_has_lets_nobody_in(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, typed: str
) -> None:
    sign_up(session, market, "Fatima")

    assert told(desk(app, session, ilse).post(ADDRESS, data={"code": typed}))
    assert inside(session) == []


def test_an_entry_is_taken_back(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    party, ours = sign_up(session, market, "Fatima", "Timo"), desk(app, session, ilse)
    page = soup(ours.post(ADDRESS, data={"code": code(party)}))
    entry = page.select_one('.entered-list [name="entry"]')["value"]

    again = [told(ours.post(f"{ADDRESS}/toch-niet?taal=en", data={"entry": entry})) for _ in range(2)]

    assert again == ["Fatima, Timo: no longer inside.", "That was taken back already."]
    assert inside(session) == []
    assert ours.post(f"{ADDRESS}/toch-niet", data={"entry": str(uuid.uuid4())}).status_code == 404
    assert ours.post(f"{ADDRESS}/toch-niet", data={"entry": "x"}).status_code == 400


def test_guests_from_the_empty_lines_come_in_once(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    ours, sent = desk(app, session, ilse), {"key": str(uuid.uuid4()), "number": "3", "people": "Olena\n"}

    first = ours.post(f"{UNLISTED}?taal=en", data=sent)
    ours.post(UNLISTED, data=sent)

    assert told(first) == "Olena, 2 people without a name: now inside."
    assert inside(session) == ["Olena", None, None]
    entries = soup(ours.get(ADDRESS)).select('.entered-list [name="entry"]')
    assert [each["value"] for each in entries] == [sent["key"]]
    ours.post(f"{ADDRESS}/toch-niet", data={"entry": sent["key"]})
    assert inside(session) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": ""},
        {"number": "0"},
        {"number": "51"},
        {"number": "x" * 9},
        {"number": "1", "people": "A\nB"},
        {"number": "²"},
    ],
)
def test_a_wrong_number_of_guests_is_said(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, wrong: dict[str, str]
) -> None:
    answer = desk(app, session, ilse).post(f"{UNLISTED}?taal=en", data=wrong)

    assert answer.status_code == 422
    assert "<title>Error: " in answer.get_data(as_text=True)
    assert inside(session) == []


def test_nobody_is_inside_before_the_door_opens(
    app: Flask, session: Session, market: Event, ilse: Account, later: Any, now: Any
) -> None:
    party = sign_up(session, market, "Fatima")
    later(days=-1)
    ours = desk(app, session, ilse)

    assert soup(ours.get(ADDRESS)).select_one("#code") is None
    assert ours.post(ADDRESS, data={"code": code(party)}).status_code == 303
    assert inside(session) == []


def test_others_enter_nothing(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, ilse: Account, vera: Account, now: Any
) -> None:
    mo = desk(app, session, moderator(session, lindewaard))
    for address in (ADDRESS, UNLISTED, f"{ADDRESS}/toch-niet"):
        assert mo.post(address).status_code == 403
        assert (
            desk(app, session, vera).post(address, data={"entry": str(uuid.uuid4()), "number": "1"}).status_code == 404
        )
    assert desk(app, session, ilse).post(ADDRESS, data={"deel": "x" * 400}).status_code == 404
