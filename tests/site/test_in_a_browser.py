"""What only a browser can show: keyboard, narrow screens, Back, contrast, and how little travels."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from kiosk.events.models import Event
from kiosk.events.queries import day_code
from kiosk.guests.models import Party
from kiosk.lib import assets
from kiosk.lib.db import db
from kiosk.lib.settings import resources
from tests.browser import Live, follow
from tests.cast import sign_up
from tests.conftest import MARKET_DAY, app_on

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("now")]

PAGE = "/bijeenkomst/hulp-in-uw-buurt"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
SMALL = """() => [...document.querySelectorAll(
    'a, button, select, summary, label.choice, label.slip-option, input:not([type=hidden])')]
  .filter(each => each.checkVisibility() && !each.matches('label input, .utrecht-skip-link'))
  .filter(each => !(each.matches('a') && each.closest('p, .error-words') && !each.matches('.press')))
  .map(each => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 47.5 || box.width < 44).map(([html, box]) => html + ' ' + box.height)"""


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@pytest.fixture(params=["nl", "en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def clean(page: Page) -> None:
    """No violation of WCAG 2.2 AA, no sideways scroll, no small target."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.evaluate(SMALL) == []


def go(page: Page, name: str = "next") -> None:
    follow(page, f"main form button[value='{name}']")


@pytest.mark.parametrize("width", [320, 390])
def test_every_screen_of_the_sign_up_is_clean(live: Live, page: Page, market: Event, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for path in ("/", PAGE, PAGE + "/aanmelden"):
        page.goto(f"{live.url}{path}?taal={language}")
        clean(page)
    go(page)
    clean(page)
    page.check("#moment-0")
    page.check("#together")
    go(page, "nameless")
    page.check("#interpreter")
    page.check("#interpreter_language-0")
    clean(page)
    go(page)
    page.fill("#email", "geen")
    go(page)
    clean(page)
    go(page, "nothing")
    clean(page)
    go(page, "send")
    expect(page.locator(".code")).to_be_visible()
    clean(page)


def test_the_pages_behind_my_link_are_clean(
    live: Live, page: Page, session: Session, market: Event, language: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 844})
    mine = sign_up(session, market, "Fatima", "Jan", email="fatima@example.org").mine
    for path in ("", "/wijzig/who", "/wijzig/help", "/wijzig/contact", "/afmelden"):
        page.goto(f"{live.url}/mijn/{mine}{path}?taal={language}")
        clean(page)


def test_the_poster_and_the_papers_are_clean(live: Live, page: Page, market: Event, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 844})
    poster = f"/ik-ben-er/{day_code(market.id, MARKET_DAY)}"
    for path in ("/privacy", "/toegankelijkheid", "/T/ABCDEFGH", "/bijeenkomst/geen", poster):
        page.goto(f"{live.url}{path}?taal={language}")
        clean(page)
    follow(page, "button[value=code]")
    clean(page)
    follow(page, "button[value=new]")
    clean(page)


def test_the_whole_sign_up_goes_by_keyboard(live: Live, page: Page, market: Event) -> None:
    page.goto(live.url + PAGE)
    press_until(page, "a.press-go", "Enter")
    press_until(page, "#moment-0", "Space")
    press_until(page, "#name", None)
    page.keyboard.type("Fatima")
    press_until(page, "button[value=next]", "Enter")
    press_until(page, "#wheelchair", "Space")
    press_until(page, "button[value=next]", "Enter")
    press_until(page, "main button[value=next]", "Enter")
    press_until(page, "button[value=send]", "Enter")

    expect(page.locator("h1")).to_contain_text("Fatima")


def press_until(page: Page, target: str, key: str | None) -> None:
    """Tabs on to the target, seeing at each step where the focus is; then presses the key."""
    expect(page.locator(target).first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = "getComputedStyle(document.activeElement.closest('.choice') ?? document.activeElement).outlineStyle"
        assert page.evaluate(f"document.activeElement === document.body || {outline} !== 'none'")
        if page.evaluate("target => document.activeElement.matches(target)", target):
            break
    else:
        raise AssertionError(f"no Tab leads to {target}")
    if key:
        page.keyboard.press(key)


def test_an_error_has_the_focus(live: Live, page: Page, market: Event) -> None:
    page.goto(live.url + PAGE + "/aanmelden")
    go(page)

    expect(page.locator("#error-summary")).to_be_focused()
    page.locator("#error-summary a").last.click()
    expect(page.locator("#name")).to_be_focused()


def test_the_browsers_back_button_keeps_what_was_typed(live: Live, page: Page, market: Event) -> None:
    page.goto(live.url + PAGE + "/aanmelden")
    page.check("#moment-1")
    page.fill("#name", "Fatima")
    go(page)
    page.fill("#other", "een lift")
    go(page)
    expect(page.locator("#email")).to_be_visible()
    page.go_back()
    expect(page.locator("#other")).to_have_value("een lift")
    page.go_back()

    expect(page.locator("#name")).to_have_value("Fatima")
    expect(page.locator("#moment-1")).to_be_checked()


def test_back_after_signing_up_and_sending_again_is_one_sign_up(
    live: Live, page: Page, session: Session, market: Event
) -> None:
    page.goto(live.url + PAGE + "/aanmelden")
    page.check("#moment-1")
    page.fill("#name", "Fatima")
    for _ in range(3):
        go(page)
    go(page, "send")
    expect(page.locator("h1")).to_contain_text("U bent aangemeld")
    mine = page.url
    page.go_back()
    go(page, "send")

    expect(page).to_have_url(mine)
    assert session.scalar(select(func.count()).select_from(Party)) == 1


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    yield context.new_page()
    context.close()


def test_everything_works_without_javascript(live: Live, plain: Page, market: Event) -> None:
    plain.goto(live.url + PAGE)
    follow(plain, "a.press-go")
    plain.locator("#moment-0").check()
    plain.locator("#name").fill("Olena")
    for button in ("next", "next", "next", "send"):
        go(plain, button)
    follow(plain, "a[href$='/afmelden']")
    follow(plain, "main form button")

    expect(plain.locator("h1")).to_contain_text("U bent afgemeld")


def test_a_language_chosen_half_way_keeps_the_answers(live: Live, page: Page, market: Event) -> None:
    page.goto(live.url + PAGE + "/aanmelden")
    page.fill("#name", "Fatima")
    page.locator(".languages summary").click()
    page.locator(".languages button[lang=ar]").click()

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("#name")).to_have_value("Fatima")


def test_no_page_asks_another_host_or_breaks_a_rule(live: Live, page: Page, session: Session, market: Event) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    mine = sign_up(session, market, "Fatima").mine
    for path in ("/", PAGE, PAGE + "/aanmelden", f"/mijn/{mine}", "/privacy"):
        page.goto(live.url + path)

    assert {url for url in asked if not url.startswith(live.url)} == set()
    assert said == []


@pytest.fixture
def packed(sqlite_url: str, tmp_path: Path, live: Live) -> Iterator[str]:
    """A server as in earnest: style sheets put together and compressed."""
    assets.compress(resources() / "static", tmp_path)
    server = make_server("127.0.0.1", 0, app_on(sqlite_url, tmp_path), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def test_a_first_visit_is_small(packed: str, context: BrowserContext, market: Event) -> None:
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(packed + PAGE, wait_until="networkidle")
    assert sum(sizes) <= 30_000
    assert len(sizes) <= 4
    page.goto(packed + PAGE + "/aanmelden", wait_until="networkidle")

    assert sum(sizes) <= 30_000, sizes
