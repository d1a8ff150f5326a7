"""What the host can mend: a wrong code, a short one, and somebody let in by mistake."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import tokens
from kiosk.lib.db import db
from tests.browser import Live
from tests.cast import sign_up
from tests.door.conftest import Host
from tests.door.scanner import scan
from tests.door.test_in_a_browser import clean

pytestmark = pytest.mark.browser


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


def test_a_code_that_nobody_has_is_shown_and_typed_again(host: Host) -> None:
    host.types("abcd2345")
    host.shows("unknown")

    host.says("U typte: ABCD2345", "#answer")
    assert host.page.locator("#answer .press-go").inner_text() == "Typ de code opnieuw"
    assert host.page.locator("[data-act=let-in] >> visible=true").count() == 1
    host.press("retype")
    host.shows("scan")
    assert host.page.input_value("#code-field") == "abcd2345"
    assert host.page.evaluate("document.activeElement.id") == "code-field"


def test_a_scanned_code_that_nobody_has_lets_in_a_guest(host: Host, session: Session) -> None:
    scan(host.page, tokens.new())

    host.shows("welcome")
    host.greets("Welkom gast")
    host.counts(1)
    assert session.scalars(select(Party.way)).one() == "code"


def test_a_short_code_is_an_error_in_words(host: Host) -> None:
    host.says("8 letters en cijfers", "#code")
    host.types("ABC-234")

    host.page.wait_for_selector("#code.field-error #code-error:visible")
    assert host.page.get_attribute("#code-field", "aria-invalid") == "true"
    assert host.page.input_value("#code-field") == "ABC-234"
    clean(host.page)


def test_a_mistake_that_is_seen_later_is_taken_back(host: Host, session: Session, market: Event) -> None:
    host.types(sign_up(session, market, "Maryam").ticket)
    host.shows("welcome")
    host.press("next")
    host.press("search")
    host.page.fill("#search-field", "mar")
    host.page.click(".rows .is-in")
    host.shows("already")
    host.greets("Al binnen Maryam")
    host.press("wrong")

    host.shows("undone")
    host.greets("Niet meer binnen")
    host.counts(0)
    clean(host.page)
    host.press("inside-again")
    host.shows("welcome")
    host.counts(1)


def test_a_second_scan_can_take_back_the_first(host: Host, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima", "Ali")
    for screen in ("welcome", "already"):
        host.types(party.ticket)
        host.shows(screen)
        if screen == "welcome":
            host.press("next")
    host.press("wrong")
    host.shows("who")
    host.page.get_by_label("Ali").uncheck()
    host.press("these")

    host.shows("welcome")
    host.let_in(party.guests[0].id)


def test_what_was_taken_back_by_name_is_marked_among_the_latest(host: Host, session: Session, market: Event) -> None:
    host.types(sign_up(session, market, "Maryam").ticket)
    host.shows("welcome")
    host.press("next")
    host.press("search")
    host.page.fill("#search-field", "mar")
    host.page.click(".rows .is-in")
    host.press("wrong")
    host.shows("undone")
    host.press("next")

    host.press("recent")

    host.says("Niet meer binnen", "#recent")
