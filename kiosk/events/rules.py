"""The kinds of event, the states it goes through, and what it can offer."""

from __future__ import annotations

KINDS = ("walk_in_hour", "meeting", "market")

EVENT_MOVES: dict[str, set[str]] = {
    "draft": {"published"},
    "published": {"cancelled", "closed"},
    "cancelled": {"archived"},
    "closed": {"archived"},
    "archived": set(),
}

LADDER = ("inform", "consult", "advise", "co_produce", "decide")
"""The participation ladder (standards D1): how much influence residents have."""

OFFERS = ("coffee", "food", "compensation", "interpreter", "child_care")

ACTIVITIES = ("feelings", "tip", "keep_informed")
"""What the tablet can offer, in the order in which it shows them."""

OPENS_EARLIER_MINUTES = 60
"""The day code works from one hour before the start."""


def lines(text: str) -> list[str]:
    """The points of a text that has one point a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
