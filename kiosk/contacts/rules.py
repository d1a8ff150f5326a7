"""What people can say yes to, and by which channel we then speak to them."""

from __future__ import annotations

CONSENT_MOVES: dict[str, set[str]] = {
    "given": {"withdrawn"},
    "withdrawn": set(),  # a new yes is a new consent, with its own words (standards P6)
}

PURPOSES = ("informed", "join_in")
"""To hear what was done with the cards; to be asked to think along again."""

CHANNELS = ("email", "phone")
THROUGH = ("tablet", "online", "staff")

KEEP_DAYS = 365
"""So long after the yes we keep a contact; one who took back every yes is forgotten sooner (standards P9)."""
