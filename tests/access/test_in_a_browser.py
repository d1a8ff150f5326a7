"""Pairing a phone in a real browser: the way there, and the way back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from kiosk.access import service
from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.lib.db import db
from tests.browser import Live
from tests.cast import MARKET_DAY

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@pytest.fixture
def door(session: Session, market: Event, now: datetime) -> Device:
    device = Device(organisation_id=market.organisation_id, event_id=market.id, purpose="door", name="Deur 1")
    device.created_at = now
    session.add(device)
    session.commit()
    return device


@pytest.fixture
def link(live: Live, session: Session, door: Device) -> str:
    token = service.offer_pairing(session, door, MARKET_DAY)
    session.commit()
    return f"{live.url}/koppelen/{token}"


def agree(session: Session, door: Device) -> None:
    """The organiser sees the same digits."""
    session.expire_all()
    service.confirm_pairing(session, door, MARKET_DAY)
    session.commit()


def violations(page: Page) -> list[Any]:
    return [each["id"] for each in Axe().run(page, options=RULES).response["violations"]]


def test_back_from_the_door_does_not_lead_to_a_used_link(page: Page, link: str, session: Session, door: Device) -> None:
    page.goto("about:blank")
    page.goto(link)
    page.get_by_role("button", name="Koppel").click()
    page.wait_for_url("**/koppelen")
    agree(session, door)
    page.wait_for_url("**/deur")
    page.wait_for_selector("body[data-screen=scan]")

    page.go_back()
    page.go_back()

    page.wait_for_selector("body[data-screen=scan]")
    assert urlsplit(page.url).path == "/deur"


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_every_page_of_pairing_is_accessible(page: Page, link: str, language: str) -> None:
    page.goto(f"{link}?taal={language}")
    assert violations(page) == []
    page.locator("#pair button").click()
    page.wait_for_selector(".pair-digits")
    assert violations(page) == []
    page.goto(link)
    assert violations(page) == []
    page.locator("main a").click()
    page.wait_for_selector(".pair-digits")


def test_pairing_without_internet_says_so_and_can_be_tried_again(page: Page, link: str) -> None:
    page.goto(link)
    page.context.set_offline(True)
    page.get_by_role("button", name="Koppel").click()
    expect(page.get_by_role("alert")).to_contain_text("Druk straks nog een keer.")
    page.context.set_offline(False)

    page.get_by_role("button", name="Koppel").click()

    page.wait_for_url("**/koppelen")


def test_a_link_that_is_over_in_the_meantime_says_so(page: Page, link: str, session: Session, door: Device) -> None:
    page.goto(link)
    service.withdraw(session, door)
    session.commit()

    page.get_by_role("button", name="Koppel").click()

    expect(page.get_by_role("heading", name="Deze link werkt niet meer")).to_be_visible()
