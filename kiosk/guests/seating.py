"""Who sits in which group: by hand, dealt evenly, or the smallest group for who comes later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.dealing import Sitter, deal
from kiosk.events.groups import must_live
from kiosk.events.models import Event, Group
from kiosk.events.queries import groups_of
from kiosk.guests import changes
from kiosk.guests.models import Guest, Party


def seated(session: Session, event_id: int) -> Sequence[Guest]:
    """Everyone who has a place, or who came without a sign-up, in the order in which they signed up."""
    return session.scalars(
        select(Guest)
        .join(Party, Party.id == Guest.party_id)
        .where(Guest.event_id == event_id, Guest.merged_into_id.is_(None), Party.state == "signed_up")
        .order_by(Guest.party_id, Guest.position, Guest.id)
    ).all()


def deal_all(session: Session, event: Event, *, together: bool, anew: bool = False) -> int:
    """Gives a group to who has none, or to everybody anew. Gives how many sit elsewhere now."""
    must_live(event)
    return _seat(session, event.id, seated(session, event.id), together=together, anew=anew)


def seat_late(session: Session, event: Event, party: Party) -> int:
    """Who comes later joins their own people, else all of them go to the smallest group."""
    guests = seated(session, event.id)
    late = {each.id for each in guests if each.party_id == party.id}
    known = [each for each in guests if each.group_id is not None or each.id in late]
    return _seat(session, event.id, known, together=True)


def _seat(session: Session, event_id: int, guests: Sequence[Guest], *, together: bool, anew: bool = False) -> int:
    groups = [each.id for each in groups_of(session, event_id)]
    sitters = [Sitter(each.id, each.party_id, each.group_id) for each in guests]
    dealt = deal(sitters, groups, together=together, anew=anew)
    return _place(guests, dealt)


def _place(guests: Iterable[Guest], groups: dict[int, int]) -> int:
    moved = [each for each in guests if each.id in groups and each.group_id != groups[each.id]]
    for guest in moved:
        guest.group_id = groups[guest.id]
    return len(moved)


def move(session: Session, event: Event, guest_ids: Iterable[int], group: Group | None) -> int:
    """These guests of the event sit here from now on, or nowhere. Gives how many of them there are."""
    must_live(event)
    wanted = set(guest_ids)
    found = [each for each in seated(session, event.id) if each.id in wanted]
    for guest in found:
        guest.group_id = group.id if group else None
    return len(found)


def take_away(session: Session, event: Event, group: Group) -> None:
    """The group goes; its people have none."""
    must_live(event)
    for guest in session.scalars(select(Guest).where(Guest.group_id == group.id)):
        guest.group_id = None
    session.flush()
    session.delete(group)


def tell_devices(session: Session, event_id: int) -> None:
    """The groups themselves changed: what devices know of them is old."""
    changes.note_guests(session, event_id, ())
