"""A list from elsewhere: every row is seen before anything is saved, and then all of it is, once."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import tables
from kiosk.mail.models import Letter
from kiosk.signup import service
from tests.cast import sign_up
from tests.organiser.incoming import ROWS, filled, parties, press, said, upload
from tests.organiser.scene import SLUG, desk, moderator, soup

LIST = "Voornaam;Aantal;Tijd;Taal;E-mail\r\nFatima;2,0;15.00;Arabisch;fatima@example.org\r\nOlena;;16:00;uk;\r\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The rules of signing up have their own tests on both kinds of database."""
    return sqlite_url


def test_a_list_is_looked_at_and_then_put_on_the_list(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    ours = desk(app, session, ilse)
    page = upload(ours, LIST)

    assert said(page) == {"2": "gets a place", "3": "gets a place"}
    assert "Put these 3 people on the list" in soup(page).get_text()
    assert parties(session) == []
    answer = press(ours, page)

    assert (answer.status_code, answer.location) == (303, f"{SLUG}/inlezen?erbij=3")
    found = [(each.way, each.size, each.moment_id, each.language, each.email) for each in parties(session)]
    second, third = market.moments[1].id, market.moments[2].id
    assert found == [("staff", 2, second, "ar", "fatima@example.org"), ("staff", 1, third, "uk", None)]
    assert session.scalars(select(Letter)).all() == []
    assert (
        session.scalars(select(AuditEntry.object).where(AuditEntry.action == "import guests"))
        .one()
        .endswith("3 guests")
    )


def test_the_same_file_twice_adds_nobody_twice(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    ours = desk(app, session, ilse)
    page = upload(ours, LIST)
    press(ours, page)

    assert press(ours, page).status_code == 409
    again = upload(ours, LIST)

    assert said(again) == {"2": "came from this file before", "3": "came from this file before"}
    assert "There is nobody to put on the list." in soup(again).get_text()
    assert len(parties(session)) == 2


def test_who_does_not_fit_waits_and_the_preview_says_so(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    sign_up(session, market, *["Henk"] * 8, moment_id=market.moments[0].id)
    ours = desk(app, session, ilse)
    page = upload(ours, "Naam;Aantal;Tijd\nAnna;2;14.00\nBea;1;14.00\nCor;1;")

    assert list(said(page).values()) == ["gets a place", "waiting list", "gets a place"]
    assert "1 person goes on the waiting list." in soup(page).get_text()
    press(ours, page)
    assert [each.state for each in parties(session)[1:]] == ["signed_up", "waiting", "signed_up"]


def test_who_seems_to_be_on_the_list_is_asked_about(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    sign_up(session, market, "Fatima", email="fatima@example.org")
    sign_up(session, market, "Çelik")
    ours = desk(app, session, ilse)
    rows = (
        "Naam;Tijd;E-mail\nFatima;14.00;FATIMA@example.org\nFatima;14.00;else@example.org\ncelik;14.00;\nCelik;15.00;"
    )
    page = upload(ours, rows)

    assert ["seems" in each for each in said(page).values()] == [True, False, True, False]
    assert press(ours, page, ook="1").status_code == 409
    again = ours.post(ROWS, data={**filled(soup(page)), "ook": "1"})
    assert set(said(again).values()) == {"gets a place"}


def test_what_changed_since_the_look_is_looked_at_again(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    ours = desk(app, session, ilse)
    page = upload(ours, "Naam;Tijd\nAnna;14.00")
    sign_up(session, market, *["Henk"] * 10)

    answer = press(ours, page)

    assert (answer.status_code, len(parties(session))) == (409, 1)
    assert "Something changed since you looked." in answer.get_data(as_text=True)


def test_all_or_nothing(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, real, made = desk(app, session, ilse), service.sign_up, []
    page = upload(ours, LIST)

    def full(*given: Any) -> Party:
        if made:
            raise service.SignUpIsClosed
        made.append(real(*given))
        return made[0]

    monkeypatch.setattr(service, "sign_up", full)

    assert press(ours, page).status_code == 409
    assert parties(session) == []


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n\x00", b"PK\x03\x04xx", b"\xd0\xcf\x11\xe0", b"a" * (tables.MOST_BYTES + 9)]
)
def test_a_file_that_is_no_list_gets_clear_words(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, content: bytes
) -> None:
    answer = upload(desk(app, session, ilse), content)

    assert answer.status_code == 422
    assert "<title>Error: Read in a list</title>" in answer.get_data(as_text=True)


def test_a_list_with_too_many_words_is_refused(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    rows = [[hashlib.sha256(f"{row} {at}".encode()).hexdigest() for at in range(20)] for row in range(500)]

    answer = upload(desk(app, session, ilse), "\n".join(";".join(row) for row in [["Naam"], *rows]))

    assert answer.status_code == 422
    assert "too many words" in answer.get_data(as_text=True)


@pytest.mark.parametrize("sealed", ["", "x", "AAAA", "é" * 200])
def test_a_list_that_we_did_not_give_is_refused(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, sealed: str
) -> None:
    assert desk(app, session, ilse).post(ROWS, data={"lijst": sealed, "doe": "erbij"}).status_code == 422


def test_no_other_page_takes_a_file(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    sent = {"bestand": (io.BytesIO(b"x"), "x.csv")}

    assert desk(app, session, ilse).post(ROWS, data=sent).status_code == 415


def test_nobody_is_put_on_the_list_of_a_draft(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    market.state = "draft"
    session.commit()
    ours = desk(app, session, ilse)
    page = upload(ours, LIST)

    assert soup(page).select_one("button[value=erbij]") is None
    assert press(ours, page).status_code == 409
    assert parties(session) == []


def test_others_read_nothing_in(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, ilse: Account, vera: Account, now: Any
) -> None:
    assert upload(desk(app, session, moderator(session, lindewaard)), LIST).status_code == 403
    assert upload(desk(app, session, vera), LIST).status_code == 404
    assert upload(app.test_client(), LIST).status_code == 302
