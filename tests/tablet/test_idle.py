"""Nobody stays on the tablet: untouched, done or stopped, and nothing of the visitor is left."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kiosk.cards.models import Card
from tests.tablet.conftest import Kiosk

pytestmark = pytest.mark.browser

SECRET = "mijn buurman heet Canary"


def nothing_is_left(kiosk: Kiosk) -> None:
    """Not in the page, not in a field, and not in what the browser keeps."""
    kiosk.page.locator("#start").wait_for(state="visible")
    assert kiosk.page.locator("#visit").inner_html() == ""
    assert "Canary" not in kiosk.page.content()
    assert kiosk.page.evaluate("document.documentElement.lang") == "nl"
    assert kiosk.page.evaluate("JSON.stringify([localStorage, sessionStorage])") == "[{},{}]"


@pytest.fixture
def typing(kiosk_on: Callable[..., Kiosk]) -> Kiosk:
    """A visitor in the middle of a tip, under a clock that the test turns."""
    kiosk = kiosk_on(clock=True)
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.page.keyboard.type(SECRET)
    return kiosk


def test_ninety_seconds_untouched_asks_and_twenty_more_wipe(typing: Kiosk) -> None:
    typing.page.clock.run_for(89_000)
    assert typing.page.locator("#still").is_hidden()
    typing.page.clock.run_for(1_500)
    assert typing.page.locator("#still").is_visible()
    assert typing.page.locator(".dots i:not(.is-out)").count() >= 19
    typing.page.clock.run_for(10_000)
    assert int(typing.page.locator("[data-seconds]").inner_text()) in (8, 9, 10)
    typing.page.clock.run_for(10_000)

    nothing_is_left(typing)


def test_i_am_still_here_works_again_and_again(typing: Kiosk) -> None:
    for _ in range(11):
        typing.page.clock.run_for(95_000)
        typing.page.locator("[data-stay]").click()
        assert typing.page.locator("#still").is_hidden()

    assert typing.on_screen("textarea").input_value() == SECRET


def test_a_sleeping_tablet_wakes_up_empty(typing: Kiosk) -> None:
    typing.page.clock.fast_forward("10:00")

    nothing_is_left(typing)


def test_touching_the_screen_starts_the_time_anew(typing: Kiosk) -> None:
    for _ in range(3):
        typing.page.clock.run_for(60_000)
        typing.tap("a")

    assert typing.page.locator("#still").is_hidden()


def test_the_choice_of_language_in_mid_visit_is_wiped_too(typing: Kiosk) -> None:
    typing.page.locator("[data-languages]").click()
    typing.page.clock.run_for(95_000)
    assert typing.page.locator("#still").is_visible()
    typing.page.clock.run_for(20_000)

    nothing_is_left(typing)


def test_stop_wipes_at_once(typing: Kiosk) -> None:
    typing.page.locator("#rail [data-end]").click()

    nothing_is_left(typing)


def test_no_stop_in_the_countdown_wipes_at_once(typing: Kiosk) -> None:
    typing.page.clock.run_for(95_000)
    typing.page.locator("#still [data-end]").click()

    nothing_is_left(typing)


def test_done_wipes_and_the_card_still_arrives(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.press("[data-go=tip]")
    kiosk.page.keyboard.type(SECRET)
    kiosk.press("[data-give]")
    kiosk.see("thanks")
    kiosk.press("[data-end]")

    nothing_is_left(kiosk)
    assert kiosk.stored(Card)[0].text == SECRET


def test_larger_letters_are_for_one_visitor(kiosk: Kiosk) -> None:
    kiosk.choose()
    kiosk.page.locator("[data-letters]").click()
    sizes = kiosk.page.evaluate(
        """() => [...document.querySelectorAll("#choose h1, #choose .tile-words, #choose small, #rail span")]
          .filter((each) => each.offsetParent).map((each) => parseFloat(getComputedStyle(each).fontSize))"""
    )
    assert min(sizes) >= 45
    kiosk.page.locator("#rail [data-end]").click()

    assert not kiosk.page.evaluate("document.documentElement.classList.contains('is-large')")


def test_the_page_is_not_kept_and_never_clears_the_queue(kiosk: Kiosk) -> None:
    answer = kiosk.page.request.get(f"{kiosk.live.url}/tablet")

    assert answer.headers["cache-control"] == "no-store"
    assert "clear-site-data" not in answer.headers
    assert not re.search(r'href="https?://|target=', answer.text())


def test_the_countdown_counts_in_the_right_words(kiosk_on: Callable[..., Kiosk]) -> None:
    kiosk = kiosk_on(clock=True)
    kiosk.choose("ar")
    words = {}
    kiosk.page.clock.run_for(91_000)
    while 1 not in words:
        kiosk.page.clock.run_for(400)
        words[int(kiosk.page.locator("[data-seconds]").inner_text())] = kiosk.page.locator(
            "#still [data-unit]:visible"
        ).inner_text()

    assert (words[11], words[5], words[2], words[1]) == ("ثانية", "ثوانٍ", "ثانيتان", "ثانية")
