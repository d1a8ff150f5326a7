"""A host with a phone in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Arrival
from kiosk.lib.db import db
from tests.browser import Live, eventually
from tests.cast import paired


@dataclass
class Host:
    """The door's page, and what the database knows of it."""

    page: Page
    session: Session

    def shows(self, screen: str) -> None:
        self.page.wait_for_selector(f"body[data-screen={screen}]")

    def press(self, act: str) -> None:
        self.page.locator(f"[data-act={act}] >> visible=true").click()

    def types(self, code: str) -> None:
        self.page.fill("#code-field", code)
        self.page.press("#code-field", "Enter")

    def greets(self, words: str) -> None:
        expect(self.page.locator("main:visible h1")).to_have_text(words, use_inner_text=True)

    def says(self, words: str, at: str = "main:visible") -> None:
        expect(self.page.locator(at)).to_contain_text(words, use_inner_text=True)

    def never_says(self, words: str, at: str = "main:visible") -> None:
        expect(self.page.locator(at)).not_to_contain_text(words, use_inner_text=True)

    def counts(self, guests: int) -> None:
        """So many are inside, once what is on its way came in."""
        eventually(lambda: len(self._inside()) == guests, self.page)

    def knows(self, parties: int) -> None:
        """The phone has so many sign-ups on its list."""
        self.page.wait_for_selector(f"#bar[data-listed='{parties}']")

    def let_in(self, *guests: int) -> None:
        """Just these are inside, once what is on its way came in."""
        eventually(lambda: self._inside() == set(guests), self.page)

    def _inside(self) -> set[int]:
        self.session.rollback()
        return set(self.session.scalars(select(Arrival.guest_id).where(Arrival.is_open)))


def open_door(live: Live, browser: Browser, app: Flask, session: Session, market: Event) -> Page:
    """A phone with the door's cookie, at the door's page."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 412, "height": 915}, service_workers="block")
    key = paired(app, session, market, "door").get_cookie("apparaat")
    assert key is not None
    context.add_cookies([{"name": "apparaat", "value": key.value, "url": live.url}])
    page = context.new_page()
    page.goto(f"{live.url}/deur")
    page.wait_for_selector("body[data-screen=scan]")
    page.wait_for_selector("#bar[data-listed]")
    return page


@pytest.fixture
def host(live: Live, browser: Browser, market: Event, now: object) -> Iterator[Host]:
    """No camera here: typing and searching are all there is."""
    session = db.session()
    page = open_door(live, browser, live.app, session, market)
    yield Host(page, session)
    page.context.close()
