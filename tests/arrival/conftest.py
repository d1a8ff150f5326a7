"""An arrival kiosk in a real browser, paired with the market, on the market day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access import service as access
from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest, Party
from tests.browser import Live, eventually
from tests.conftest import MARKET_DAY
from tests.door.scanner import scan
from tests.tablet.conftest import LANDSCAPE, Kiosk, live_market, live_session

__all__ = ["live_market", "live_session"]


@dataclass
class Entrance(Kiosk):
    """What somebody does who comes in by themselves."""

    scans: int = 0

    def scan(self, ticket: str) -> None:
        """By a scanner at the tablet; a minute after the one before."""
        self.scans += 1
        scan(self.page, f"HTTPS://KIOSK.EXAMPLE.NL/T/{ticket}", at=60_000.0 * self.scans)

    def knows(self, parties: int) -> None:
        self.page.wait_for_selector(f"body[data-listed='{parties}']")

    def greets(self, screen: str, words: str) -> None:
        expect(self.see(screen).locator("h1")).to_have_text(words, use_inner_text=True)

    def let_in(self, session: Session, guests: int) -> list[Guest]:
        """So many are inside, once what is on its way came in."""
        inside = select(Guest).join(Arrival, Arrival.guest_id == Guest.id).where(Arrival.is_open)

        def found() -> list[Guest]:
            session.rollback()
            return list(session.scalars(inside).unique())

        eventually(lambda: len(found()) == guests, self.page)
        return found()


@pytest.fixture
def device(live_session: Session, live_market: Event) -> Device:
    return Device(
        organisation_id=live_market.organisation_id,
        event_id=live_market.id,
        purpose="arrival",
        name="ingang",
        created_at=MARKET_DAY,
    )


@pytest.fixture
def kiosk_on(
    browser: Browser, live: Live, live_session: Session, live_market: Event, device: Device, now: object
) -> Iterator[Callable[..., Entrance]]:
    """`kiosk_on(viewport=…)` opens the kiosk: no camera, but a scanner that types."""
    token = access.offer_pairing(live_session, device, MARKET_DAY, again=True)
    _, key = access.ask_to_pair(live_session, token, MARKET_DAY)
    live_session.commit()
    opened: list[Any] = []

    def open_kiosk(clock: bool = False, **more: Any) -> Entrance:
        context = browser.new_context(viewport=more.pop("viewport", LANDSCAPE), has_touch=True, locale="nl-NL", **more)
        context.add_cookies([{"name": "apparaat", "value": key, "url": live.url}])
        kiosk = Entrance(context.new_page(), live, live_market)
        opened.append((context, kiosk))
        kiosk.page.on("pageerror", lambda error: kiosk.trouble.append(str(error)))
        if clock:
            kiosk.page.clock.install()
        kiosk.page.goto(f"{live.url}/aankomst")
        kiosk.knows(live_session.query(Party).count())
        return kiosk

    yield open_kiosk
    for context, kiosk in opened:
        context.close()
        assert not kiosk.trouble


@pytest.fixture
def kiosk(kiosk_on: Callable[..., Entrance]) -> Entrance:
    return kiosk_on()
