"""Beside letting in: lock, print, the table, the help, who is inside, and a file of what waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access import queries as access
from kiosk.access.models import Device
from kiosk.acts import saved
from kiosk.events.models import Event, Group
from kiosk.guests.models import Guest
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.printing.models import PrintJob
from tests.browser import Live, eventually
from tests.cast import Acts, paired, sign_up
from tests.conftest import MARKET_DAY
from tests.door.conftest import Host, open_door
from tests.door.test_in_a_browser import clean

pytestmark = pytest.mark.browser

AFTER = 601_000
"""Milliseconds without a touch, and a second."""


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


def digits(session: Session) -> str:
    return access.lock_digits(session.scalars(select(Device.id).where(Device.purpose == "door")).one())


@pytest.fixture
def sleepy(live: Live, browser: Browser, session: Session, market: Event, now: object) -> Host:
    """A host whose clock the test moves."""
    page = open_door(live, browser, live.app, session, market)
    page.clock.install()
    page.reload()
    page.wait_for_selector("body[data-screen=scan]")
    page.wait_for_selector("#bar[data-listed]")
    return Host(page, session)


def test_a_door_that_nobody_uses_locks_and_a_new_start_is_no_way_round(sleepy: Host, session: Session) -> None:
    sleepy.page.clock.fast_forward(AFTER)
    sleepy.shows("lock")
    clean(sleepy.page)

    sleepy.page.reload()

    sleepy.shows("lock")
    sleepy.page.fill("#lock-field", "1234" if digits(session) != "1234" else "4321")
    sleepy.says("Dit zijn andere cijfers.")
    sleepy.page.fill("#lock-field", digits(session))
    sleepy.shows("scan")


def test_a_locked_door_shows_no_names(sleepy: Host, session: Session, market: Event) -> None:
    sleepy.types(sign_up(session, market, "Fatima").ticket)
    sleepy.greets("Welkom Fatima")
    sleepy.page.clock.fast_forward(AFTER)
    sleepy.shows("lock")

    expect(sleepy.page.locator("#standing")).to_be_hidden()
    sleepy.never_says("Fatima", "body")
    sleepy.says("Geen cijfers? Bel Ilse")
    clean(sleepy.page)


def test_at_the_meeting_point_the_list_of_who_is_inside_stays_open(sleepy: Host) -> None:
    sleepy.page.click("#standing")

    sleepy.page.clock.fast_forward(AFTER)

    sleepy.shows("inside")
    sleepy.page.clock.fast_forward(6 * AFTER)
    sleepy.shows("lock")


def test_a_host_reads_the_digits_once(host: Host, session: Session) -> None:
    host.says(digits(session), "#notes")
    clean(host.page)
    host.page.click("#notes button")
    expect(host.page.locator("#notes")).to_be_hidden()

    host.page.reload()

    host.shows("scan")
    expect(host.page.locator("#notes")).to_be_hidden()


@pytest.fixture
def printer(live: Live, session: Session, market: Event, now: object) -> FlaskClient:
    return paired(live.app, session, market, "printer")


def jobs(session: Session) -> list[str]:
    session.rollback()
    return [each.about for each in session.scalars(select(PrintJob).order_by(PrintJob.about))]


def test_a_badge_comes_out_of_the_printer_and_once_more(
    printer: FlaskClient, host: Host, session: Session, market: Event
) -> None:
    guest = sign_up(session, market, "Fatima").guests[0].id
    host.knows(1)
    host.page.fill("#code-field", "")
    host.types(session.get_one(Guest, guest).party.ticket)
    host.press("print")

    host.says("Het naamkaartje komt uit printer 1.")
    host.press("print")
    eventually(lambda: jobs(session) == [f"guest:{guest}"] * 2, host.page)
    host.says("Er staan er 2 in de rij.")
    clean(host.page)


def test_a_badge_asked_without_network_is_printed_later_also_of_who_is_new(
    printer: FlaskClient, host: Host, session: Session
) -> None:
    host.page.context.set_offline(True)
    host.press("new")
    host.page.fill("#new-field", "Omar")
    host.page.press("#new-field", "Enter")
    host.press("print")
    host.says("We printen als er internet is.")

    host.page.context.set_offline(False)

    host.counts(1)
    omar = session.scalars(select(Guest.id)).one()
    eventually(lambda: jobs(session) == [f"guest:{omar}"], host.page)


def test_a_badge_on_paper_waits_for_the_network_and_opens_no_page_of_errors(
    host: Host, session: Session, market: Event
) -> None:
    ticket = sign_up(session, market, "Fatima").ticket
    host.knows(1)
    host.page.context.set_offline(True)
    host.types(ticket)
    host.greets("Welkom Fatima")
    host.page.wait_for_selector("#bar[data-line=off]")

    host.page.click("#answer .badges a")

    host.says("Print het naamkaartje later.")
    assert host.page.context.pages == [host.page]


def test_the_screen_tells_the_table_its_colour_and_who_sits_there(host: Host, session: Session, market: Event) -> None:
    group = Group(event_id=market.id, name="Tafel 3", colour="green")
    session.add(group)
    session.flush()
    party = sign_up(session, market, "Fatima")
    party.guests[0].group_id = group.id
    session.commit()
    host.knows(1)

    host.types(party.ticket)

    host.says("Tafel 3, groen", ".seat.group-green")


def test_who_is_new_hears_the_table_as_soon_as_there_is_one(host: Host, session: Session, market: Event) -> None:
    group = Group(event_id=market.id, name="Tafel 3", colour="green")
    session.add(group)
    session.flush()
    sign_up(session, market, "Fatima").guests[0].group_id = group.id
    session.commit()
    host.knows(1)
    host.press("new")
    host.page.fill("#new-field", "Omar")

    host.page.press("#new-field", "Enter")

    host.greets("Welkom Omar")
    host.says("Tafel 3, groen", ".seat.group-green")


def test_the_back_of_the_phone_leads_to_scanning_and_not_out_of_the_door(host: Host) -> None:
    host.press("new")
    host.shows("new")

    host.page.go_back()
    host.shows("scan")
    host.page.go_back()

    host.shows("scan")


def test_what_would_help_is_one_press_further(host: Host, session: Session, market: Event) -> None:
    host.types(sign_up(session, market, "Fatima", help={"interpreter": "ar", "wheelchair": True}).ticket)
    host.never_says("rolstoel")

    host.press("help")

    host.says("Tolk: Arabisch")
    host.says("rolstoel")


def test_who_came_without_a_ticket_can_have_one(host: Host, session: Session) -> None:
    host.press("new")
    host.page.fill("#new-field", "Omar")
    host.page.press("#new-field", "Enter")
    host.press("ticket")

    expect(host.page.locator("#pass svg")).to_be_visible()
    clean(host.page)
    host.press("back")
    host.greets("Welkom Omar")


def test_a_ticket_of_who_signed_up_is_not_given_at_the_door(
    live: Live, session: Session, market: Event, now: object
) -> None:
    guest = sign_up(session, market, "Fatima").guests[0].id

    assert paired(live.app, session, market, "door").get(f"/deur/kaartje/{guest}").status_code == 404


def test_what_waits_is_saved_in_a_file_that_the_server_can_take_in(host: Host, live: Live, session: Session) -> None:
    host.page.context.set_offline(True)
    host.press("new")
    host.page.fill("#new-field", "Omar")
    host.page.press("#new-field", "Enter")
    host.greets("Welkom Omar")
    host.page.click("#bar .waits")
    clean(host.page)

    with host.page.expect_download() as download:
        host.page.click("#waits-file")

    expect(host.page.locator("#waits-saved")).to_be_visible()
    host.says(f"Bewaard als {download.value.suggested_filename}.", "#waits-saved")
    queue = saved.read(Path(download.value.path()).read_bytes(), clock.now())
    device, handlers = saved.device_of(session, queue), live.app.extensions["kiosk-acts"]
    assert saved.take_in(session, device, queue, handlers, clock.now()).summary.startswith("1 new")
    assert names_of(session) == ["Omar"]


def test_a_print_of_an_act_that_let_nobody_in_is_refused(
    live: Live, session: Session, market: Event, now: object
) -> None:
    door = Acts(paired(live.app, session, market, "door"))

    receipt = door.do("print", {"of": "7f0f3c1e-3f0a-4b8e-9a53-0d1f6d1f2a11"}, MARKET_DAY)

    assert (receipt["status"], receipt["reason"]) == ("refused", "of")


def test_a_wrong_name_is_corrected_and_the_ticket_stays(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatma", "Ali")
    host.types(party.ticket)
    host.press("rename")
    clean(host.page)
    host.page.locator("#rename input").first.fill("Fatima")
    host.page.locator("#rename button[type=submit]").click()

    host.greets("Welkom Fatima en Ali")
    eventually(lambda: names_of(session) == ["Fatima", "Ali"], host.page)
    host.press("next")
    host.types(party.ticket)
    host.greets("Al binnen Fatima en Ali")


def test_the_name_of_who_is_new_is_corrected_without_network(host: Host, session: Session) -> None:
    host.page.context.set_offline(True)
    host.press("new")
    host.page.fill("#new-field", "Oma")
    host.page.press("#new-field", "Enter")
    host.press("rename")
    host.page.locator("#rename input").fill("Omar")
    host.page.locator("#rename button[type=submit]").click()
    host.greets("Welkom Omar")

    host.page.context.set_offline(False)

    eventually(lambda: names_of(session) == ["Omar"], host.page)
    host.greets("Welkom Omar")


def names_of(session: Session) -> list[str | None]:
    session.rollback()
    return list(session.scalars(select(Guest.name).order_by(Guest.id)))
