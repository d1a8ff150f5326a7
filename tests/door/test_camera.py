"""A QR code in front of a camera, which here is a film of it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, Playwright
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import addresses, qr
from kiosk.lib.db import db
from tests.browser import Live, launch
from tests.cast import sign_up
from tests.door.conftest import Host, open_door

pytestmark = pytest.mark.browser

FRAME = (640, 480)


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@pytest.fixture
def party(session: Session, market: Event) -> Party:
    return sign_up(session, market, "Fatima")


@dataclass(frozen=True)
class Held:
    """How a code is held before the camera, and in which light."""

    turned: int = 4
    blur: float = 0
    light: float = 1

    def seen(self, code: Image.Image) -> Image.Image:
        turned = code.rotate(self.turned, Image.Resampling.BICUBIC, expand=True, fillcolor="grey")
        return turned.filter(ImageFilter.GaussianBlur(self.blur))


HELD = {"a little askew": Held(), "turned": Held(turned=36), "blurred": Held(blur=2.5), "dark": Held(light=0.2)}


def film(app: Flask, party: Party, held: Held, target: Path) -> None:
    """A dark room, then the code: JPEG pictures, one after the other, with the grain that cameras add in poor light."""
    with app.test_request_context(base_url="https://kiosk.example.nl"):
        code = held.seen(_drawn(qr.matrix(addresses.ticket(party.ticket))))
    chance = random.Random(0)
    pictures = []
    for number in range(30):
        frame = Image.new("RGB", FRAME, (60, 60, 66))
        ImageDraw.Draw(frame).ellipse((40, 40, 160, 160), fill=(90, 80, 70))
        if number >= 10:
            frame.paste(code, ((FRAME[0] - code.width) // 2 + number, (FRAME[1] - code.height) // 2))
        grain = Image.frombytes("L", FRAME, chance.randbytes(FRAME[0] * FRAME[1])).convert("RGB")
        dim = Image.blend(Image.new("RGB", FRAME), frame, held.light)
        kept = BytesIO()
        Image.blend(dim, grain, 0.04).save(kept, "JPEG", quality=85)
        pictures.append(kept.getvalue())
    target.write_bytes(b"".join(pictures))


def _drawn(rows: Sequence[Sequence[bool]]) -> Image.Image:
    side = len(rows) + 2 * qr.QUIET_ZONE
    code = Image.new("RGB", (side, side), "white")
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                code.putpixel((x + qr.QUIET_ZONE, y + qr.QUIET_ZONE), (0, 0, 0))
    return code.resize((side * 8, side * 8), Image.Resampling.NEAREST)


@pytest.fixture(params=HELD)
def filming(
    request: pytest.FixtureRequest, playwright: Playwright, live: Live, party: Party, tmp_path: Path
) -> Iterator[Browser]:
    film(live.app, party, HELD[request.param], tmp_path / "code.mjpeg")
    running = launch(
        playwright,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={tmp_path / 'code.mjpeg'}",
    )
    yield running
    running.close()


def test_a_ticket_held_before_the_camera_lets_its_guest_in(
    live: Live, filming: Browser, session: Session, market: Event, now: object
) -> None:
    host = Host(open_door(live, filming, live.app, session, market), session)

    host.page.wait_for_selector("body[data-screen=welcome]")

    host.greets("Welkom Fatima")
    host.counts(1)
    host.press("next")
    host.shows("scan")
    host.page.context.close()
