"""Doors on a bad line: real pages in real browsers, whose requests get lost and whose clocks are hours apart."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright, Route
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from tests.browser import Live, eventually, restarted
from tests.cast import paired

DROPPED, UNANSWERED = 0.2, 0.1
"""Of a hundred requests so many never reach the server, and of so many the answer never comes back."""

WRONG_CLOCK = """
const real = Date; const off = %d;
globalThis.Date = class extends real {
  constructor(...given) { given.length ? super(...given) : super(real.now() + off); }
  static now() { return real.now() + off; }
};
"""

SCAN = """async codes => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const key = name => new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
  for (const code of codes) {
    const before = document.body.dataset.since;
    for (const press of [...code, "Enter"].map(key)) dispatchEvent(press);
    while (document.body.dataset.since === before) await frame();
  }
}"""


@dataclass
class Phone:
    """One door, on a device that can be killed and opened again."""

    live: Live
    playwright: Playwright
    folder: Path
    key: str
    behind: int
    chance: random.Random
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)

    def open(self) -> None:
        self.context = restarted(self.playwright, self.folder, service_workers="block")
        self.context.add_init_script(WRONG_CLOCK % (self.behind * 3_600_000))
        forever = 4102444800
        self.context.add_cookies([{"name": "apparaat", "value": self.key, "url": self.live.url, "expires": forever}])
        self.page = self.context.pages[0]
        self.page.goto(f"{self.live.url}/deur")
        self.page.wait_for_selector("body[data-screen=scan]")

    def knows(self, parties: int) -> None:
        self.page.wait_for_selector(f"#bar[data-listed='{parties}']")

    def on_a_bad_line(self) -> None:
        for address in ("**/acts", "**/deur/lijst**"):
            self.page.route(address, self._perhaps)

    def _perhaps(self, route: Route) -> None:
        lot = self.chance.random()
        if lot < DROPPED:
            route.abort()
        elif lot < DROPPED + UNANSWERED:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    def on_a_good_line(self) -> None:
        self.page.unroute_all(behavior="wait")

    def scans(self, codes: Sequence[str]) -> None:
        """Each answer is on the screen before the next code is read."""
        self.page.evaluate(SCAN, list(codes))

    def is_killed(self) -> None:
        """No goodbye: the whole browser stops where it is."""
        with self.context.expect_event("close"):
            for process in Path("/proc").glob("[0-9]*/cmdline"):
                if f"--user-data-dir={self.folder}".encode() in _command(process):
                    os.kill(int(process.parent.name), signal.SIGKILL)

    def has_delivered(self) -> None:
        """Nothing waits any more, and nothing was refused."""
        eventually(lambda: self.page.locator("#bar .waits").is_hidden(), self.page)
        assert self.page.locator(".attention").is_hidden()

    def counts(self) -> str:
        return self.page.locator("#standing").inner_text()


def _command(process: Path) -> bytes:
    try:
        return process.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def phones(live: Live, playwright: Playwright, session: Session, event: Event, folder: Path) -> list[Phone]:
    """Three doors whose clocks are five hours fast, right, and seven hours slow."""
    made = []
    for number, behind in enumerate((5, 0, -7)):
        cookie = paired(live.app, session, event, "door").get_cookie("apparaat")
        assert cookie is not None
        made.append(Phone(live, playwright, folder / f"phone{number}", cookie.value, behind, random.Random(number)))
    return made
