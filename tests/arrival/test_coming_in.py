"""Somebody stands at the tablet at the entrance, and comes in by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event, Group
from kiosk.printing.models import PrintJob
from tests.arrival.conftest import Entrance
from tests.browser import Live, eventually
from tests.cast import paired, sign_up

pytestmark = pytest.mark.browser

UNKNOWN = "ABCDEFGHJKLMNPQRSTUVWXYZ23"


def test_a_scanned_ticket_lets_in_and_greets_in_the_language_of_the_guest(
    kiosk_on: Callable[..., Entrance], live_session: Session, live_market: Event
) -> None:
    party = sign_up(live_session, live_market, "فاطمة", "Omar", language="ar")
    kiosk = kiosk_on()

    kiosk.scan(party.ticket)

    kiosk.greets("welcome", "أهلاً وسهلاً\nفاطمة وOmar")
    expect(kiosk.on_screen("[data-slot=size]")).to_have_text("شخصان (2)")
    assert kiosk.page.evaluate("document.documentElement.dir") == "rtl"
    assert {each.name for each in kiosk.let_in(live_session, 2)} == {"فاطمة", "Omar"}


def test_a_second_scan_says_that_they_are_in_already(
    kiosk_on: Callable[..., Entrance], live_session: Session, live_market: Event
) -> None:
    fatima, bram = (sign_up(live_session, live_market, name).ticket for name in ("Fatima", "Bram"))
    kiosk = kiosk_on(clock=True)

    kiosk.scan(fatima)
    kiosk.see("welcome")
    kiosk.page.clock.run_for(3000)
    kiosk.scan(bram)
    kiosk.greets("welcome", "Welkom\nBram")
    kiosk.page.clock.run_for(3000)
    kiosk.scan(fatima)

    kiosk.greets("already", "U bent al binnen. Welkom.\nFatima")
    kiosk.let_in(live_session, 2)


def test_who_has_not_signed_up_comes_in_without_a_name(kiosk: Entrance, live_session: Session) -> None:
    kiosk.choose("uk")
    kiosk.press("[data-go=new]")
    kiosk.press("[data-walk-in]")

    kiosk.greets("welcome", "Вітаємо")
    guest = kiosk.let_in(live_session, 1)[0]
    assert (guest.name, guest.party.language) == (None, "uk")


def test_a_code_of_another_day_comes_in_and_finds_a_person(kiosk: Entrance, live_session: Session) -> None:
    kiosk.scan(UNKNOWN)

    kiosk.greets("person", "Welkom")
    assert kiosk.let_in(live_session, 1)[0].party.way == "code"


def test_a_code_typed_wrong_is_typed_again_or_comes_in_all_the_same(kiosk: Entrance, live_session: Session) -> None:
    kiosk.choose()
    kiosk.press("[data-go=code]")
    kiosk.tap(*"ABC")
    kiosk.press("[data-typed-code]")
    expect(kiosk.on_screen("[data-error]")).to_be_visible()
    kiosk.tap(*"DEFG2")
    kiosk.press("[data-typed-code]")
    kiosk.greets("strange", "Deze code kennen wij niet.")

    kiosk.press("[data-anyway]")

    kiosk.see("person")
    kiosk.let_in(live_session, 1)


def test_what_is_no_code_of_ours_goes_nowhere(kiosk: Entrance, live_session: Session) -> None:
    kiosk.scan("../wifi")

    kiosk.greets("strange", "Dit is geen code van ons.")
    assert kiosk.let_in(live_session, 0) == []


def test_the_welcome_tells_the_table_and_the_badge_prints_itself(
    kiosk_on: Callable[..., Entrance], live: Live, live_session: Session, live_market: Event
) -> None:
    paired(live.app, live_session, live_market, "printer")
    table = Group(event_id=live_market.id, position=0, name="Tafel 3", colour="green")
    live_session.add(table)
    live_session.flush()
    party = sign_up(live_session, live_market, "Fatima", help={"needs": ["wheelchair"]})
    party.guests[0].group_id = table.id
    live_session.commit()
    kiosk = kiosk_on()

    kiosk.scan(party.ticket)

    expect(kiosk.see("welcome").locator(".seat")).to_have_text("Tafel 3, groen")
    expect(kiosk.see("welcome").locator(".group-green polygon")).to_have_count(1)
    expect(kiosk.on_screen("[data-slot=badge]")).to_be_visible()
    eventually(lambda: _jobs(live_session) == [f"guest:{party.guests[0].id}"], kiosk.page)


def _jobs(session: Session) -> list[str]:
    session.rollback()
    return list(session.scalars(select(PrintJob.about)))


def test_it_looks_through_the_camera_on_the_side_of_the_screen(kiosk: Entrance) -> None:
    kiosk.page.add_init_script(
        "navigator.mediaDevices.getUserMedia = ({ video }) => {"
        "  document.documentElement.dataset.facing = video.facingMode;"
        "  return Promise.reject(new Error('no camera'));"
        "}"
    )
    kiosk.page.reload()

    kiosk.page.wait_for_selector("html[data-facing=user]")
