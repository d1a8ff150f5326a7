"""A QR code in front of a camera, which here is a film of it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, ImageDraw
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


def film(app: Flask, party: Party, target: Path) -> None:
    """A dark room, then the code held a little askew: JPEG pictures, one after the other."""
    with app.test_request_context(base_url="https://kiosk.example.nl"):
        rows = qr.matrix(addresses.ticket(party.ticket))
    side = len(rows) + 2 * qr.QUIET_ZONE
    code = Image.new("RGB", (side, side), "white")
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                code.putpixel((x + qr.QUIET_ZONE, y + qr.QUIET_ZONE), (0, 0, 0))
    code = code.resize((side * 8, side * 8), Image.Resampling.NEAREST).rotate(4, expand=True, fillcolor="grey")
    pictures = []
    for number in range(30):
        frame = Image.new("RGB", FRAME, (60, 60, 66))
        ImageDraw.Draw(frame).ellipse((40, 40, 160, 160), fill=(90, 80, 70))
        if number >= 10:
            frame.paste(code, ((FRAME[0] - code.width) // 2 + number, (FRAME[1] - code.height) // 2))
        held = BytesIO()
        frame.save(held, "JPEG", quality=85)
        pictures.append(held.getvalue())
    target.write_bytes(b"".join(pictures))


@pytest.fixture
def filming(playwright: Playwright, live: Live, party: Party, tmp_path: Path) -> Iterator[Browser]:
    film(live.app, party, tmp_path / "code.mjpeg")
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
