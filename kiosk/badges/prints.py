"""One guest's badge as a label, for the printers of the event."""

from __future__ import annotations

from sqlalchemy.orm import Session

from kiosk.badges import queries, service, words
from kiosk.events.models import Event
from kiosk.lib.errors import NotFound
from kiosk.lib.fonts import Fonts


def badge(session: Session, event_id: int, about: str, fonts: Fonts) -> bytes:
    """Drawn when the printer asks for it, so that a corrected name is on it. Raises NotFound for who is gone."""
    kind, _, number = about.partition(":")
    if kind != "guest" or not number.isdigit():
        raise NotFound
    guest = queries.guest_of_event(session, event_id, int(number))
    event = session.get_one(Event, event_id)
    return service.badge_pdf(words.of_guests(session, event, [guest]), words.foot(event), fonts)
