"""Who sits in which group: by hand, dealt evenly, or the smallest group for who comes later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, contains_eager, load_only

from kiosk.events.dealing import SPREAD, TOGETHER, Sitter, Sizes, deal, deal_late
from kiosk.events.groups import must_live
from kiosk.events.models import Event, Group
from kiosk.events.queries import groups_of
from kiosk.guests import changes
from kiosk.guests.models import Guest, Party


def seated(session: Session, event_id: int) -> Sequence[Guest]:
    """Everyone who has a place, or who came without a sign-up, in the order in which they signed up."""
    return session.scalars(
        select(Guest)
        .join(Guest.party)
        .options(contains_eager(Guest.party).options(load_only(Party.id, Party.moment_id)))
        .where(Guest.event_id == event_id, Guest.merged_into_id.is_(None), Party.state == "signed_up")
        .order_by(Guest.party_id, Guest.position, Guest.id)
    ).all()


def deal_all(session: Session, event: Event, *, together: bool, anew: bool = False) -> int:
    """Gives a group to who has none, or to everybody anew. Gives how many sit elsewhere now.

    Who comes later is seated in the same way.
    """
    must_live(event)
    event.seating = TOGETHER if together else SPREAD
    guests, groups = seated(session, event.id), [each.id for each in groups_of(session, event.id)]
    sitters = [_sitter(each, each.party.moment_id) for each in guests]
    return _place(guests, deal(sitters, groups, together=together, anew=anew))


def seat_late(session: Session, party: Party) -> int:
    """Gives the party a group when others have one: their own people's, else the smallest. Writes.

    As long as the event has no groups this is one statement, and nothing happens.
    """
    has_groups = exists().where(Group.event_id == Event.id)
    seating = session.scalar(select(Event.seating).where(Event.id == party.event_id, has_groups))
    if seating is None or party.state != "signed_up":
        return 0
    sizes = _sizes(session, party.event_id)
    if not sizes.in_all:
        return 0
    guests = [each for each in party.guests if each.merged_into_id is None]
    sitters = [_sitter(each, party.moment_id) for each in guests]
    return _place(guests, deal_late(sitters, sizes, together=seating == TOGETHER))


def _sizes(session: Session, event_id: int) -> Sizes:
    """How many sit in each group, counted by the database: an event can have many guests."""
    counted = (
        select(Party.moment_id, Guest.group_id, func.count())
        .join(Guest, Guest.party_id == Party.id)
        .where(Guest.event_id == event_id, Guest.merged_into_id.is_(None), Party.state == "signed_up")
        .group_by(Party.moment_id, Guest.group_id)
    )
    sizes = Sizes([each.id for each in groups_of(session, event_id)])
    for moment_id, group_id, count in session.execute(counted):
        if group_id is not None:
            sizes.sit(moment_id, group_id, count)
    return sizes


def _sitter(guest: Guest, moment_id: int | None) -> Sitter:
    return Sitter(guest.id, guest.party_id, guest.group_id, moment_id)


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
