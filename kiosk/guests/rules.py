"""The states of a sign-up and the ways in which one comes about."""

from __future__ import annotations

PARTY_MOVES: dict[str, set[str]] = {
    "signed_up": {"cancelled", "waiting"},  # waiting: they changed to a moment that is full
    "waiting": {"signed_up", "cancelled"},
    "cancelled": {"signed_up", "waiting"},  # they come after all
}

WAYS = ("online", "staff", "door", "self", "code")
"""By the resident online, by staff for somebody, by the host at the door, by the resident at the door.

By a code that the host let in before anyone could look it up, and that then fitted nobody.
"""
AT_THE_DOOR = ("door", "self", "code")
"""The ways of people who came without signing up."""

MAX_PARTY = 10
HELP = ("interpreter", "wheelchair", "child_care", "other")
MIN_SEARCH = 3
"""A name search asks for at least so many letters (standards P19)."""

KEEP_DAYS = 28
"""So long after the last moment of an event we keep who signed up; then only how many (standards P9)."""
