"""Who is inside, on the screen of the host, and who goes home."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest
from kiosk.lib.db import db
from tests.browser import Live, eventually
from tests.cast import sign_up
from tests.door.conftest import Host
from tests.door.test_in_a_browser import clean

pytestmark = pytest.mark.browser


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


def test_who_is_inside_is_told_without_network_also_who_is_new(host: Host, session: Session, market: Event) -> None:
    ticket = sign_up(session, market, "Fatima").ticket
    host.knows(1)
    host.page.context.set_offline(True)
    host.types(ticket)
    host.greets("Welkom Fatima")
    host.press("next")
    host.press("new")
    host.page.fill("#new-field", "Omar")
    host.page.press("#new-field", "Enter")
    host.greets("Welkom Omar")

    host.page.click("#standing")

    expect(host.page.locator("#inside b[data-slot=name]")).to_have_text(["Fatima", "Omar"])
    host.page.locator("#inside input").first.check()
    host.says("2 binnen, 1 geteld")
    clean(host.page)


def test_a_name_in_cyrillic_letters_can_be_called_out(host: Host, session: Session, market: Event) -> None:
    olena = sign_up(session, market, "Олена")
    host.knows(1)
    host.press("search")
    host.page.fill("#search-field", "olena")
    host.says("Olena", "#found-rows [data-slot=about]")
    host.press("next")

    host.types(olena.ticket)
    host.greets("Welkom Олена")
    host.page.click("#standing")

    host.says("Olena", "#inside [data-slot=when]")


def test_a_nameless_guest_of_an_hour_ago_is_found_among_who_is_inside(host: Host, session: Session) -> None:
    host.press("new")
    host.page.press("#new-field", "Enter")
    host.greets("Welkom gast")
    host.counts(1)
    host.knows(1)
    host.press("next")
    host.page.click("#standing")
    host.page.locator("#inside li button").click()
    host.shows("already")

    host.press("leaves")

    went(host, session.scalars(select(Guest.id)).one())


def test_one_of_a_household_is_looked_up_alone(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    host.types(party.ticket)
    host.press("wrong")
    host.page.get_by_label("Ali").uncheck()
    host.press("these")
    host.greets("Welkom Fatima")
    host.press("next")

    host.page.click("#standing")
    host.page.locator("#inside li button").click()

    host.greets("Al binnen Fatima")


def test_who_was_looked_up_and_is_not_here_takes_nobody_along(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    host.types(party.ticket)
    host.greets("Welkom Fatima en Ali")
    host.press("next")
    host.page.click("#standing")
    host.page.locator("#inside li", has_text="Fatima").get_by_role("button").click()
    host.greets("Al binnen Fatima")
    host.press("wrong")
    host.shows("who")
    host.page.locator("#answer").get_by_label("Fatima").uncheck()
    host.press("these")

    expect(host.page.locator("#standing")).to_have_text("1 binnen")
    host.let_in(party.guests[1].id)


def went(host: Host, *guests: int) -> None:
    """Just these went home by the server's list, once what is on its way came in. (Its clock stands still here.)"""
    out = select(Arrival.guest_id).where(Arrival.way == "out", Arrival.undone_by.is_(None))

    def came() -> bool:
        host.session.rollback()
        return set(host.session.scalars(out)) == set(guests)

    eventually(came, host.page)


def test_one_of_a_household_goes_home_and_takes_nobody_along(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    ali = party.guests[1].id
    host.types(party.ticket)
    host.greets("Welkom Fatima en Ali")
    host.press("next")
    host.types(party.ticket)
    host.shows("already")
    host.press("leaves")
    host.shows("who")
    clean(host.page)
    host.page.get_by_label("Ali").check()
    host.press("these-leave")

    host.greets("Tot ziens Ali")
    expect(host.page.locator("#standing")).to_have_text("1 binnen")
    went(host, ali)


def test_who_was_sent_home_by_mistake_is_still_inside(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    host.types(party.ticket)
    host.greets("Welkom Fatima")
    host.press("next")
    host.types(party.ticket)
    host.press("leaves")
    host.greets("Tot ziens Fatima")
    went(host, party.guests[0].id)

    host.press("stays")

    host.greets("Al binnen Fatima")
    went(host)
    expect(host.page.locator("#standing")).to_have_text("1 binnen")
