"""What only eyes would see: one A4, sides that mirror, numbers that do not break, one yellow button a screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.events.queries import day_code
from kiosk.guests.models import Party
from kiosk.lib.db import db
from tests.browser import Live, follow
from tests.cards.deck import card
from tests.cast import Acts, paired, sign_up
from tests.conftest import MARKET_DAY
from tests.site.test_in_a_browser import clean

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("now")]

PAGE = "/bijeenkomst/hulp-in-uw-buurt"
SECRET = "A" * 26
HELP = {"interpreter": "Arabisch", "wheelchair": True, "child_care": True, "other": "een lift met de auto"}


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@pytest.fixture
def party(session: Session, market: Event) -> Party:
    return sign_up(session, market, "Fatima", "Jan", email="fatima@example.org", help=HELP)


@pytest.fixture(params=["nl", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def narrow(page: Page) -> Page:
    page.set_viewport_size({"width": 320, "height": 640})
    return page


def one_way_on(page: Page) -> None:
    """Clean, and at most one yellow button."""
    clean(page)
    assert page.locator("main .press-go").count() <= 1, page.url


@pytest.mark.parametrize("state", ["signed_up", "waiting", "cancelled"])
def test_my_page_is_clean_in_every_state(
    live: Live, narrow: Page, session: Session, party: Party, language: str, state: str
) -> None:
    party.state = state
    session.commit()
    narrow.goto(f"{live.url}/mijn/{party.mine}?taal={language}&bewaard=who")
    one_way_on(narrow)
    narrow.goto(f"{live.url}/mijn/{party.mine}/wijzig/who")
    one_way_on(narrow)


def test_the_poster_is_clean_on_every_screen(
    live: Live, narrow: Page, session: Session, market: Event, language: str
) -> None:
    sign_up(session, market, "Fatima")
    sign_up(session, market, "Fatima")
    poster = f"{live.url}/ik-ben-er/{day_code(market.id, MARKET_DAY)}?taal={language}"
    narrow.goto(poster)
    narrow.fill("#name", "Fatima")
    follow(narrow, "button[value=new]")
    one_way_on(narrow)
    follow(narrow, "button[value=other]")
    one_way_on(narrow)
    narrow.goto(poster)
    one_way_on(narrow)
    expect(narrow.locator(".page-glow")).to_have_count(0)


def test_the_pages_of_a_slip_are_clean(
    live: Live, narrow: Page, session: Session, market: Event, language: str
) -> None:
    tablet = Acts(paired(live.app, session, market, "tablet"))
    tablet.do("lease", {})
    tablet.do("card", card(kind="mad", text="Te donker bij de halte", slip=57, secret=SECRET, digits="4071"))
    narrow.goto(f"{live.url}/kaart/{SECRET}?taal={language}")
    one_way_on(narrow)
    narrow.goto(f"{live.url}/kaart")
    one_way_on(narrow)
    follow(narrow, "main .press-go")
    expect(narrow.locator("#error-summary")).to_be_focused()
    one_way_on(narrow)


def test_a_refusal_is_clean_too(live: Live, narrow: Page, session: Session, party: Party, language: str) -> None:
    for path in ("/geen", f"/mijn/{'A' * 26}", f"/kaart/{SECRET}"):
        narrow.goto(f"{live.url}{path}?taal={language}")
        one_way_on(narrow)
    for _ in range(20):
        narrow.request.get(f"{live.url}/kaart/{SECRET}")
    assert narrow.goto(f"{live.url}/kaart/{SECRET}").status == 429  # type: ignore[union-attr]
    one_way_on(narrow)


def test_a_cancelled_and_a_past_event_are_clean(
    live: Live, narrow: Page, session: Session, market: Event, language: str
) -> None:
    for market.state in ("cancelled", "closed"):
        session.commit()
        for path in (PAGE, PAGE + "/aanmelden"):
            narrow.goto(f"{live.url}{path}?taal={language}")
            one_way_on(narrow)


@pytest.mark.parametrize("path", ["/mijn/{mine}", PAGE])
def test_on_paper_it_is_one_a4(live: Live, page: Page, party: Party, language: str, path: str) -> None:
    page.goto(f"{live.url}{path.format(mine=party.mine)}?taal={language}")

    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def test_on_paper_nothing_is_left_to_press(live: Live, page: Page, party: Party) -> None:
    page.emulate_media(media="print")
    for path in (f"/mijn/{party.mine}", PAGE):
        page.goto(live.url + path)
        expect(page.locator(".facts").first).to_be_visible()
        for each in page.locator(".press, .languages, .changes a, .page-foot a").all():
            expect(each).to_be_hidden()


def test_icons_stand_where_reading_begins(live: Live, page: Page, party: Party, language: str) -> None:
    page.goto(f"{live.url}/mijn/{party.mine}?taal={language}")
    pairs = page.evaluate(
        """() => [...document.querySelectorAll('.facts > li, .changes a, .help-line')].map(each =>
        [each.querySelector('svg'), each.lastElementChild].map(part => part.getBoundingClientRect().x))"""
    )

    assert len(pairs) >= 6
    assert all((icon > words) == (language == "ar") for icon, words in pairs)


def test_what_was_asked_for_has_room(live: Live, narrow: Page, party: Party, language: str) -> None:
    narrow.goto(f"{live.url}/mijn/{party.mine}?taal={language}")
    lines = narrow.evaluate(
        """() => [...document.querySelectorAll('.facts li li')].map(each => { const range = document.createRange();
        range.selectNodeContents(each.firstChild); return range.getClientRects().length })"""
    )

    assert len(lines) == 4
    assert lines[0] == 1


def test_the_example_of_a_phone_number_stays_whole(live: Live, narrow: Page, party: Party, language: str) -> None:
    narrow.goto(f"{live.url}/mijn/{party.mine}/wijzig/contact?taal={language}")
    narrow.fill("#phone", "12")
    follow(narrow, "main .press-go")
    one_way_on(narrow)
    boxes = narrow.evaluate(
        """() => { const words = document.querySelector('#phone-error span').firstChild;
        const start = words.data.indexOf('06'), range = document.createRange();
        return [0, 11].map(at => { range.setStart(words, start + at); range.setEnd(words, start + at + 2);
          const box = range.getBoundingClientRect(); return [box.x, box.y]; }) }"""
    )
    (first_x, first_y), (last_x, last_y) = boxes

    assert first_y == last_y
    assert first_x < last_x


def test_fatima_comes_in_with_a_first_name_only(live: Live, browser: Browser, market: Event) -> None:
    """In Arabic, without JavaScript, on a phone; every screen in her language."""
    context = browser.new_context(
        java_script_enabled=False, locale="ar", viewport={"width": 390, "height": 844}, timezone_id="Europe/Amsterdam"
    )
    page = context.new_page()
    page.goto(live.url + PAGE)
    follow(page, "main .press-go")
    page.locator("#moment-0").check()
    page.locator("#name").fill("فاطمة")
    for button in ("next", "next", "next", "send"):
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert page.locator("main .press-go").count() == 1
        assert not re.search(r"[A-Za-z]{3}", page.locator("main").inner_text())
        follow(page, f"main form button[value='{button}']")
    expect(page.locator(".code")).to_be_visible()
    page.goto(f"{live.url}/ik-ben-er/{day_code(market.id, MARKET_DAY)}")
    page.locator("button[value=known]").click()
    expect(page.locator("h1")).to_contain_text("فاطمة")
    context.close()
