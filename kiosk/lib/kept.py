"""Public pages, kept for a moment: when a whole street opens the invitation at once, it is made once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic

from flask import current_app, request

from kiosk.lib.web import cookie_name, public_page

SECONDS = 2.0
MOST = 200
"""So many pages a process keeps at most; then it starts anew."""
EXTENSION = "kiosk-kept"
HARMLESS = "taal"
"""The one cookie that says nothing but which language to show."""


def page(key: Hashable, make: Callable[[], str]) -> str:
    """The page as it was at most SECONDS ago. `key`: all that it depends on besides the database.

    Who carries a cookie of ours is no stranger, and gets the page of this very moment: an organiser who just
    changed it, a resident who just signed up.
    """
    if set(request.cookies) - {cookie_name(HARMLESS)}:
        return make()
    public_page()
    kept: dict[Hashable, tuple[float, str]] = current_app.extensions.setdefault(EXTENSION, {})
    made_at, content = kept.get(key, (0.0, ""))
    if not content or monotonic() - made_at > SECONDS:
        content = make()
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = monotonic(), content
    return content
