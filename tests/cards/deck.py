"""Cards as a tablet sends them."""

from __future__ import annotations

import uuid
from typing import Any

from kiosk.lib import tokens


def card(**more: Any) -> dict[str, Any]:
    """The payload of a card; without `slip` it has none."""
    given = {
        "card": str(uuid.uuid4()),
        "kind": "glad",
        "text": "",
        "language": "nl",
        "slip": None,
        "secret": tokens.new(),
        "digits": "4071",
    }
    return {**given, **more}
