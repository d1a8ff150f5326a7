"""What a host sees, on real pages: how soon a code that was read has its answer, and how soon other doors know."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.driver import shares

SCAN = """async code => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const key = name => new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true });
  const pressed = [...code, "Enter"].map(key);
  const before = document.body.dataset.since;
  const began = performance.now();
  for (const press of pressed) dispatchEvent(press);
  while (document.body.dataset.since === before) await frame();
  await frame();
  return performance.now() - began;
}"""


def answers(port: int, device: str, tickets: Sequence[str], slowdown: int) -> tuple[float, float]:
    """The middle and the 95th part of a hundred; the processor is as many times slower as `slowdown` says."""
    with _browser() as browser:
        page = _door(browser, port, device)
        page.context.set_offline(True)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        return shares([page.evaluate(SCAN, each) for each in tickets])


def news(port: int, devices: Sequence[str], tickets: Sequence[str]) -> tuple[float, float]:
    """Seconds until another door counts an arrival at this one: the middle and the longest."""
    with _browser() as browser:
        here, there = (_door(browser, port, each) for each in devices[:2])
        took = []
        for ticket in tickets:
            before = there.inner_text("#standing")
            began = time.perf_counter()
            here.evaluate(SCAN, ticket)
            expect(there.locator("#standing")).not_to_have_text(before, timeout=60_000)
            took.append(time.perf_counter() - began)
        return statistics.median(took), max(took)


@contextmanager
def _browser() -> Iterator[Browser]:
    path = os.environ.get("KIOSK_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _door(browser: Browser, port: int, device: str) -> Page:
    """A phone at the door, with the whole list on it."""
    address = f"http://127.0.0.1:{port}"
    context = browser.new_context(viewport={"width": 412, "height": 915}, service_workers="block")
    context.add_cookies([{"name": "apparaat", "value": device, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/deur")
    page.wait_for_selector("#bar[data-listed]:not([data-listed='0'])", timeout=60_000)
    return page
