"""Every screen, in every language and both ways up: reachable, readable and large enough to press."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.events.models import Activity, Event
from tests.cast import paired
from tests.tablet.conftest import LANDSCAPE, PORTRAIT, Kiosk
from tests.tablet.walk import screens, wrongs

TYPING = ("words", "tip", "email", "phone", "name")

SMALL = """(least) => [...document.querySelectorAll("button, label, input:not([type=checkbox]), textarea")]
  .filter((each) => each.offsetParent && !each.closest("[data-keys]"))
  .map((each) => [each.textContent.trim().slice(0, 30), each.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < least || height < (least > 64 ? 60 : least))
  .map(([words, { width, height }]) => `${words} ${Math.round(width)}x${Math.round(height)}`)"""

OUTSIDE = """() => [...document.querySelectorAll("#visit button, #visit h1, #visit label")]
  .filter((each) => each.offsetParent)
  .filter((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
  })
  .map((each) => each.textContent.trim().slice(0, 40))"""

SMALL_KEYS = """() => [...document.querySelectorAll("#visit [data-keys] button")]
  .filter((each) => each.offsetParent)
  .map((each) => each.getBoundingClientRect())
  .filter(({ width, height }) => width < 48 || height < 48).length"""

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.browser
@pytest.mark.parametrize(("language", "viewport"), [("nl", LANDSCAPE), ("ar", PORTRAIT)], ids=["nl", "ar"])
def test_no_screen_breaks_an_accessibility_rule(
    kiosk_on: Callable[..., Kiosk], language: str, viewport: dict[str, int]
) -> None:
    """Both ways of reading and both ways up; what a language or a turn changes beside these, axe does not see."""
    kiosk = kiosk_on(viewport=viewport, reduced_motion="reduce")
    kiosk.is_watched = False  # axe itself adds a style sheet
    found = wrongs(kiosk.page, "start")
    kiosk.choose(language)
    seen = ""
    for name in screens(kiosk):
        if name == "tip" or name not in seen:
            found += wrongs(kiosk.page, name)
        seen += f" {name} "

    assert not found


@pytest.mark.browser
@pytest.mark.parametrize("language", ["nl", "ar"])
def test_everything_is_large_enough_and_on_the_screen(kiosk_on: Callable[..., Kiosk], language: str) -> None:
    """At each screen the tablet is turned, as a visitor may do."""
    kiosk = kiosk_on(viewport=LANDSCAPE, reduced_motion="reduce")
    kiosk.choose(language)
    for name in screens(kiosk):
        for viewport in (PORTRAIT, LANDSCAPE):
            kiosk.page.set_viewport_size(viewport)  # type: ignore[arg-type]
            kiosk.page.evaluate(DRAWN)
            found = [kiosk.page.evaluate(SMALL, 104), kiosk.page.evaluate(OUTSIDE), kiosk.page.evaluate(SMALL_KEYS)]
            assert (name, viewport, found) == (name, viewport, [[], [], 0])
        assert (name in TYPING) == bool(kiosk.on_screen("[data-keys] button").count())


@pytest.mark.browser
def test_the_kiosk_can_be_used_by_keyboard_alone(kiosk: Kiosk) -> None:
    for _ in range(30):
        kiosk.page.keyboard.press("Tab")
        if kiosk.page.evaluate("document.activeElement.dataset.language") == "nl":
            break
    for key in ("Enter", "Tab", "Enter", "Tab", "Enter", "Tab", "Tab", "Enter"):
        kiosk.page.keyboard.press(key)

    kiosk.see("thanks")


@pytest.mark.browser
@pytest.mark.parametrize("kept", ["feelings", "tip", "keep_informed"])
def test_only_what_the_organiser_picked_is_offered(
    live_session: Session, live_market: Event, kiosk_on: Callable[..., Kiosk], kept: str
) -> None:
    for activity in list(live_market.activities):
        if activity.kind != kept:
            live_market.activities.remove(activity)
    live_session.commit()
    kiosk = kiosk_on()
    kiosk.choose()

    assert kiosk.on_screen(".tile").count() == 1


def test_only_the_tablet_of_an_event_sees_the_kiosk(
    app: Flask, session: Session, client: FlaskClient, market: Event, now: object
) -> None:
    assert client.get("/tablet").status_code == 403
    assert paired(app, session, market, "door").get("/tablet").status_code == 403
    tablet = paired(app, session, market, "tablet")
    assert tablet.get("/tablet").status_code == 200
    assert tablet.post("/tablet").status_code in (400, 405)


def test_what_an_organiser_writes_stays_text(app: Flask, session: Session, market: Event, now: object) -> None:
    market.activities = [Activity(kind="tip", position=0, questions={"nl": "<script>alert(1)</script>"})]
    session.commit()

    page = paired(app, session, market, "tablet").get("/tablet").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.browser
def test_digits_to_copy_have_no_stroke_through_their_zero(kiosk: Kiosk) -> None:
    """Atkinson Hyperlegible has one; another face of our own draws the digits."""
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.tap("{numbers}")

    drawn = "() => document.fonts.load('30px \"Kiosk Digits\"', '0').then((faces) => faces.length)"
    assert kiosk.page.evaluate(drawn) == 1
    key = kiosk.on_screen('[data-skbtn="0"]')
    assert key.evaluate("(key) => getComputedStyle(key).fontFamily").startswith('"Kiosk Digits"')
