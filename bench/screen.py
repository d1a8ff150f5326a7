"""What a host sees: milliseconds from a code that was read to its answer on the screen, on a page without network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

from playwright.sync_api import sync_playwright

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
    address = f"http://127.0.0.1:{port}"
    path = os.environ.get("KIOSK_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 412, "height": 915}, service_workers="block")
        context.add_cookies([{"name": "apparaat", "value": device, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/deur")
        page.wait_for_selector("#bar[data-listed]:not([data-listed='0'])", timeout=60_000)
        context.set_offline(True)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        took = [page.evaluate(SCAN, each) for each in tickets]
        browser.close()
    return shares(took)
