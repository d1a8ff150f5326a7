"""What only a browser can show: how far the badges are, and the file at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from kiosk.lib.db import db
from tests.badges.conftest import DESK
from tests.browser import Live, sit_down
from tests.cast import sign_up

pytestmark = pytest.mark.browser


@pytest.fixture
def app(live: Live) -> Flask:
    """The cast lives on the server that the browser visits."""
    return live.app


@pytest.fixture
def session(live: Live) -> Iterator[Session]:
    yield db.session()


@pytest.fixture
def badges(live: Live, session: Session, market: Event, ilse: Account, page: Page, now: object) -> Page:
    sign_up(session, market, "Fatima", "Nour")
    sit_down(page, live, session, ilse)
    page.goto(f"{live.url}{DESK}/naamkaartjes?papier=labels")
    return page


def test_the_badges_come_as_a_file_and_the_page_says_so(badges: Page) -> None:
    with badges.expect_download() as coming:
        badges.locator("#guest-badges button").click()

    expect(badges.locator("#making [role=status]")).to_have_text("De kaartjes zijn klaar. Ze staan bij uw downloads.")
    expect(badges.locator("progress")).to_be_hidden()
    assert coming.value.suggested_filename == "naamkaartjes-hulp-in-uw-buurt.pdf"
    assert [page.extract_text().split()[0] for page in PdfReader(coming.value.path()).pages] == ["Fatima", "Nour"]
    found = Axe().run(badges).response["violations"]
    assert [each["id"] for each in found] == []


def test_the_page_says_how_far_they_are_and_keeps_no_half_file(badges: Page) -> None:
    badges.route("**/naamkaartjes.pdf", lambda route: route.fulfill(body="." * 20, headers={"X-Steps": "40"}))

    badges.locator("#guest-badges button").click()

    expect(badges.locator("#making label")).to_have_text("Kaartjes klaar: 1 van 2")
    expect(badges.locator("#making [role=status]")).to_have_text("Dat lukte niet. Druk nog een keer op de knop.")
    expect(badges.locator("#making a")).to_be_hidden()


def test_without_a_connection_the_page_says_so_and_the_button_works_again(badges: Page) -> None:
    badges.route("**/naamkaartjes.pdf", lambda route: route.abort())
    badges.locator("#guest-badges button").click()
    expect(badges.locator("#making [role=status]")).to_have_text("Dat lukte niet. Druk nog een keer op de knop.")

    badges.unroute("**/naamkaartjes.pdf")

    with badges.expect_download():
        badges.locator("#guest-badges button").click()


def test_without_script_the_button_downloads_the_file(badges: Page) -> None:
    badges.route("**/badges.js", lambda route: route.abort())
    badges.reload()

    with badges.expect_download() as coming:
        badges.locator("#guest-badges button").click()

    assert coming.value.suggested_filename == "naamkaartjes-hulp-in-uw-buurt.pdf"
