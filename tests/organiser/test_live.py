"""In a real browser: the day page renews itself, and never under somebody's hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from kiosk.lib.db import db
from tests.browser import Live, sit_down
from tests.cast import sign_up, signed_in
from tests.organiser.scene import SLUG, arrive, leave_card

pytestmark = pytest.mark.browser


@pytest.fixture
def app(live: Live) -> Any:
    """The cast lives on the server that the browser visits."""
    return live.app


@pytest.fixture
def session(live: Live) -> Iterator[Session]:
    yield db.session()


@pytest.fixture
def organiser(live: Live, session: Session, ilse: Account, page: Page, now: Any) -> Page:
    sit_down(page, live, session, ilse)
    page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
    return page


def number(page: Page, place: int) -> Any:
    return page.locator(".numbers > li > b").nth(place)


def test_the_numbers_follow_without_reloading(live: Live, session: Session, market: Event, organiser: Page) -> None:
    organiser.goto(f"{live.url}{SLUG}/")
    expect(number(organiser, 1)).to_have_text("0")
    organiser.evaluate("document.querySelector('main').dataset.same = 'yes'")

    arrive(session, sign_up(session, market, "Fatima", "Nour"))
    leave_card(session, market, "glad", "Fijne buurt")

    expect(number(organiser, 1)).to_have_text("2")
    expect(organiser.locator(".cards .card-text")).to_have_text("Fijne buurt")
    expect(organiser.locator("main[data-same=yes]")).to_have_count(1)


def test_a_press_moves_the_card_and_keeps_the_focus(
    live: Live, session: Session, market: Event, organiser: Page
) -> None:
    leave_card(session, market, "mad", "De lift is kapot.")
    organiser.goto(f"{live.url}{SLUG}/kaarten")
    good = organiser.get_by_role("button", name="Laat zien")

    good.focus()
    organiser.keyboard.press("Enter")

    expect(good).to_have_attribute("aria-pressed", "true")
    expect(good).to_be_focused()
    expect(organiser.locator(".card")).to_have_count(1)


def test_the_day_renews_around_a_focused_button(live: Live, session: Session, market: Event, organiser: Page) -> None:
    leave_card(session, market, "mad", "De lift is kapot.")
    organiser.goto(f"{live.url}{SLUG}/")
    organiser.get_by_role("button", name="Houd apart").focus()

    arrive(session, sign_up(session, market, "Fatima"))

    expect(number(organiser, 1)).to_have_text("1")
    expect(organiser.get_by_role("button", name="Houd apart")).to_be_focused()


def test_typing_a_name_narrows_the_list(live: Live, session: Session, market: Event, organiser: Page) -> None:
    sign_up(session, market, "Çelik")
    sign_up(session, market, "Henk")
    organiser.goto(f"{live.url}{SLUG}/gasten")
    field = organiser.get_by_label("Voornaam of code")

    field.press_sequentially("celik")

    expect(organiser.locator(".guest-list tbody tr")).to_have_count(1)
    expect(organiser.locator(".guest-list tbody tr")).to_contain_text("Çelik")
    expect(organiser).to_have_url(f"{live.url}{SLUG}/gasten?zoek=celik")
    expect(field).to_be_focused()
    expect(field).to_have_value("celik")


def test_a_list_is_taken_along_with_one_press(live: Live, session: Session, market: Event, organiser: Page) -> None:
    sign_up(session, market, "Fatima")
    organiser.goto(f"{live.url}{SLUG}/gasten")

    with organiser.expect_download() as taken:
        organiser.get_by_role("button", name="Als CSV").click()

    assert taken.value.suggested_filename == "gasten-hulp-in-uw-buurt.csv"


def test_without_script_every_button_still_works(
    live: Live, session: Session, market: Event, ilse: Account, browser: Any, now: Any
) -> None:
    leave_card(session, market, "mad", "De lift is kapot.")
    cookie = signed_in(live.app, session, ilse).get_cookie("beheer")
    context = browser.new_context(locale="nl-NL", java_script_enabled=False)
    context.add_cookies([{"name": "beheer", "value": cookie.value, "url": live.url}])
    page = context.new_page()
    page.goto(f"{live.url}{SLUG}/")

    page.get_by_role("button", name="Houd apart").click()

    expect(page.get_by_role("button", name="Houd apart")).to_have_attribute("aria-pressed", "true")
    context.close()


def test_a_moved_card_counts_in_its_new_list_at_once(
    live: Live, session: Session, market: Event, organiser: Page
) -> None:
    leave_card(session, market, "glad", "Fijne buurt")
    organiser.goto(f"{live.url}{SLUG}/kaarten")
    counts = organiser.locator("#card-states b")
    expect(counts).to_have_text(["1", "0", "0", "1"])

    organiser.locator("button[value=approved]").click()

    expect(counts).to_have_text(["0", "1", "0", "1"])
    expect(organiser.locator("button[value=approved]")).to_have_attribute("aria-pressed", "true")
