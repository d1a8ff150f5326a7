"""A kiosk tablet in a real browser, paired with the market."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from sqlalchemy.orm import Session

from kiosk.access import service as access
from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.lib.db import db
from kiosk.lib.i18n import LANGUAGES
from tests import cast
from tests.browser import Live, eventually
from tests.conftest import MARKET_DAY

LANDSCAPE = {"width": 1180, "height": 820}
PORTRAIT = {"width": 820, "height": 1180}


@dataclass
class Kiosk:
    """What a visitor does at the tablet."""

    page: Page
    live: Live
    event: Event
    trouble: list[str] = field(default_factory=list)
    is_watched: bool = True

    def choose(self, language: str = "nl") -> None:
        self.page.locator(f"button[data-language={language}]").click()

    def press(self, selector: str) -> None:
        """Presses something on the screen that is showing."""
        self.on_screen(selector).click()

    def on_screen(self, selector: str) -> Locator:
        return self.page.locator(f"#visit [data-screen]:not([hidden]) {selector}")

    def see(self, screen: str) -> Locator:
        found = self.page.locator(f"#{screen}")
        found.wait_for(state="visible")
        return found

    def tap(self, *keys: str) -> None:
        """Keys of the keyboard on the screen."""
        for key in keys:
            self.on_screen(f'[data-keys] [data-skbtn="{key}"]').click()

    def stored(self, model: Any, least: int = 1) -> list[Any]:
        """The rows of a model, once the tablet's acts came in."""
        eventually(lambda: len(_rows(model)) >= least, self.page)
        return _rows(model)


def _rows(model: Any) -> list[Any]:
    db.session.rollback()
    return db.session.query(model).all()


@pytest.fixture
def live_session(live: Live) -> Session:
    return db.session()


@pytest.fixture
def live_market(live_session: Session) -> Event:
    organisation = _made_by(cast.lindewaard, live_session)
    event: Event = _made_by(cast.market, live_session, organisation)
    event.languages = list(LANGUAGES)
    return event


def _made_by(fixture: Any, *given: Any) -> Any:
    return fixture.__wrapped__(*given)


@pytest.fixture
def kiosk_on(browser: Browser, live: Live, live_session: Session, live_market: Event) -> Iterator[Callable[..., Kiosk]]:
    """`kiosk_on(viewport=…)` opens the kiosk; a script error or a breach of the page's policy fails the test."""
    device = Device(
        organisation_id=live_market.organisation_id,
        event_id=live_market.id,
        purpose="tablet",
        name="tablet 1",
        created_at=MARKET_DAY,
    )
    token = access.offer_pairing(live_session, device, MARKET_DAY, again=True)
    _, key = access.ask_to_pair(live_session, token, MARKET_DAY)
    live_session.commit()
    opened: list[tuple[BrowserContext, Kiosk]] = []

    def open_kiosk(clock: bool = False, offline: bool = False, **more: Any) -> Kiosk:
        context = browser.new_context(viewport=more.pop("viewport", LANDSCAPE), has_touch=True, locale="nl-NL", **more)
        context.add_cookies([{"name": "apparaat", "value": key, "url": live.url}])
        kiosk = Kiosk(context.new_page(), live, live_market)
        opened.append((context, kiosk))
        _listen(kiosk)
        if clock:
            kiosk.page.clock.install()
        if offline:
            kiosk.is_watched = False
            kiosk.page.route("**/acts", lambda route: route.abort())
        kiosk.page.goto(f"{live.url}/tablet")
        kiosk.page.wait_for_selector("html[data-ready]")
        return kiosk

    yield open_kiosk
    for context, kiosk in opened:
        context.close()
        assert not (kiosk.is_watched and kiosk.trouble)


def _listen(kiosk: Kiosk) -> None:
    kiosk.page.on("pageerror", lambda error: kiosk.trouble.append(str(error)))
    kiosk.page.on("console", lambda said: kiosk.trouble.append(said.text) if said.type == "error" else None)
    kiosk.page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective))"
    )
    home = kiosk.live.url
    kiosk.page.on(
        "request",
        lambda asked: None if asked.url.startswith((home, "data:", "blob:")) else kiosk.trouble.append(asked.url),
    )


@pytest.fixture
def kiosk(kiosk_on: Callable[..., Kiosk]) -> Kiosk:
    return kiosk_on()
