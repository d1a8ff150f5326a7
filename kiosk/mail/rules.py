"""The states of a letter, and when to try again."""

from __future__ import annotations

LETTER_MOVES: dict[str, set[str]] = {
    "waiting": {"sent", "dropped", "failed"},  # dropped: no longer wanted; failed: refused for good
    "failed": {"waiting"},
    "sent": set(),
    "dropped": set(),
}

LEASE_SECONDS = 120
LONGEST_WAIT = 3600


def wait_seconds(attempts: int) -> int:
    """Half a minute after the first failure, then twice as long each time, at most an hour."""
    return int(min(LONGEST_WAIT, 30 * 2 ** max(0, attempts - 1)))
