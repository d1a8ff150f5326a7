"""Whose badge is it, and who gets one?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.guests.models import Guest, Party
from kiosk.lib.errors import NotFound
from kiosk.lib.names import folded


def guests_with_a_place(session: Session, event_id: int) -> list[Guest]:
    """Everyone who has a place or came in, by name, those without a name last."""
    found = session.scalars(
        select(Guest)
        .join(Party, Party.id == Guest.party_id)
        .where(Guest.event_id == event_id, Guest.merged_into_id.is_(None), Party.state == "signed_up")
    )
    return sorted(found, key=lambda guest: (guest.name is None, folded(guest.name or "")))


def guest_of_event(session: Session, event_id: int, guest_id: int) -> Guest:
    """Raises NotFound, for another event's guest as for none."""
    guest = session.scalar(select(Guest).where(Guest.id == guest_id, Guest.event_id == event_id))
    if guest is None:
        raise NotFound
    return guest
