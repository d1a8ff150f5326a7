"""Who gets a place, who waits, and how long a /mijn link works."""

from __future__ import annotations

from kiosk.guests.rules import KEEP_DAYS

MINE_WORKS_DAYS = KEEP_DAYS
"""So long after the last moment a /mijn link still opens (standards P9)."""

DROP_IN = ("walk_in_hour", "market")
"""Kinds of event where people may come at any time."""


def fits(capacity: int | None, taken: int, size: int) -> bool:
    """Whether a party of this size gets a place. Without a capacity there is always one."""
    return capacity is None or taken + size <= capacity


def is_any_time(kind: str, moments: int) -> bool:
    """Whether "I do not know yet" is an answer to "what time will you come?"."""
    return kind in DROP_IN and moments > 1
