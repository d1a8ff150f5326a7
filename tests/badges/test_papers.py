"""Badges on the paper that the organiser has, and how far they are."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import AuditEntry
from kiosk.badges.service import STEPS
from kiosk.badges.stock import STOCKS
from kiosk.events.models import Event
from kiosk.signup import service as signup
from tests.badges.conftest import DESK, text_of
from tests.cast import MARKET_DAY, Acts, paired, sign_up

PAGE = f"{DESK}/naamkaartjes"
GUESTS, EMPTY = f"{PAGE}.pdf", f"{PAGE}-leeg.pdf"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def millimetres(page: object) -> list[int]:
    box = page.mediabox  # type: ignore[attr-defined]
    return [round(float(side) / 72 * 25.4) for side in (box.width, box.height)]


def test_the_chosen_paper_stays_in_every_address(desk: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima")

    page = BeautifulSoup(desk.get(f"{PAGE}?papier=a6").text, "html.parser")

    chosen = page.select("main a[aria-current]")
    assert [each["href"] for each in chosen] == [f"{PAGE}?papier=a6"]
    assert page.select_one("#guest-badges [name=papier]")["value"] == "a6"  # type: ignore[index]
    assert {each["href"].split("?")[1] for each in page.select("main a[href*='.pdf']")} == {"papier=a6"}


def test_plain_paper_is_chosen_beforehand_and_every_paper_can_be(desk: FlaskClient) -> None:
    page = BeautifulSoup(desk.get(PAGE).text, "html.parser")

    offered = [each["href"].partition("papier=")[2] for each in page.select(".paper-choice a")]
    assert offered == list(STOCKS)
    assert page.select_one(".paper-choice [aria-current]")["href"].endswith("papier=a4")  # type: ignore[index]


@pytest.mark.parametrize("paper", STOCKS)
def test_every_paper_gets_pages_of_its_size_filled_label_by_label(
    desk: FlaskClient, session: Session, market: Event, paper: str
) -> None:
    stock = STOCKS[paper]
    sign_up(session, market, *["Fatima"] * (len(stock.places) + 1))

    pages = PdfReader(io.BytesIO(desk.post(GUESTS, data={"papier": paper}).data)).pages

    assert [each.extract_text().count("Fatima") for each in pages] == [len(stock.places), 1]
    assert millimetres(pages[0]) == [round(side) for side in stock.page]


@pytest.mark.parametrize("paper", ["a4", "80x50", "labels"])
def test_empty_badges_fill_one_page_and_name_nobody(
    desk: FlaskClient, session: Session, market: Event, paper: str
) -> None:
    sign_up(session, market, "Fatima")

    answer = desk.get(f"{EMPTY}?papier={paper}")

    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 1
    assert text_of(answer).split() == ["Hulp", "in", "uw", "buurt"] * len(STOCKS[paper].places)


def test_without_people_of_the_team_there_are_no_team_badges(
    desk: FlaskClient, session: Session, market: Event
) -> None:
    market.people.clear()
    session.commit()

    page = desk.get(PAGE).text

    assert "naamkaartjes-team.pdf" not in page
    assert "naamkaartjes-leeg.pdf" in page


def test_who_waits_is_told_how_far_it_is_and_then_gets_the_file(
    desk: FlaskClient, session: Session, market: Event
) -> None:
    sign_up(session, market, *["Fatima"] * 90)

    answer = desk.post(GUESTS, data={"papier": "labels"}, headers={"X-Steps": "1"}, buffered=False)

    parts = list(answer.response)
    assert answer.headers["X-Steps"] == str(STEPS)
    assert len(parts) > STEPS / 2
    assert set(parts[:-1]) <= {b".", b".."}
    assert sum(map(len, parts[:-1])) == STEPS
    assert len(PdfReader(io.BytesIO(parts[-1])).pages) == 90
    assert session.scalars(select(AuditEntry.object).where(AuditEntry.action == "print badges")).all()


def test_few_badges_take_all_steps_too(desk: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima", None, "Nour")

    told, _, _ = desk.post(GUESTS, headers={"X-Steps": "1"}).data.partition(b"%PDF")

    assert told == b"." * STEPS


def test_a_corrected_name_is_on_the_badge_and_the_ticket_stays(
    app: Flask, session: Session, market: Event, now: object
) -> None:
    """The code is of the sign-up, and holds nothing of the name."""
    party = sign_up(session, market, "Fatma")
    ticket, guest = party.ticket, party.guests[0].id

    signup.change(session, party, signup.Change(party.moment_id, ["Fatima"]), MARKET_DAY)
    session.commit()

    door = paired(app, session, market, "door")
    receipt = Acts(door).do("arrive", {"ticket": ticket})
    printed = text_of(door.get(f"/deur/naamkaartje/{guest}.pdf"))
    assert (receipt["status"], receipt["answer"]) == ("stored", "welcome")
    assert "Fatima" in printed
    assert "Fatma" not in printed
