"""The states of a print job, and how long each party may take."""

from __future__ import annotations

from datetime import datetime, timedelta

JOB_MOVES: dict[str, set[str]] = {
    "queued": {"leased", "cancelled"},
    "leased": {"queued", "printed", "failed", "unsure", "cancelled"},  # back to queued: the printer cannot now
    "printed": set(),
    "failed": set(),
    "unsure": set(),  # the agent stopped while it printed: nobody but a person can tell
    "cancelled": set(),
}
"""Printing again makes a new job, so that what happened stays written."""

WAITING = ("queued", "leased")
IN_VAIN = ("failed", "cancelled")

OUTCOMES = {"printed": "printed", "failed": "failed", "unsure": "unsure", "later": "queued"}
"""What an agent may report of a job, and the state that it leads to."""

TROUBLES = ("away", "no_paper", "wrong_paper", "cover_open", "busy", "stopped", "unreadable", "not_drawn", "gone")
"""Words for what is the matter; anything else counts as OTHER."""
OTHER = "other"

LEASE = timedelta(seconds=60)
HEARD_EVERY = timedelta(seconds=20)
"""How exactly we know when a printer was last heard: each poll that notes it costs a write."""

PRESENT = timedelta(minutes=2)
"""A printer asks for work every few seconds; silent for so long, it is away."""

FRESH = timedelta(hours=12)
"""A badge that waited longer is of no use to anybody: a printer that comes back tomorrow leaves it."""

KEPT = timedelta(days=7)
MOST_COPIES = 20


def trouble_word(word: str) -> str:
    """The word as we keep it; none stays none."""
    return word if not word or word in TROUBLES else OTHER


def is_present(heard_at: datetime | None, now: datetime) -> bool:
    return heard_at is not None and now - heard_at <= PRESENT
