"""Larger letters: long screens can be read to their end, and the way on never leaves the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tablet.conftest import LANDSCAPE, PORTRAIT, Kiosk
from tests.tablet.walk import screens, wrongs

pytestmark = pytest.mark.browser

HIDDEN = """() => [...document.querySelectorAll("#visit .foot button, #visit .further button, #visit .rail button")]
  .filter((each) => each.offsetParent)
  .filter((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    const isCut = each.scrollWidth > each.clientWidth + 1;
    return isCut || left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
  })
  .map((each) => each.textContent.trim())"""

UNREACHED = """() => {
  const middle = document.querySelector("[data-screen]:not([hidden]) [data-middle]");
  const { top, bottom } = middle.getBoundingClientRect();
  const isCut = middle.scrollHeight > middle.clientHeight + 8 || bottom > innerHeight;
  const bar = middle.nextElementSibling;
  return isCut && bar.hidden;
}"""

OVERLAPPING = """() => {
  const places = [...document.querySelectorAll("#start .language, #start .ask")];
  const boxes = places.map((each) => each.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => meet(a, b)).map(() => at));
}"""

DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def enlarge(kiosk: Kiosk) -> None:
    kiosk.page.locator("[data-letters]").click()


@pytest.mark.parametrize("language", ["ar", "uk"])
@pytest.mark.parametrize("viewport", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_every_button_stays_on_the_screen(
    kiosk_on: Callable[..., Kiosk], language: str, viewport: dict[str, int]
) -> None:
    kiosk = kiosk_on(viewport=viewport, reduced_motion="reduce")
    kiosk.choose(language)
    enlarge(kiosk)
    for name in screens(kiosk):
        assert (name, kiosk.page.evaluate(HIDDEN)) == (name, [])
        assert (name, kiosk.page.evaluate(UNREACHED)) == (name, False)


def test_a_long_screen_is_read_on_by_a_button_and_back_to_the_top(kiosk_on: Callable[..., Kiosk]) -> None:
    kiosk = kiosk_on(reduced_motion="reduce")
    kiosk.choose("ar")
    enlarge(kiosk)
    kiosk.press("[data-go=age]")
    kiosk.press("[data-go=informed]")
    middle = kiosk.on_screen("[data-middle]")
    for _ in range(4):
        if kiosk.on_screen("[data-read=on]").is_visible():
            kiosk.press("[data-read=on]")
            kiosk.page.evaluate(DRAWN)
    assert middle.evaluate("(middle) => middle.scrollTop + middle.clientHeight >= middle.scrollHeight - 8")
    kiosk.press("[data-read=top]")

    assert middle.evaluate("(middle) => middle.scrollTop") == 0


def test_a_long_screen_breaks_no_accessibility_rule(kiosk: Kiosk) -> None:
    kiosk.is_watched = False  # axe itself adds a style sheet
    kiosk.choose()
    enlarge(kiosk)
    kiosk.press("[data-go=feelings]")
    kiosk.press("[data-feeling=sad]")
    kiosk.press("[data-give]")
    kiosk.see("thanks")

    assert kiosk.on_screen("[data-further]").is_visible()
    assert not wrongs(kiosk.page, "thanks")


@pytest.mark.parametrize("viewport", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_the_languages_fit_too(kiosk_on: Callable[..., Kiosk], viewport: dict[str, int]) -> None:
    kiosk = kiosk_on(viewport=viewport, reduced_motion="reduce")
    kiosk.choose("nl")
    enlarge(kiosk)
    kiosk.page.locator(".rail").get_by_text("Taal").click()

    assert kiosk.page.locator("#start .language").first.is_visible()
    assert kiosk.page.evaluate(HIDDEN.replace("#visit .foot button", "#start button")) == []
    assert kiosk.page.evaluate(OVERLAPPING) == []
