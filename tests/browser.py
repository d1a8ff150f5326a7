"""A real Chromium and a running server, for what only a browser can show."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect, sync_playwright
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from kiosk.access.models import Account
from kiosk.lib.db import db
from tests.cast import signed_in
from tests.conftest import app_on

QUIET = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
]

PATIENCE = 30.0
"""Seconds. A busy machine is no failure; a condition that never comes still is."""

expect.set_options(timeout=PATIENCE * 1000)


@dataclass
class Live:
    """A server on this machine, with the app and the address behind it."""

    app: Flask
    url: str


@pytest.fixture
def live(sqlite_url: str, tmp_path: Path) -> Iterator[Live]:
    with serving(sqlite_url, tmp_path) as running:
        yield running


@contextmanager
def serving(database: str, instance: Path) -> Iterator[Live]:
    """A server on this database, until the end of the block."""
    app = app_on(database, instance)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with app.app_context():
        yield Live(app, f"http://127.0.0.1:{server.server_port}")
        db.session.remove()
        server.shutdown()
        thread.join()
        db.engine.dispose()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    running = launch(playwright)
    yield running
    running.close()


def launch(playwright: Playwright, *more: str) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *more])


def chromium() -> str | None:
    """From the path or KIOSK_TEST_CHROMIUM, else the one that Playwright installed."""
    return os.environ.get("KIOSK_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def restarted(playwright: Playwright, folder: Path, **more: Any) -> BrowserContext:
    """A browser that keeps what it knows in a folder: closed and opened again it is the same device."""
    return playwright.chromium.launch_persistent_context(
        folder, executable_path=chromium(), args=QUIET, locale="nl-NL", timezone_id="Europe/Amsterdam", **more
    )


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam")
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def follow(page: Page, target: str | Locator) -> None:
    """Presses what leads to another page, and waits until that page stands there."""
    pressed = page.locator(target) if isinstance(target, str) else target
    with page.expect_navigation():
        pressed.click()


def eventually(came: Callable[[], bool], page: Page) -> None:
    """Waits for what the page does behind the screen; what never comes fails."""
    until = time.monotonic() + PATIENCE
    while not came():
        assert time.monotonic() < until, "it never came"
        page.wait_for_timeout(20)


def sit_down(page: Page, live: Live, session: Session, account: Account) -> Page:
    """This account is signed in on the page."""
    cookie = signed_in(live.app, session, account).get_cookie("beheer")
    assert cookie is not None
    page.context.add_cookies([{"name": "beheer", "value": cookie.value, "url": live.url}])
    return page
