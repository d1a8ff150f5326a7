"""The door opens and works with the network off, after a restart of the browser too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.lib.db import db
from tests.browser import Live, eventually, restarted
from tests.cast import paired, sign_up
from tests.door.conftest import Host

pytestmark = pytest.mark.browser

IS_KEPT = "navigator.serviceWorker.controller !== null"
UPDATE = "navigator.serviceWorker.getRegistration('/deur').then(each => each.update())"
WAITS = "navigator.serviceWorker.getRegistration('/deur').then(each => each.waiting !== null)"
IS_GONE = "navigator.serviceWorker.getRegistration('/deur').then(each => each === undefined)"


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@pytest.fixture
def key(live: Live, session: Session, market: Event, now: object) -> str:
    cookie = paired(live.app, session, market, "door").get_cookie("apparaat")
    assert cookie is not None
    return cookie.value


def open_door(context: BrowserContext, live: Live) -> Page:
    page = context.pages[0]
    page.goto(f"{live.url}/deur")
    page.wait_for_selector("body[data-screen=scan]")
    eventually(lambda: bool(page.evaluate(IS_KEPT)), page)
    return page


def keeps(context: BrowserContext, live: Live, key: str) -> Page:
    """A phone with the door on it, online until the list is there."""
    context.add_cookies([{"name": "apparaat", "value": key, "url": live.url, "expires": 4102444800}])
    page = open_door(context, live)
    page.wait_for_selector("#bar[data-listed='1']")
    return page


def settled(page: Page) -> None:
    """What the page keeps of the list is written a moment after it changed."""
    page.wait_for_timeout(600)


def test_the_door_opens_and_lets_in_with_the_network_off_after_a_restart(
    live: Live, playwright: Playwright, session: Session, market: Event, key: str, tmp_path: Path
) -> None:
    ticket = sign_up(session, market, "Fatima").ticket
    first = restarted(playwright, tmp_path / "phone")
    settled(keeps(first, live, key))
    first.close()

    phone = restarted(playwright, tmp_path / "phone", offline=True)
    host = Host(open_door(phone, live), session)
    host.types(ticket)

    host.greets("Welkom Fatima")
    host.counts(0)
    phone.set_offline(False)
    host.counts(1)
    phone.close()


def test_a_newer_page_waits_until_nobody_is_being_helped(
    live: Live, playwright: Playwright, session: Session, market: Event, key: str, tmp_path: Path
) -> None:
    ticket = sign_up(session, market, "Fatima").ticket
    phone = restarted(playwright, tmp_path / "phone")
    host = Host(keeps(phone, live, key), session)
    host.types(ticket)
    host.shows("welcome")
    market.texts[0].title = "Een andere naam"
    session.commit()

    host.page.evaluate(UPDATE)
    eventually(lambda: bool(host.page.evaluate(WAITS)), host.page)
    host.greets("Welkom Fatima")
    host.press("next")
    host.never_says("Een andere naam")

    host.page.evaluate("document.body.dataset.since = -60000")
    host.says("Een andere naam", "main.scan")
    phone.close()


def test_a_withdrawn_phone_keeps_no_page_and_no_list(
    live: Live, playwright: Playwright, session: Session, market: Event, key: str, tmp_path: Path
) -> None:
    sign_up(session, market, "Fatima")
    phone = restarted(playwright, tmp_path / "phone")
    page = keeps(phone, live, key)
    session.query(Device).one().state = "withdrawn"
    session.commit()

    page.wait_for_selector("#bar[data-line=unpaired]")
    eventually(lambda: bool(page.evaluate(IS_GONE)), page)

    assert page.evaluate("caches.keys()") == []
    page.goto(f"{live.url}/deur")
    assert page.locator("#bar").count() == 0
    phone.close()


def test_the_worker_names_every_file_that_the_page_loads(live: Live, session: Session, key: str) -> None:
    client = live.app.test_client()
    client.set_cookie("apparaat", key)
    answer = client.get("/deur/werker.js")
    shell = json.loads(answer.text.removeprefix("const SHELL = ").split(";\n", 1)[0])

    assert answer.headers["Service-Worker-Allowed"] == shell["page"] == "/deur"
    assert all(client.get(part).status_code == 200 for part in shell["parts"])
    assert any(part.endswith("/js/door/main.js") for part in shell["parts"])


def test_the_page_needs_nothing_that_the_worker_did_not_keep(
    live: Live, playwright: Playwright, session: Session, market: Event, key: str, tmp_path: Path
) -> None:
    sign_up(session, market, "Fatima")
    phone = restarted(playwright, tmp_path / "phone")
    page = keeps(phone, live, key)
    loaded = page.evaluate("performance.getEntriesByType('resource').map(each => new URL(each.name).pathname)")

    kept = page.evaluate(
        "caches.keys().then(names => caches.open(names[0])).then(each => each.keys())"
        ".then(all => all.map(each => new URL(each.url).pathname))"
    )

    assert {each for each in loaded if each.startswith("/static/")} <= set(kept)
    phone.close()
