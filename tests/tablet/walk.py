"""A walk through every screen of the kiosk, and what a screen does wrong for who cannot see or press well."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.tablet.conftest import Kiosk

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
AXE = Axe()


def screens(kiosk: Kiosk) -> Iterator[str]:
    """Walks through the whole kiosk and stops at each screen."""
    yield "choose"
    steps = (
        ("feelings", "[data-go=feelings]"),
        ("words", "[data-feeling=sad]"),
        ("thanks", "[data-give]"),
        ("choose", "[data-go=choose]"),
        ("tip", "[data-go=tip]"),
        ("tip", "[data-give]"),
        ("choose", "[data-go=choose]"),
        ("age", "[data-go=age]"),
        ("parent", "[data-go=parent]"),
        ("choose", "[data-go=choose]"),
        ("age", "[data-go=age]"),
        ("informed", "[data-go=informed]"),
        ("join_in", "[data-go=join_in]"),
        ("nothing", "[data-contact]"),
        ("informed", "[data-go=informed]"),
    )
    for name, way in steps:
        kiosk.press(way)
        kiosk.see(name)
        yield name
    yield from _contact_screens(kiosk)


def _contact_screens(kiosk: Kiosk) -> Iterator[str]:
    for name in ("email", "phone"):
        kiosk.on_screen(f"[name=informed-{name}]").check()
    kiosk.press("[data-go=join_in]")
    for name, typed in (("email", "olena@example.org"), ("phone", "0612345678"), ("name", "Olena"), ("check", "")):
        kiosk.press("[data-contact]")
        kiosk.see(name)
        yield name
        kiosk.page.keyboard.type(typed)
    kiosk.press("[data-opt-in]")
    kiosk.see("heard")
    yield "heard"


def wrongs(page: Page, where: str) -> list[str]:
    """Axe comes into a page once: it is half a megabyte, and a walk has twenty screens."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", RULES)
    return [f"{where}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in found]
