"""What only a browser shows of making an event: no barriers, rows without script, digits that come by themselves."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.organiser.sections import SECTIONS
from tests.browser import Live
from tests.cast import PASSWORD

WCAG = {
    "preload": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.browser


@pytest.fixture
def session(live: Live) -> Session:
    """The cast lives in the database of the running server."""
    return db.session()


@pytest.fixture
def at_work(live: Live, page: Page, ilse: Account, market: Event) -> Page:
    page.goto(f"{live.url}/beheer/inloggen?next=/beheer/hulp-in-uw-buurt/apparaten")
    page.get_by_label("E-mailadres").fill("ilse@example.org")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Apparaten")
    return page


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{page.url} {each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_no_page_shuts_anyone_out(live: Live, at_work: Page, language: str) -> None:
    at_work.set_viewport_size(PHONE)
    event = f"{live.url}/beheer/hulp-in-uw-buurt"
    screens = [f"{event}/gegevens/{each.path}" for each in SECTIONS]
    more = [f"{event}/{path}" for path in ("gegevens", "gegevens/talen/ar", "afdrukken", "apparaten", "sluiten")]
    for address in (f"{live.url}/beheer/", f"{live.url}/beheer/nieuw", *screens, *more, f"{event}/afgelasten"):
        at_work.goto(f"{address}?taal={language}")
        assert violations(at_work) == []
        assert fits(at_work), address


def test_errors_take_the_focus_and_shut_nobody_out(live: Live, at_work: Page) -> None:
    at_work.goto(f"{live.url}/beheer/nieuw")
    at_work.get_by_role("button", name="Maak deze bijeenkomst").click()

    expect(at_work.locator("#error-summary")).to_be_focused()
    expect(at_work).to_have_title("Fout: Nieuwe bijeenkomst")
    assert violations(at_work) == []
    at_work.get_by_role("link", name="Schrijf de titel").click()
    expect(at_work.get_by_label("Titel")).to_be_focused()


def test_rows_come_and_go_and_the_new_one_has_the_focus(live: Live, at_work: Page) -> None:
    at_work.goto(f"{live.url}/beheer/hulp-in-uw-buurt/gegevens/wanneer")
    at_work.get_by_label("Plaatsen").first.fill("15")
    at_work.get_by_role("button", name="Moment erbij").click()

    expect(at_work.locator("[name=moments-3-day]")).to_be_focused()
    expect(at_work.get_by_label("Plaatsen").first).to_have_value("15")
    at_work.get_by_role("button", name="Moment 4 weghalen").click()
    expect(at_work.locator("[name=moments-3-day]")).to_have_count(0)


def test_rows_work_without_script_and_enter_saves(
    live: Live, browser: Browser, at_work: Page, monkeypatch: pytest.MonkeyPatch, market: Event
) -> None:
    monkeypatch.setattr(clock, "now", lambda: market.created_at)
    plain = browser.new_context(java_script_enabled=False, locale="nl-NL")
    plain.add_cookies(at_work.context.cookies())
    page = plain.new_page()
    page.goto(f"{live.url}/beheer/hulp-in-uw-buurt/gegevens/wanneer")
    page.get_by_role("button", name="Moment erbij").click()
    expect(page.locator("[name=moments-3-day]")).to_have_value("2026-04-14")
    page.locator("[name=moments-3-places]").fill("7")
    page.locator("[name=moments-3-places]").press("Enter")

    page.wait_for_url("**/gegevens?klaar=wanneer")
    expect(page.get_by_text("7 plaatsen")).to_be_visible()
    plain.close()


def test_the_digits_come_by_themselves_and_yes_opens_the_tablet(live: Live, browser: Browser, at_work: Page) -> None:
    at_work.get_by_label("De tablet in de zaal").check()
    at_work.get_by_label("Naam van het apparaat").fill("Tablet bij de soep")
    at_work.get_by_role("button", name="Maak een link").click()
    link = at_work.locator(".offer-link").get_attribute("href")
    tablet = browser.new_context(locale="nl-NL").new_page()
    tablet.goto(link or "")
    tablet.get_by_role("button", name="Koppel").click()

    asks = at_work.locator(".asks")
    expect(asks).to_be_visible()
    expect(at_work.locator("#offer")).to_be_hidden()
    expect(asks.locator(".pair-digits")).to_have_text(tablet.locator(".pair-digits").inner_text())
    assert violations(at_work) == violations(tablet) == []
    at_work.get_by_role("button", name="Ja, dezelfde cijfers").click()
    tablet.wait_for_url("**/tablet")
    tablet.context.close()


def test_nothing_breaks_the_content_policy(live: Live, at_work: Page) -> None:
    said: list[str] = []
    at_work.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    at_work.on("pageerror", lambda error: said.append(str(error)))
    for path in ("", "nieuw", "hulp-in-uw-buurt/gegevens", "hulp-in-uw-buurt/gegevens/mensen"):
        at_work.goto(f"{live.url}/beheer/{path}")
    at_work.get_by_role("button", name="Persoon erbij").click()
    expect(at_work.locator("[name=people-1-name]")).to_be_focused()

    assert said == []


def test_the_menu_of_a_phone_needs_no_script(live: Live, browser: Browser, at_work: Page) -> None:
    plain = browser.new_context(java_script_enabled=False, locale="nl-NL", viewport=PHONE)  # type: ignore[arg-type]
    plain.add_cookies(at_work.context.cookies())
    page = plain.new_page()
    page.goto(f"{live.url}/beheer/hulp-in-uw-buurt/gegevens")
    page.get_by_text("Menu").click()
    page.locator(".desk-menu").get_by_role("button", name="Uitloggen").click()

    page.wait_for_url("**/beheer/inloggen")
    plain.close()
