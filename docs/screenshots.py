"""make screenshots: the pictures of the README, from a fresh demonstration."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from bench.scene import KIOSK, free_port, serving, settings
from kiosk.cli.demo import make
from kiosk.cli.demo.making import Made, Wish
from kiosk.cli.ready import ready_app
from tests.browser import launch

FOLDER = Path(__file__).resolve().parent / "screenshots"
PHONE, TABLET, LAPTOP = (390, 844), (1180, 820), (1440, 900)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kiosk-pictures-") as folder:
        os.environ["KIOSK_INSTANCE"] = folder
        subprocess.run([KIOSK, "db", "upgrade"], check=True)
        port = free_port()
        command: list[str | Path] = [KIOSK, "serve", "--demonstration", "--port", str(port)]
        with serving(command, port, "/healthz", settings(Path(folder), "")), sync_playwright() as playwright:
            made = make(ready_app(), Wish())
            browser = launch(playwright)
            residents(browser, made)
            devices(browser, made)
            organiser(browser, made)
            browser.close()
    print(f"Pictures are in {FOLDER.relative_to(Path.cwd()) if FOLDER.is_relative_to(Path.cwd()) else FOLDER}")


def opened(browser: Browser, size: tuple[int, int], address: str) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto(address)
    return page


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(FOLDER / f"{name}.png"))


def residents(browser: Browser, made: Made) -> None:
    keep(opened(browser, PHONE, made.event["url"]), "event-phone")
    keep(opened(browser, PHONE, f"{made.event['url']}/aanmelden?taal=ar"), "sign-up-arabic")
    keep(opened(browser, PHONE, str(made.guests[0]["my_url"])), "ticket-phone")


def devices(browser: Browser, made: Made) -> None:
    for name, link in (("door", made.door), ("kiosk", made.tablet), ("arrival", made.arrival)):
        page = opened(browser, TABLET, link["pair_url"])
        page.locator("form button").first.click()
        page.wait_for_url(lambda address: urlsplit(address).path in ("/deur", "/tablet", "/aankomst"))
        if name == "door":
            let_in(page, str(made.guests[0]["ticket"]))
        keep(page, f"{name}-tablet")


def let_in(door: Page, ticket: str) -> None:
    door.wait_for_selector("#bar[data-listed]")
    door.fill("#code-field", ticket)
    door.press("#code-field", "Enter")
    door.wait_for_selector("body[data-screen=welcome]")


def organiser(browser: Browser, made: Made) -> None:
    page = opened(browser, LAPTOP, made.organiser["url"])
    page.locator("input[name=email]").fill(made.organiser["email"])
    page.locator("input[name=password]").fill(made.organiser["password"])
    page.locator("main form button").last.click()
    page.wait_for_url(lambda address: "inloggen" not in address)
    page.goto(f"{made.base_url}/beheer/{made.event['slug']}/")
    keep(page, "day-laptop")


if __name__ == "__main__":
    sys.exit(main())
