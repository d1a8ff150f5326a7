"""What goes to the printer, for whom, and what is on it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kiosk.access.models import Account, AuditEntry
from kiosk.events.models import Event, Group
from kiosk.events.queries import day_code
from kiosk.guests.models import Guest
from tests.badges.conftest import DESK, text_of
from tests.cast import paired, sign_up, signed_in
from tests.conftest import app_on


def code_of(answer: TestResponse) -> str:
    """What a phone reads from the printed page."""
    document = pypdfium2.PdfDocument(answer.data)
    picture = document[0].render(scale=2).to_pil()
    document.close()
    return str(zxingcpp.read_barcodes(picture)[0].text)


def test_the_invitation_tells_what_when_where_and_whom_to_call(desk: FlaskClient) -> None:
    answer = desk.get(f"{DESK}/poster-nl.pdf")

    text = text_of(answer)
    assert answer.headers["Content-Disposition"] == "inline; filename=poster-hulp-in-uw-buurt-nl.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    for words in ("Hulp in uw buurt", "14 april 2026", "14.00", "17.00", "Buurthuis De Haven", "088 000 00 00"):
        assert words in text
    assert "Cadeaubon van € 10" in text.replace("\xa0", " ")


def test_the_code_on_the_invitation_opens_the_page_in_its_language(desk: FlaskClient) -> None:
    assert code_of(desk.get(f"{DESK}/poster-ar.pdf")) == "http://localhost/bijeenkomst/hulp-in-uw-buurt?taal=ar"


def test_the_code_on_the_door_poster_is_the_code_of_that_day(desk: FlaskClient, market: Event) -> None:
    answer = desk.get(f"{DESK}/deurposter-2026-04-14.pdf")

    assert code_of(answer) == f"http://localhost/ik-ben-er/{day_code(market.id, market.moments[0].starts_at)}"
    assert "dinsdag 14 april 2026" in text_of(answer)


@pytest.mark.parametrize("poster", ["poster-nl.pdf", "deurposter-2026-04-14.pdf"])
def test_without_a_public_address_a_poster_says_that_it_is_for_practice(desk: FlaskClient, poster: str) -> None:
    assert "Oefening" in text_of(desk.get(f"{DESK}/{poster}"))


def test_with_a_public_address_the_code_holds_it(desk: FlaskClient, app: Flask, tmp_path: Path) -> None:
    url = app.extensions["kiosk-settings"].database_url
    public = app_on(url, tmp_path, KIOSK_BASE_URL="https://kiosk.example.nl").test_client()
    public.set_cookie("beheer", desk.get_cookie("beheer").value)  # type: ignore[union-attr]

    answer = public.get(f"{DESK}/poster-nl.pdf")

    assert code_of(answer) == "https://kiosk.example.nl/bijeenkomst/hulp-in-uw-buurt?taal=nl"
    assert "Oefening" not in text_of(answer)


@pytest.mark.parametrize("name", ["poster-xx.pdf", "poster-tr.pdf", "deurposter-2026-04-15.pdf", "deurposter-x.pdf"])
def test_a_poster_for_no_language_or_day_of_the_event_does_not_exist(desk: FlaskClient, name: str) -> None:
    assert desk.get(f"{DESK}/{name}").status_code == 404


def test_a_badge_tells_the_first_name_and_nothing_else(desk: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima", language="ar", email="fatima@example.org", phone="0612345678")

    text = text_of(desk.post(f"{DESK}/naamkaartjes.pdf"))

    assert " ".join(text.split()) == "Fatima Hulp in uw buurt"


def test_only_who_has_a_place_gets_a_badge_by_name_and_nameless_last(
    desk: FlaskClient, session: Session, market: Event
) -> None:
    sign_up(session, market, "Zahra", None)
    sign_up(session, market, "anna")
    sign_up(session, market, "Wout", state="waiting")
    sign_up(session, market, "Cas", state="cancelled")

    answer = desk.post(f"{DESK}/naamkaartjes.pdf", data={"papier": "labels"})

    pages = [page.extract_text().split()[0] for page in PdfReader(io.BytesIO(answer.data)).pages]
    assert pages == ["anna", "Zahra", "Hulp"]


def test_printing_all_badges_is_noted_without_a_name(desk: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima")

    desk.post(f"{DESK}/naamkaartjes.pdf")

    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "print badges")).one()
    assert entry.object == f"event {market.id}: 1 guests"


def test_without_guests_there_is_nothing_to_print(desk: FlaskClient, session: Session) -> None:
    answer = desk.post(f"{DESK}/naamkaartjes.pdf")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"{DESK}/naamkaartjes?papier=a4")
    assert "Er zijn nog geen gasten." in desk.get(answer.headers["Location"]).text
    assert not session.scalars(select(AuditEntry).where(AuditEntry.action == "print badges")).all()


def test_looking_at_the_guests_badges_is_not_a_get(desk: FlaskClient) -> None:
    assert desk.get(f"{DESK}/naamkaartjes.pdf").status_code in (404, 405)


def test_an_unknown_paper_is_refused(desk: FlaskClient) -> None:
    assert desk.post(f"{DESK}/naamkaartjes.pdf", data={"papier": "a5"}).status_code == 400
    assert desk.get(f"{DESK}/naamkaartjes-team.pdf?papier=../x").status_code == 400
    assert desk.get(f"{DESK}/naamkaartjes-leeg.pdf?papier=").status_code == 400
    assert desk.get(f"{DESK}/naamkaartjes?papier=a5").status_code == 400


def test_the_team_s_badges_say_what_they_do_and_speak(desk: FlaskClient) -> None:
    text = text_of(desk.get(f"{DESK}/naamkaartjes-team.pdf"))

    for words in ("Henk", "gastheer", "Nederlands", "Türkçe"):
        assert words in text


@pytest.mark.parametrize(
    "name",
    ["poster-nl.pdf", "deurposter-2026-04-14.pdf", "naamkaartjes", "naamkaartjes-team.pdf", "naamkaartjes-leeg.pdf"],
)
def test_another_organisation_prints_nothing_of_ours(
    app: Flask, session: Session, market: Event, vera: Account, now: object, name: str
) -> None:
    assert signed_in(app, session, vera).get(f"{DESK}/{name}").status_code == 404


def test_another_organisation_does_not_get_our_guests(
    client: FlaskClient, app: Flask, session: Session, market: Event, vera: Account, now: object
) -> None:
    assert signed_in(app, session, vera).post(f"{DESK}/naamkaartjes.pdf").status_code == 404
    assert client.post(f"{DESK}/naamkaartjes.pdf").status_code == 302


@pytest.fixture
def fatima(session: Session, market: Event) -> Iterator[Guest]:
    yield sign_up(session, market, "Fatima").guests[0]


def test_the_door_prints_one_badge_of_ninety_by_sixty_two(
    app: Flask, session: Session, market: Event, fatima: Guest, now: object
) -> None:
    answer = paired(app, session, market, "door").get(f"/deur/naamkaartje/{fatima.id}.pdf")

    page = PdfReader(io.BytesIO(answer.data)).pages[0]
    assert "Fatima" in page.extract_text()
    assert [round(float(side) / 72 * 25.4) for side in (page.mediabox.width, page.mediabox.height)] == [90, 62]


def test_a_badge_says_the_group_of_its_guest(
    app: Flask, session: Session, market: Event, fatima: Guest, now: object
) -> None:
    group = Group(event_id=market.id, position=0, name="Tafel 3", colour="green")
    session.add(group)
    session.flush()
    fatima.group_id = group.id
    session.commit()

    answer = paired(app, session, market, "door").get(f"/deur/naamkaartje/{fatima.id}.pdf")

    assert " ".join(text_of(answer).split()) == "Fatima Tafel 3, groen Hulp in uw buurt"


def test_the_door_gets_no_badge_of_another_event_s_guest(
    app: Flask, session: Session, market: Event, fatima: Guest, now: object
) -> None:
    other = Event(organisation_id=market.organisation_id, slug="elders", kind="market", created_at=market.created_at)
    session.add(other)
    session.commit()
    door = paired(app, session, other, "door")

    assert door.get(f"/deur/naamkaartje/{fatima.id}.pdf").status_code == 404
    assert door.get("/deur/naamkaartje/999999999999999999999.pdf").status_code == 404


def test_only_a_door_prints_a_badge(app: Flask, session: Session, market: Event, fatima: Guest, now: object) -> None:
    address = f"/deur/naamkaartje/{fatima.id}.pdf"

    assert app.test_client().get(address).status_code == 403
    assert paired(app, session, market, "tablet").get(address).status_code == 403
