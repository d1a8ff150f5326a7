"""The Back of the tablet itself: one screen back in the visit, and never out of the kiosk."""

from __future__ import annotations

import pytest

from kiosk.cards.models import Card
from kiosk.lib.db import db
from tests.tablet.conftest import Kiosk

pytestmark = pytest.mark.browser


def press_back(kiosk: Kiosk) -> None:
    """Back, until the kiosk has answered it."""
    kiosk.page.evaluate(
        "() => { window.answered = new Promise((done) => addEventListener('popstate', () => {"
        " if (history.state === 'inside') done(true); })) }"
    )
    kiosk.page.go_back(wait_until="commit")
    assert kiosk.page.evaluate("window.answered")


def test_back_does_what_the_back_button_on_the_screen_does(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=glad]")
    kiosk.page.keyboard.type("Fijn")
    press_back(kiosk)
    kiosk.see("feelings")
    press_back(kiosk)
    kiosk.see("choose")


def test_back_pressed_again_and_again_stays_in_the_kiosk(kiosk: Kiosk) -> None:
    kiosk.choose()
    for _ in range(4):
        press_back(kiosk)

    kiosk.see("choose")
    assert kiosk.page.url.endswith("/tablet")


def test_back_does_not_undo_what_was_given(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=glad]")
    kiosk.press("[data-give]")
    kiosk.see("thanks")
    press_back(kiosk)

    kiosk.see("thanks")
    assert len(kiosk.stored(Card)) == 1


def test_behind_back_is_nobody_who_was_here_before(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.page.keyboard.type("mijn buurman heet Canary")
    kiosk.page.locator("#rail [data-end]").click()
    press_back(kiosk)

    kiosk.page.locator("#start").wait_for(state="visible")
    assert "Canary" not in kiosk.page.content()
    assert db.session.query(Card).count() == 0


def test_back_at_the_languages_returns_to_the_visit(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.page.keyboard.type("Meer licht")
    kiosk.page.locator("[data-languages]").click()
    press_back(kiosk)

    assert kiosk.see("tip").locator("textarea").input_value() == "Meer licht"
