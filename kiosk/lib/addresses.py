"""Whole addresses, for QR codes, letters and calendar files."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request

from kiosk.lib.settings import Settings
from kiosk.lib.web import is_this_machine


def settings() -> Settings:
    found: Settings = current_app.extensions["kiosk-settings"]
    return found


def base() -> str:
    """The public address of this installation; without the setting, the one this request came to."""
    return settings().base_url or request.host_url.rstrip("/")


def is_public() -> bool:
    """Whether KIOSK_BASE_URL is set: without it posters and slips say that they are for practice."""
    return bool(settings().base_url)


def reach() -> str:
    """Where a pairing link works: everywhere (https), here (only on this machine), or nowhere (plain http)."""
    parts = urlsplit(base())
    if parts.scheme == "https":
        return "everywhere"
    return "here" if is_this_machine(parts.hostname or "") else "nowhere"


def ticket(code: str) -> str:
    """What a ticket's QR holds, in capitals so that it stays small. Opens a page that tells a stranger nothing."""
    return f"{base()}/T/{code}".upper()


def slip(secret: str) -> str:
    return f"{base()}/KAART/{secret}".upper()
