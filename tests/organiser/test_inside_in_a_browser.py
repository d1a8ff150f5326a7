"""In a real browser: the list of who is inside prints at once, and that it was printed is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry
from kiosk.events.models import Event
from kiosk.lib.db import db
from tests.browser import Live, eventually, sit_down
from tests.cast import sign_up
from tests.organiser.scene import SLUG, arrive

pytestmark = pytest.mark.browser


@pytest.fixture
def app(live: Live) -> Any:
    return live.app


@pytest.fixture
def session(live: Live) -> Iterator[Session]:
    yield db.session()


def printed(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(AuditEntry.action).where(AuditEntry.action == "print who is inside")))


def test_it_prints_without_waiting_for_the_server(
    live: Live, session: Session, market: Event, ilse: Account, page: Page, now: Any
) -> None:
    arrive(session, sign_up(session, market, "Fatima", "فاطمة", None))
    sit_down(page, live, session, ilse)
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    page.goto(f"{live.url}{SLUG}/binnen")
    assert Axe().run(page).violations_count == 0

    page.click("#print-inside button")
    page.wait_for_selector("html[data-printed]")
    eventually(lambda: printed(session) == ["print who is inside"], page)

    page.context.set_offline(True)
    page.evaluate("delete document.documentElement.dataset.printed")
    page.click("#print-inside button")
    page.wait_for_selector("html[data-printed]")
    assert page.locator(".inside-people li").count() == 3
