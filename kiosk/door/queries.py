"""Which day people come for."""

from __future__ import annotations

from datetime import datetime

from kiosk.events.models import Event
from kiosk.events.queries import moment_for


def day_of(event: Event, now: datetime) -> datetime | None:
    """When the moment starts that people come for now; None when the event has no moments."""
    return moment_for(event.moments, now).starts_at if event.moments else None
