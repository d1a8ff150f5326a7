"""The printers on the organiser's page of devices: what waits, what is the matter, and a badge once more."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access.models import Account, Device
from kiosk.events.models import Event
from kiosk.printing import service
from kiosk.printing.models import PrintJob
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.organiser.scene import SLUG, desk, soup
from tests.printing.helpers import add_printer, ask, states

PRINTERS = f"{SLUG}/apparaten/printers"

pytestmark = [pytest.mark.usefixtures("now"), pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


@pytest.fixture
def printer(session: Session, market: Event) -> Device:
    return add_printer(session, market, "Balie", heard_at=MARKET_DAY)


@pytest.fixture
def job(session: Session, market: Event, printer: Device) -> PrintJob:
    return ask(session, market, f"guest:{sign_up(session, market, 'Fatima').guests[0].id}")


def shown(ilses: FlaskClient) -> str:
    return " ".join(soup(ilses.get(PRINTERS)).get_text(" ").split())


def test_without_a_printer_there_is_nothing_to_see(ilses: FlaskClient) -> None:
    assert shown(ilses) == ""
    assert soup(ilses.get(f"{SLUG}/apparaten")).select_one("#printer") is not None


def test_it_tells_what_waits_and_what_is_the_matter(
    ilses: FlaskClient, session: Session, printer: Device, job: PrintJob
) -> None:
    assert "1 wacht" in shown(ilses) and "Fatima" in shown(ilses)
    service.lease(session, printer, "a", MARKET_DAY)
    service.report(session, printer, service.Report(job.id, "later", "no_paper"), MARKET_DAY)
    session.commit()

    assert "Het papier is op." in shown(ilses)


def test_a_printer_that_is_away_says_so(ilses: FlaskClient, job: PrintJob, later: object) -> None:
    later(minutes=5)  # type: ignore[operator]

    assert "draait niet" in shown(ilses) and "1 wacht" in shown(ilses)


def test_once_more_is_one_press_and_one_job(
    ilses: FlaskClient, session: Session, printer: Device, job: PrintJob
) -> None:
    service.lease(session, printer, "a", MARKET_DAY)
    service.report(session, printer, service.Report(job.id, "unsure"), MARKET_DAY)
    session.commit()
    page = soup(ilses.get(PRINTERS))
    assert "misschien afgedrukt" in page.text
    press = str(page.select_one("[name=press]")["value"])  # type: ignore[index]

    for _ in range(2):
        assert ilses.post(f"{PRINTERS}/{job.id}/opnieuw", data={"press": press}).status_code == 303

    assert sorted(each.state for each in session.query(PrintJob)) == ["queued", "unsure"]


def test_a_badge_can_be_taken_back_until_it_is_printed(
    ilses: FlaskClient, session: Session, printer: Device, job: PrintJob
) -> None:
    for _ in range(2):
        answer = ilses.post(f"{PRINTERS}/{job.id}/weg", headers={"HX-Request": "true"})
        assert 'id="printer"' in answer.text and "teruggenomen" in answer.text

    assert states(session) == {job.about: "cancelled"}
    assert service.lease(session, printer, "a", MARKET_DAY) is None


def test_the_link_of_a_printer_is_a_line_to_type(ilses: FlaskClient) -> None:
    page = ilses.post(f"{SLUG}/apparaten", data={"purpose": "printer", "name": "Balie"}).text

    assert re.search(r"kiosk print-agent --pair http://localhost/koppelen/[A-Z0-9]{26}<", page)
    assert "<svg" not in soup_of_offer(page)


def soup_of_offer(page: str) -> str:
    return page.split('id="offer"')[1].split("</section>")[0]
