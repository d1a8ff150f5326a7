"""How one row of a list from elsewhere is understood, and what is said of a wrong one."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from kiosk.guests.models import Guest
from kiosk.organiser.incoming import recognised
from tests.organiser.incoming import ROWS, filled, parties, press, said, upload
from tests.organiser.scene import desk, soup


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The rules of signing up have their own tests on both kinds of database."""
    return sqlite_url


def test_a_wrong_row_is_named_and_stays_out(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    wrong = {
        ";1;15.00": "There is no first name.",
        "=1+A;1;15.00": "This is a formula, not a name.",
        "Ali;veel;15.00": "The number of people is not a number.",
        "Ali;11;15.00": "There are more than 10 people in one row.",
        "Ali;1;morgen": "We do not understand the time.",
        "Ali;1;31-2-2026": "We do not understand the time.",
        "Ali;1;15 april": "The meeting has no such day or time.",
        "Ali;1;22.00": "The meeting has no such day or time.",
    }
    ours = desk(app, session, ilse)
    page = upload(ours, "\n".join(["Naam;Aantal;Tijd", *wrong, "Zij;1;16.00"]))

    assert list(said(page).values()) == [*wrong.values(), "gets a place"]
    assert "Row 2: There is no first name." in soup(page).get_text()
    press(ours, page)
    assert [each.name for each in session.scalars(select(Guest))] == ["Zij"]


def test_columns_can_be_chosen_by_hand(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    ours = desk(app, session, ilse)
    page = upload(ours, "Wie komt er;Hoeveel\nAnna;2\n")
    assert set(said(page).values()) == {"There is no first name."}

    again = ours.post(ROWS, data={**filled(soup(page)), "kolom-0": "name", "kolom-1": "size"})

    assert said(again) == {"1": "The number of people is not a number.", "2": "gets a place"}


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("First name|Last name|Number of people|Remarks", {0: "name", 2: "size"}),
        ("Naam|Voornaam|Datum|Tijd|Telefoonnummer", {1: "name", 2: "when", 3: "when", 4: "phone"}),
        (
            "NAMEN|Personen|Dag (jjjj-mm-dd)|E-mailadres:|Taal",
            {0: "name", 1: "size", 2: "when", 3: "email", 4: "language"},
        ),
        ("x|y", {}),
    ],
)
def test_headings_are_known_in_dutch_and_english(headings: str, fields: dict[int, str]) -> None:
    assert recognised(headings.split("|")) == fields


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("14-04-2026 15:00", 1),
        ("2026-04-14 16:00", 2),
        ("dinsdag 14 april, van 14.00 tot 15.00 uur", 0),
        ("15 uur", 1),
        ("16.30", 2),
        ("14/4/26", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, typed: str, place: int | None
) -> None:
    ours = desk(app, session, ilse)
    press(ours, upload(ours, f"Naam;Moment\nAnna;{typed}"))

    assert parties(session)[0].moment_id == (None if place is None else market.moments[place].id)


def test_a_row_keeps_names_and_a_phone_number_whole(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    ours = desk(app, session, ilse)
    press(ours, upload(ours, 'Naam;Aantal;Telefoon\n"Fatima, Timo";2;612345678\nYilmaz, Nour;;\nOlena;3;'))

    assert [[each.name for each in party.guests] for party in parties(session)] == [
        ["Fatima", "Timo"],
        ["Yilmaz, Nour"],
        ["Olena", None, None],
    ]
    assert parties(session)[0].phone == "+31612345678"
