"""Is a letter about a sign-up still true when it leaves?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party

STATES = {
    "signup_confirmation": "signed_up",
    "signup_moved_up": "signed_up",
    "signup_waiting": "waiting",
    "signup_cancelled": "cancelled",
}
"""The state that each kind of letter tells of."""

OFF, CHANGED = "signup_event_off", "signup_event_changed"
ABOUT_AN_EVENT_THAT_IS_OFF = (OFF, "signup_cancelled")


def is_wanted(session: Session, kind: str, party_id: str) -> bool:
    """Not when the sign-up is gone, nor when what the letter says has changed since."""
    if not party_id.isdigit():
        return False
    found = session.execute(
        select(Party.state, Event.state.label("event"))
        .join(Event, Event.id == Party.event_id)
        .where(Party.id == int(party_id))
    ).one_or_none()
    if found is None:
        return False
    if kind == OFF or found.event == "cancelled":
        return bool(found.event == "cancelled" and kind in ABOUT_AN_EVENT_THAT_IS_OFF)
    if kind == CHANGED:
        return bool(found.state != "cancelled")
    return bool(found.state == STATES.get(kind, found.state))
