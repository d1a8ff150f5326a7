"""Letting go of what was kept long enough. The terms stand in the rules of guests and contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from kiosk.contacts import service as contacts
from kiosk.guests import service as guests
from kiosk.lib.db import start_writing
from kiosk.printing import service as printing


@dataclass(frozen=True)
class Forgotten:
    """How much was let go: counts, never who."""

    parties: int
    contacts: int


def forget(session: Session, now: datetime) -> Forgotten:
    """Erases what is past its term. Doing it twice erases nothing more. The caller commits."""
    start_writing(session)
    printing.forget(session, now)
    return Forgotten(guests.forget(session, now), contacts.forget(session, now))
