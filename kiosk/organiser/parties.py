"""One sign-up from nearby: its people, since when they are in, and who may be the same person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.rules import AT_THE_DOOR
from kiosk.lib import names
from kiosk.lib.errors import NotFound

MOST_ALIKE = 20


@dataclass(frozen=True)
class GuestLine:
    """One person of a party. `act` is what let them in, and what an undo takes back."""

    id: int
    name: str | None
    since: datetime | None = None
    act: UUID | None = None


def party_of(session: Session, event_id: int, party_id: int) -> Party:
    """One sign-up of this event with its guests. Raises NotFound."""
    found = session.scalar(
        select(Party).where(Party.event_id == event_id, Party.id == party_id).options(selectinload(Party.guests))
    )
    if found is None:
        raise NotFound
    return found


def here(party: Party) -> list[Guest]:
    """The people of the party, without records that were merged into another."""
    return [guest for guest in party.guests if guest.merged_into_id is None]


def people_of(session: Session, party: Party) -> list[GuestLine]:
    guests = here(party)
    arrivals = session.scalars(
        select(Arrival)
        .where(Arrival.guest_id.in_([guest.id for guest in guests]), Arrival.is_open)
        .order_by(Arrival.at)
    )
    latest = {arrival.guest_id: arrival for arrival in arrivals}
    return [
        GuestLine(guest.id, guest.name, latest[guest.id].at, latest[guest.id].act)
        if guest.id in latest
        else GuestLine(guest.id, guest.name)
        for guest in guests
    ]


def guest_of(party: Party, guest_id: int) -> Guest:
    """Raises NotFound when nobody of this party has the number."""
    found = next((guest for guest in here(party) if guest.id == guest_id), None)
    if found is None:
        raise NotFound
    return found


def alike(session: Session, guest: Guest, words: str) -> list[Guest]:
    """Guests of other sign-ups whose name holds the words, or who are called the same when there are none."""
    asked, own = words[: names.MAX_NAME].strip(), guest.name or ""
    if not asked and not own:
        return []
    others = session.scalars(
        select(Guest)
        .join(Guest.party)
        .options(contains_eager(Guest.party))
        .where(
            Guest.event_id == guest.event_id,
            Guest.party_id != guest.party_id,
            Guest.merged_into_id.is_(None),
            Guest.name.is_not(None),
        )
        .order_by(Guest.id)
    )
    found = [each for each in others if _is_alike(each.name or "", asked, own)]
    return found[:MOST_ALIKE]


def _is_alike(name: str, asked: str, own: str) -> bool:
    return names.fits(asked, name) or names.nearly(asked, name) if asked else names.alike(own, name)


def keep_and_drop(one: Guest, other: Guest) -> tuple[Guest, Guest]:
    """Whom to keep: who signed up beforehand, else the record that was made first."""

    def rank(guest: Guest) -> tuple[bool, int]:
        return guest.party.way in AT_THE_DOOR, guest.id

    first, second = sorted((one, other), key=rank)
    return first, second
