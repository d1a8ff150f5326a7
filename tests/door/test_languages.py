"""Every screen of the door, in other languages and sizes, for everyone: axe, targets, keyboard, zoom."""

from __future__ import annotations

import pytest
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


@pytest.fixture
def household(session: Session, market: Event) -> Party:
    for name in ("Maryam", "Marek"):
        sign_up(session, market, name)
    return sign_up(session, market, "Fatima", "Ali", "Олена", help={"interpreter": "ar"})


def speak(host: Host, language: str) -> None:
    host.page.goto(f"{host.page.url}?taal={language}")
    host.shows("scan")


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_every_answer_is_clean_in_every_language(host: Host, household: Party, language: str) -> None:
    speak(host, language)
    host.types("AB")
    clean(host.page)
    for code, screen, on in (
        (household.ticket, "welcome", "wrong"),
        ("", "who", "back"),
        ("", "welcome", "next"),
        (household.ticket, "already", "next"),
        ("ABCD2345", "unknown", "let-in"),
        ("", "welcome", "wrong"),
        ("", "undone", "next"),
    ):
        if code:
            host.types(code)
        host.shows(screen)
        clean(host.page)
        host.press(on)
    host.press("recent")
    clean(host.page)


@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_finding_adding_and_going_on_are_clean_in_every_language(
    host: Host, household: Party, session: Session, market: Event, language: str
) -> None:
    speak(host, language)
    host.press("search")
    host.page.fill("#search-field", "mar")
    host.page.wait_for_selector(".rows li")
    clean(host.page)
    host.press("new")
    host.page.fill("#new-field", "Maryam")
    host.page.press("#new-field", "Enter")
    host.shows("welcome")
    clean(host.page)
    host.press("next")
    host.page.context.set_offline(True)
    scan(host.page, tokens.new())
    host.shows("saved")
    clean(host.page)


def test_the_keyboard_walks_the_screen_from_top_to_bottom(host: Host) -> None:
    host.page.wait_for_selector("#finder[data-camera=missing], #finder[data-camera=refused]")
    host.page.locator("#scan h1").focus()
    walked = []
    for _ in range(6):
        host.page.keyboard.press("Tab")
        walked.append(host.page.evaluate("document.activeElement.id || document.activeElement.innerText.trim()"))
        assert host.page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"

    assert walked == ["Ik snap het", "camera-again", "code-field", "Binnen", "Zoek op naam", "Nieuwe gast"]


def test_twice_as_large_it_still_fits(host: Host, household: Party) -> None:
    host.page.set_viewport_size({"width": 410, "height": 590})
    for screen in ("scan", "welcome"):
        host.shows(screen)
        clean(host.page)
        host.types(household.ticket) if screen == "scan" else host.press("wrong")
    host.shows("who")
    clean(host.page)
