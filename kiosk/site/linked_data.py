"""The event as search engines read it (schema.org), and its moments by day."""

from __future__ import annotations

from typing import Any

from kiosk.events.days import days
from kiosk.events.models import Event, EventText
from kiosk.lib.clock import local

STATES = {"cancelled": "https://schema.org/EventCancelled"}
SCHEDULED = "https://schema.org/EventScheduled"


def event(event: Event, text: EventText, organiser: str, address: str) -> dict[str, Any]:
    """Ready to be written as JSON. Dates carry their offset from UTC."""
    whole = days(event.moments)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": text.title,
        "description": text.intro or text.question,
        "url": address,
        "inLanguage": event.languages,
        "isAccessibleForFree": True,
        "eventStatus": STATES.get(event.state, SCHEDULED),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "organizer": {"@type": "Organization", "name": organiser},
        "location": {"@type": "Place", "name": event.venue, "address": event.address},
    }
    if whole:
        data["startDate"] = local(whole[0].starts_at).isoformat()
        data["endDate"] = local(whole[-1].ends_at).isoformat()
    return data
