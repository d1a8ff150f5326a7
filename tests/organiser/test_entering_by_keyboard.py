"""In a real browser: code after code, by keyboard alone, on a network that lags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from kiosk.lib import tokens
from kiosk.lib.db import db
from tests.browser import Live, sit_down
from tests.cast import sign_up
from tests.organiser.scene import SLUG

pytestmark = pytest.mark.browser


@pytest.fixture
def app(live: Live) -> Any:
    """The cast lives on the server that the browser visits."""
    return live.app


@pytest.fixture
def session(live: Live) -> Iterator[Session]:
    yield db.session()


@pytest.fixture
def page_of_ilse(live: Live, session: Session, market: Event, ilse: Account, page: Page, now: Any) -> Page:
    sit_down(page, live, session, ilse)
    page.goto(f"{live.url}{SLUG}/invoeren")
    return page


def test_nothing_is_lost_when_codes_come_faster_than_answers(
    session: Session, market: Event, page_of_ilse: Page
) -> None:
    people = [sign_up(session, market, name) for name in ("Fatima", "Timo", "Nour")]
    expect(page_of_ilse.locator("#code")).to_be_focused()

    for party in people:
        page_of_ilse.keyboard.type(tokens.short_code(party.ticket))
        page_of_ilse.keyboard.press("Enter")

    expect(page_of_ilse.locator(".entered-list li")).to_have_count(3)
    expect(page_of_ilse.locator("#entered-told")).to_contain_text("Nour")
    expect(page_of_ilse.locator("#code")).to_be_focused()
    expect(page_of_ilse.locator("#code")).to_have_value("")


def test_a_code_waits_for_the_network(session: Session, market: Event, page_of_ilse: Page) -> None:
    people = [sign_up(session, market, name) for name in ("Fatima", "Timo")]
    page_of_ilse.context.set_offline(True)
    page_of_ilse.keyboard.type(tokens.short_code(people[0].ticket))
    page_of_ilse.keyboard.press("Enter")
    expect(page_of_ilse.locator("#connection")).to_be_visible()

    page_of_ilse.context.set_offline(False)
    page_of_ilse.keyboard.type(tokens.short_code(people[1].ticket))
    page_of_ilse.keyboard.press("Enter")

    expect(page_of_ilse.locator(".entered-list li")).to_have_count(2)
