"""What does an event still need before residents may see it?"""

from __future__ import annotations

from datetime import datetime

from kiosk.events.models import Event


def missing(event: Event) -> list[str]:
    """The names of what is still empty, in the order of the screens that ask for it."""
    text = event.text(event.languages[0])
    given = {
        "question": text.question,
        "moments": event.moments,
        "venue": event.venue,
        "address": event.address,
        "contact_name": event.contact_name,
        "contact_phone": event.contact_phone,
        "ladder": event.ladder,
        "alarm_name": event.alarm_name,
        "alarm_email": event.alarm_email,
        "answers_on": event.answers_on,
    }
    return [name for name, value in given.items() if not value]


def missing_to_publish(event: Event, now: datetime) -> list[str]:
    """As `missing`, and also a moment that residents can still come to."""
    found = missing(event)
    if event.moments and all(moment.ends_at <= now for moment in event.moments):
        return [*found, "future_moment"]
    return found
