"""The host's phone: scan, answer, next; with and without the line."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.guests.models import Guest
from kiosk.lib import tokens
from kiosk.lib.db import db
from tests.browser import Live
from tests.cast import sign_up
from tests.door.conftest import Host, open_door
from tests.door.scanner import scan

pytestmark = pytest.mark.browser

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
SMALL = """() => [...document.querySelectorAll('a, button, input, label:has(input)')]
  .filter(each => each.checkVisibility() && !each.closest('.who label > *'))
  .filter(each => each.getBoundingClientRect().height < 47.5 && each.type !== 'checkbox')
  .map(each => each.outerHTML.slice(0, 90))"""


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


def clean(page: Page) -> None:
    """No violation of WCAG 2.2 AA, no sideways scroll, no small target."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(SMALL) == []


def test_the_answers_fill_the_screen_each_in_its_own_way(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", None, help={"interpreter": "ar"})
    grounds = set()
    for code, screen, words in (
        (party.ticket, "welcome", "Welkom Fatima"),
        (party.ticket, "already", "Al binnen Fatima"),
        (tokens.new(), "unknown", "Niet op de lijst"),
    ):
        host.types(code)
        host.shows(screen)
        host.greets(words)
        assert host.page.evaluate("document.activeElement.tagName") == "H1"
        grounds.add(host.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        clean(host.page)
        host.press("retype" if screen == "unknown" else "next")
    assert len(grounds) == 3
    host.counts(2)


def test_what_would_help_and_how_many_are_on_the_screen(host: Host, session: Session, market: Event) -> None:
    host.types(sign_up(session, market, "Fatima", None, help={"wheelchair": True}).ticket)
    host.shows("welcome")

    words = host.page.locator("#answer").inner_text()

    assert "2 personen, om 14.00\u00a0uur" in words
    assert "Vraag hoe u kunt helpen." in words
    assert host.page.locator(".badges a").first.get_attribute("href").startswith("/deur/naamkaartje/")


def test_a_name_is_found_and_let_in(host: Host, session: Session, market: Event) -> None:
    sign_up(session, market, "Maryam")
    host.press("search")
    clean(host.page)
    host.page.fill("#search-field", "mar")
    host.page.wait_for_selector(".rows li")
    clean(host.page)

    host.page.click(".rows button")

    host.shows("welcome")
    host.greets("Welkom Maryam")


def test_a_walk_in_takes_two_presses(host: Host) -> None:
    host.press("new")
    clean(host.page)
    host.page.locator("#new-form button[type=submit]").click()

    host.shows("welcome")
    host.greets("Welkom gast")
    host.counts(1)


def test_a_walk_in_who_is_on_the_list_becomes_one_with_it(host: Host, session: Session, market: Event) -> None:
    expected = sign_up(session, market, "Maryam").guests[0].id
    host.press("new")
    host.page.fill("#new-field", "Maryam")
    host.page.press("#new-field", "Enter")
    host.shows("welcome")
    host.says("Maryam staat ook op de lijst.", "#answer")
    host.press("same")

    host.says("Dat is één gast.", "#answer")
    host.let_in(expected)


def test_what_is_not_right_is_taken_back(host: Host, session: Session, market: Event) -> None:
    host.types(sign_up(session, market, "Fatima").ticket)
    host.shows("welcome")
    host.press("wrong")

    host.shows("undone")
    host.says("Fatima telt nu niet als binnen.", "#answer")
    clean(host.page)
    host.counts(0)


def test_of_a_party_only_those_who_are_here_come_in(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    host.types(party.ticket)
    host.shows("welcome")
    host.press("wrong")
    host.shows("who")
    clean(host.page)
    host.page.get_by_label("Ali").uncheck()
    host.press("these")

    host.shows("welcome")
    host.greets("Welkom Fatima")
    host.let_in(party.guests[0].id)


def test_who_is_not_on_the_list_is_let_in_with_one_press(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Olena", state="waiting")
    host.types(party.ticket)
    host.shows("unknown")
    host.says("Olena staat op de wachtlijst.", "#answer")

    host.press("let-in")

    host.shows("welcome")
    host.greets("Welkom Olena")
    assert len(session.scalars(select(Guest)).all()) == 1


def test_a_usb_scanner_types_wherever_the_focus_is(host: Host, session: Session, market: Event) -> None:
    first, second = sign_up(session, market, "Fatima"), sign_up(session, market, "Marek")
    host.page.locator("[data-act=search]").focus()
    scan(host.page, f"https://kiosk.example.nl/T/{first.ticket}", at=10_000)
    host.shows("welcome")

    scan(host.page, second.ticket, at=20_000)

    host.page.locator("#answer h1", has_text="Marek").wait_for()


def test_without_a_camera_the_door_goes_on(host: Host) -> None:
    host.page.wait_for_selector("#finder[data-camera=missing], #finder[data-camera=refused]")

    host.says("Typ de code, of zoek op naam.", "#finder")
    clean(host.page)


def test_without_internet_nobody_waits_and_nothing_is_lost(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    host.knows(1)
    host.page.context.set_offline(True)
    host.types(party.ticket)
    host.shows("welcome")
    host.greets("Welkom Fatima")
    host.says("Geen internet. Ga door.", "#bar")
    host.says("1 te versturen", "#bar")
    clean(host.page)
    host.counts(0)

    host.page.context.set_offline(False)

    host.counts(1)


def test_an_act_outlives_its_page(host: Host, session: Session, market: Event) -> None:
    host.page.route("**/acts", lambda route: route.abort())
    scan(host.page, sign_up(session, market, "Fatima").ticket)
    host.page.wait_for_selector("body[data-screen=saved], body[data-screen=welcome]")
    host.page.unroute("**/acts")
    host.page.reload()

    host.counts(1)


def test_an_answer_that_got_lost_on_the_way_is_asked_for_again(host: Host, session: Session, market: Event) -> None:
    lost = []

    def lose_the_first(route: Route) -> None:
        if lost or b"arrive" not in (route.request.post_data_buffer or b""):
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    host.page.route("**/acts", lose_the_first)
    host.types(sign_up(session, market, "Fatima").ticket)

    host.shows("welcome")
    host.counts(1)
    assert len(lost) == 1


def test_who_was_let_in_unseen_and_was_not_on_the_list_is_counted(host: Host) -> None:
    host.page.route("**/acts", lambda route: route.abort())
    scan(host.page, tokens.new())
    host.shows("saved")
    host.page.unroute("**/acts")
    host.page.evaluate("dispatchEvent(new Event('online'))")

    host.counts(1)


def test_a_withdrawn_phone_keeps_what_it_has_and_says_so(host: Host, session: Session, market: Event) -> None:
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()
    host.types(sign_up(session, market, "Fatima").ticket)

    host.shows("saved")
    host.says("Zeg het tegen de organisator.", "#answer")
    host.counts(0)


def test_two_phones_and_one_code(host: Host, live: Live, browser: Browser, session: Session, market: Event) -> None:
    other = Host(open_door(live, browser, live.app, session, market), session)
    code = sign_up(session, market, "Fatima").ticket
    for each in (host, other):
        each.knows(1)
        each.page.route("**/acts", lambda route: route.abort())
    for each in (host, other):
        each.types(code)
        each.greets("Welkom Fatima")
        each.page.unroute("**/acts")
        each.page.evaluate("dispatchEvent(new Event('online'))")
        host.counts(1)

    other.says("Ook gescand om", "#answer")
    other.page.context.close()
    host.counts(1)


@pytest.mark.parametrize("size", [(320, 640), (820, 1180), (1180, 820)])
def test_it_fits_small_phones_and_tablets_and_mirrors(
    host: Host, session: Session, market: Event, size: tuple[int, int]
) -> None:
    host.page.set_viewport_size({"width": size[0], "height": size[1]})
    host.page.goto(host.page.url + "?taal=ar")
    host.shows("scan")
    clean(host.page)
    host.types(sign_up(session, market, "Maximiliaan-Alexander", "فاطمة").ticket)
    host.shows("welcome")

    assert host.page.evaluate("document.documentElement.dir") == "rtl"
    clean(host.page)
