"""The states of a letter, and when to try again."""

from __future__ import annotations

from datetime import datetime, timedelta

LETTER_MOVES: dict[str, set[str]] = {
    "waiting": {"sent", "dropped", "failed"},  # dropped: no longer wanted; failed: refused for good
    "failed": {"waiting"},
    "sent": set(),
    "dropped": set(),
}

LEASE_SECONDS = 120
LONGEST_WAIT = 3600
GIVE_UP_DAYS = 5
"""As long as mail servers themselves keep trying."""

POLL_SECONDS = 5.0
SERVER_TIMEOUT = 15.0


def wait_seconds(attempts: int) -> int:
    """Half a minute after the first failure, then twice as long each time, at most an hour."""
    return int(min(LONGEST_WAIT, 30 * 2 ** min(20, max(0, attempts - 1))))


def gives_up(created_at: datetime, now: datetime) -> bool:
    return now - created_at > timedelta(days=GIVE_UP_DAYS)
