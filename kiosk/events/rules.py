"""The kinds of event, the states it goes through, and what it can offer."""

from __future__ import annotations

import re
import unicodedata

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

ASKS = ("feelings", "tip")
"""The activities that ask a question of the organiser's own."""

MOST_MOMENTS = 40
MOST_PEOPLE = 60
MOST_PLACES = 10_000
FIRST_LANGUAGE = "nl"

OPENS_EARLIER_MINUTES = 60
"""The day code works from one hour before the start."""


def lines(text: str) -> list[str]:
    """The points of a text that has one point a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
TAKEN_SLUGS = frozenset({"nieuw", "inloggen", "uitloggen", "bijeenkomst"})
"""Words that are addresses themselves."""


def slug_of(title: str) -> str:
    """The title as a part of an address; "bijeenkomst" when no letter of it can stand there."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    slug = "-".join(words)[:LONGEST_SLUG].strip("-")
    return slug or "bijeenkomst"
