"""Where a request comes from, without keeping the address."""

from __future__ import annotations

from flask import request

from kiosk.lib import keys


def of_request() -> str:
    """A keyed hash of the address: the same visitor, the same word, and no way back."""
    return keys.current().mac(f"origin:{request.remote_addr}").hex()[:16]
