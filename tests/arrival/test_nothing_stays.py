"""Back to the start: after a quiet time, at "Klaar", and when the tablet is taken out of use. Nothing is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event
from tests.arrival.conftest import Entrance
from tests.browser import eventually
from tests.cast import sign_up

pytestmark = pytest.mark.browser

IS_KEPT = "navigator.serviceWorker.controller !== null"


def nothing_is_left(kiosk: Entrance) -> None:
    kiosk.page.locator("#start").wait_for(state="visible")
    assert kiosk.page.locator("#visit").inner_html() == ""
    assert "Canary" not in kiosk.page.content()
    assert kiosk.page.evaluate("[document.documentElement.lang, localStorage.length]") == ["nl", 0]


@pytest.mark.parametrize("way", ["welcome", "new"])
def test_a_quiet_time_counts_down_and_empties_the_screen(
    kiosk_on: Callable[..., Entrance], live_session: Session, live_market: Event, way: str
) -> None:
    party = sign_up(live_session, live_market, "Canary", language="tr")
    kiosk = kiosk_on(clock=True)
    if way == "welcome":
        kiosk.scan(party.ticket)
    else:
        kiosk.choose("tr")
        kiosk.press("[data-go=new]")
        kiosk.page.keyboard.type("Canary")
    kiosk.see(way)
    kiosk.page.clock.run_for(88_000)
    assert kiosk.page.locator("#still").is_hidden()
    kiosk.page.clock.run_for(4_000)
    assert kiosk.page.locator("#still").is_visible()
    kiosk.page.clock.run_for(20_000)

    nothing_is_left(kiosk)


def test_done_goes_back_to_the_start_and_the_next_guest_has_their_own_language(
    kiosk_on: Callable[..., Entrance], live_session: Session, live_market: Event
) -> None:
    party = sign_up(live_session, live_market, "Canary", language="tr")
    kiosk = kiosk_on()
    kiosk.scan(party.ticket)
    kiosk.see("welcome")
    kiosk.press("[data-end]")
    nothing_is_left(kiosk)

    kiosk.scan("../wifi")

    kiosk.greets("strange", "Dit is geen code van ons.")


def withdraw(session: Session, device_id: int) -> None:
    session.rollback()
    session.execute(update(Device).where(Device.id == device_id).values(state="withdrawn"))
    session.commit()


def test_a_withdrawn_tablet_says_so_and_keeps_no_list(
    kiosk_on: Callable[..., Entrance], live_session: Session, live_market: Event, device: Device
) -> None:
    sign_up(live_session, live_market, "Fatima")
    kiosk = kiosk_on()
    withdraw(live_session, device.id)

    expect(kiosk.page.locator(".trouble-words")).to_be_visible()
    kiosk.page.wait_for_selector("body[data-listed='0']")
    kiosk.page.goto(f"{kiosk.live.url}/aankomst")
    expect(kiosk.page.locator("#last")).to_have_attribute("data-queues", "arrival")


def test_it_opens_and_lets_in_without_network(
    kiosk_on: Callable[..., Entrance], live_session: Session, live_market: Event
) -> None:
    party = sign_up(live_session, live_market, "Fatima")
    kiosk = kiosk_on()
    eventually(lambda: bool(kiosk.page.evaluate(IS_KEPT)), kiosk.page)
    eventually(lambda: _is_written(kiosk), kiosk.page)
    kiosk.page.context.set_offline(True)
    kiosk.page.reload()
    kiosk.page.wait_for_selector("body[data-listed='1']")

    kiosk.scan(party.ticket)

    kiosk.greets("welcome", "Welkom\nFatima")
    kiosk.page.context.set_offline(False)
    kiosk.let_in(live_session, 1)


def _is_written(kiosk: Entrance) -> bool:
    """The list is written a moment after it came."""
    return bool(kiosk.page.evaluate(WRITTEN, kiosk.page.evaluate("document.documentElement.dataset.device")))


WRITTEN = """(device) => new Promise((done, failed) => {
  const opened = indexedDB.open(`kiosk-list-${device}`);
  opened.onsuccess = () => {
    const database = opened.result;
    database.onversionchange = () => database.close();
    if (!database.objectStoreNames.contains("sheets")) return failed(new Error("no sheets"));
    const asked = database.transaction("sheets").objectStore("sheets").get("head");
    asked.onsuccess = () => { database.close(); done(asked.result !== undefined); };
  };
})"""
