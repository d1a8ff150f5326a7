"""A USB scanner, as the page sees it: keys that come faster than fingers, on whatever keyboard the computer has."""

from __future__ import annotations

from playwright.sync_api import Page

AZERTY = str.maketrans("aqwzm1234567890:/.-", "qazw,&é\"'(§è!çàM=;)")
"""What a Belgian computer makes of the keys of an American scanner."""

_CODES = {":": "Semicolon", "/": "Slash", ".": "Period", "-": "Minus", "\n": "Enter", "\t": "Tab"}
_TYPE = """([keys, at, gap, pause]) => {
  keys.forEach(([key, code], place) => {
    const event = new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true })
    Object.defineProperty(event, 'timeStamp', { value: at + gap * place + (place > 30 ? pause : 0) })
    document.activeElement.dispatchEvent(event)
  })
}"""


def scan(
    page: Page,
    text: str,
    layout: dict[int, str] | None = None,
    end: str = "\n",
    at: float = 10_000,
    gap: float = 5,
    pause: float = 0,
) -> None:
    """A key every `gap` milliseconds, from `at` milliseconds on, however busy this machine is.

    `pause`: so many milliseconds more after thirty keys.
    """
    page.evaluate(_TYPE, [[_key(sign, layout or {}) for sign in text + end], at, gap, pause])


def _key(sign: str, layout: dict[int, str]) -> tuple[str, str]:
    code = _CODES.get(sign) or (f"Digit{sign}" if sign.isdigit() else f"Key{sign.upper()}")
    return _CODES[sign] if sign in "\n\t" else sign.lower().translate(layout), code
