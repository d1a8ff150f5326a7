"""What goes wrong at a door: double taps, strange codes, other keyboards, a slow or broken server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts.models import Quarantined
from kiosk.events.models import Event
from kiosk.lib import tokens
from kiosk.lib.db import db
from tests.browser import Live, eventually
from tests.cast import sign_up
from tests.door.conftest import Host
from tests.door.scanner import AZERTY, scan

pytestmark = pytest.mark.browser


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@pytest.fixture
def sent(host: Host) -> list[bytes]:
    """What acts this page sent to the server."""
    bodies: list[bytes] = []
    host.page.on("request", lambda request: bodies.append(request.post_data_buffer or b""))
    return bodies


def hold(host: Host) -> list[Route]:
    """From now on acts get no answer, until `let_go`."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    host.page.route("**/acts", keep)
    return held


def let_go(host: Host) -> None:
    host.page.unroute("**/acts")


TWICE = "each => { each.click(); each.click() }"


def test_let_in_pressed_twice_is_one_guest(host: Host) -> None:
    host.types("ABCD2345")
    host.shows("unknown")

    host.page.locator("[data-act=let-in] >> visible=true").evaluate(TWICE)

    host.shows("welcome")
    host.page.wait_for_selector("#standing:has-text('1 binnen')")
    host.counts(1)


def test_a_new_guest_sent_twice_is_one_guest(host: Host) -> None:
    host.press("new")
    host.page.locator("#new-form button[type=submit]").evaluate(TWICE)

    host.shows("welcome")
    host.page.wait_for_selector("#standing:has-text('1 binnen')")
    host.counts(1)


def test_one_code_scanned_twice_in_a_second_is_one_answer(host: Host, session: Session, market: Event) -> None:
    code = sign_up(session, market, "Fatima").ticket
    scan(host.page, code, at=10_000)
    scan(host.page, code, at=10_700)

    host.shows("welcome")
    host.counts(1)


@pytest.mark.parametrize("read", ["WIFI:S:Thuis;T:WPA;P:geheim;;", "https://example.org/menu", "x" * 4096, "8710400"])
def test_a_code_that_is_not_ours_never_leaves_the_device(host: Host, sent: list[bytes], read: str) -> None:
    scan(host.page, read)

    host.shows("unknown")
    host.says("Dit is geen code van ons.")
    assert not any(b"arrive" in body for body in sent)


@pytest.mark.parametrize(
    ("read", "layout", "end"),
    [
        ("https://kiosk.example.nl/t/{}", AZERTY, "\n"),
        ("]q1https://kiosk.example.nl/t/{}", {}, "\n"),
        ("]q1{}", {}, "\n"),
        ("https://kiosk.example.nl/t/{}/", {}, "\t"),
        ("{}", {}, "\n\n"),
    ],
)
def test_a_scanner_need_not_be_set_up(
    host: Host, session: Session, market: Event, read: str, layout: dict[int, str], end: str
) -> None:
    code = sign_up(session, market, "Fatima").ticket

    scan(host.page, read.format(code.lower()), layout, end)

    host.shows("welcome")
    host.greets("Welkom Fatima")


@pytest.mark.parametrize(("gap", "pause"), [(5, 400), (110, 0)], ids=["stops for a moment", "is slow"])
def test_a_scanner_that_falters_is_read_to_the_end(
    host: Host, session: Session, market: Event, gap: float, pause: float
) -> None:
    code = sign_up(session, market, "Fatima").ticket

    scan(host.page, f"https://kiosk.example.nl/T/{code}", gap=gap, pause=pause)

    host.greets("Welkom Fatima")


def test_a_hand_is_no_scanner(host: Host, session: Session, market: Event) -> None:
    host.press("new")

    scan(host.page, "Annelies", gap=120)

    host.shows("new")


def test_a_scanner_is_heard_on_every_screen(host: Host, session: Session, market: Event) -> None:
    host.types("ABCD2345")
    host.shows("unknown")
    scan(host.page, sign_up(session, market, "Fatima").ticket)
    host.page.locator("#answer h1", has_text="Fatima").wait_for()
    host.press("next")
    host.press("new")

    scan(host.page, sign_up(session, market, "Marek").ticket)

    host.page.locator("#answer h1", has_text="Marek").wait_for()
    host.counts(2)


def test_a_slow_server_keeps_nobody_waiting(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    host.knows(1)
    hold(host)
    host.types(party.ticket)
    host.shows("welcome")
    host.greets("Welkom Fatima")
    host.counts(0)

    let_go(host)

    host.counts(1)


def test_who_was_overtaken_before_an_answer_came_is_counted(host: Host) -> None:
    held = hold(host)
    scan(host.page, tokens.new(), at=10_000)
    eventually(lambda: bool(held), host.page)
    scan(host.page, tokens.new(), at=20_000)
    let_go(host)

    host.page.wait_for_selector("#standing:has-text('2 binnen')")
    host.counts(2)


def test_who_was_let_in_unseen_is_taken_back_afterwards(host: Host) -> None:
    hold(host)
    scan(host.page, tokens.new())
    host.shows("saved")
    let_go(host)
    host.page.wait_for_selector("#standing:has-text('1 binnen')")

    host.press("wrong")

    host.shows("undone")
    host.page.wait_for_selector("#standing:has-text('0 binnen')")
    host.counts(0)


def test_a_server_in_trouble_loses_nothing(host: Host, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima")
    host.knows(1)
    for address in ("**/acts", "**/deur/lijst*"):
        host.page.route(address, lambda route: route.fulfill(status=500, body="Traceback"))
    host.press("search")
    host.page.fill("#search-field", "fatma")
    host.page.click(".rows button")
    host.shows("welcome")
    host.greets("Welkom Fatima")
    host.never_says("Traceback")
    host.page.unroute("**/acts")
    host.page.evaluate("dispatchEvent(new Event('online'))")

    host.counts(1)


def withdraw(session: Session) -> None:
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()


def test_a_phone_that_was_withdrawn_says_so_on_every_screen(host: Host, session: Session) -> None:
    withdraw(session)
    host.press("search")
    host.page.fill("#search-field", "fatima")

    host.page.wait_for_selector("#bar[data-line=unpaired]")
    host.says("Dit apparaat is losgekoppeld.", "#bar")
    host.says("voeg een nieuwe gast toe")


def test_a_withdrawn_phone_that_starts_again_brings_what_it_kept(host: Host, session: Session) -> None:
    held = hold(host)
    scan(host.page, tokens.new())
    host.shows("saved")
    withdraw(session)
    for each in held:
        each.abort()
    let_go(host)
    host.page.reload()

    expect(host.page.get_by_role("heading", name="Dit apparaat is losgekoppeld")).to_be_visible()
    expect(host.page.get_by_text("Op dit apparaat staat niets meer.")).to_be_visible()
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Quarantined)) == 1


def test_a_phone_that_can_keep_nothing_says_to_write_it_down(host: Host) -> None:
    host.page.evaluate("""async () => {
      for (const { name } of await indexedDB.databases())
        await new Promise(done => (indexedDB.deleteDatabase(name).onsuccess = done))
    }""")
    scan(host.page, tokens.new())

    host.shows("lost")
    host.says("Laat de gast binnen.")
    host.press("next")
    host.shows("scan")


def test_a_mistake_is_still_found_some_guests_later(host: Host, session: Session, market: Event) -> None:
    host.press("new")
    host.page.press("#new-field", "Enter")
    host.shows("welcome")
    for name in ("Fatima", "Marek"):
        host.press("next")
        host.types(sign_up(session, market, name).ticket)
        host.page.locator("#answer h1", has_text=name).wait_for()
    host.press("next")
    host.page.get_by_role("button", name="Vorige gast: Marek").click()
    host.page.get_by_role("button", name="Bekijk gast").click()
    host.greets("Welkom gast")
    host.press("wrong")

    host.shows("undone")
    host.counts(2)
    host.press("next")
    host.press("recent")
    host.says("Niet meer binnen")
