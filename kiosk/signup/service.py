"""Signing up, changing it and cancelling it, with never more people than places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.events.models import Event, Moment
from kiosk.guests import queries as guest_queries
from kiosk.guests import seating
from kiosk.guests import service as guests
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.lib import names
from kiosk.lib.db import start_writing
from kiosk.lib.errors import NotFound, Refusal
from kiosk.signup import queries, rules

Post = Callable[[str, Event, Party], None]
"""Queues a letter (kind, event, party) in the caller's transaction. See letters.post."""


class SignUpIsClosed(Refusal):
    """The event is not open to sign-ups: cancelled, closed, or over."""


class MomentIsOver(Refusal):
    """The chosen moment has ended, or the event has no such moment."""


class MomentIsFull(Refusal):
    """There is no room for this party, and nobody said that they want to wait."""


class SomebodyIsInside(Refusal):
    """Somebody who would be taken off the list has come in already."""


@dataclass(frozen=True)
class Change:
    """What a party says anew. `may_wait`: they choose the waiting list above the place they have."""

    moment_id: int | None
    names: list[str | None]
    email: str | None = None
    phone: str | None = None
    help: dict[str, Any] = field(default_factory=dict)
    may_wait: bool = False


def nobody_writes(kind: str, event: Event, party: Party) -> None:
    """A Post for callers who send no letters."""


def sign_up(session: Session, event: Event, new: guests.NewParty, now: datetime, post: Post = nobody_writes) -> Party:
    """Signs a party up, or puts it on the waiting list. The same key again gives the same party.

    Raises SignUpIsClosed, MomentIsOver.
    """
    start_writing(session)
    again = _made_before(session, event, new.key)
    if again is not None:
        return again
    moment = _open_moment(session, event, new.moment_id, now)
    state = _state_at(session, moment, len(new.names))
    try:
        with session.begin_nested():
            party = guests.add_party(session, replace(new, state=state), now)
    except IntegrityError:
        again = _made_before(session, event, new.key)
        if again is None:
            raise
        return again
    seating.seat_late(session, party)
    _write(post, "waiting" if state == "waiting" else "confirmation", event, party)
    return party


def _made_before(session: Session, event: Event, key: str) -> Party | None:
    party = guest_queries.by_key(session, key)
    if party is not None and party.event_id != event.id:
        raise NotFound
    return party


def _open_moment(session: Session, event: Event, moment_id: int | None, now: datetime) -> Moment | None:
    """The moment, held until the commit; None for "at any time". Raises SignUpIsClosed, MomentIsOver."""
    if event.state != "published" or not any(each.ends_at > now for each in event.moments):
        raise SignUpIsClosed
    if moment_id is None:
        return None
    moment = _lock(session, event, moment_id)
    if moment is None or moment.ends_at <= now:
        raise MomentIsOver
    return moment


def _state_at(session: Session, moment: Moment | None, size: int, own: int = 0) -> str:
    """Whether a party of this size gets a place. `own`: the places it has there already."""
    if moment is None:
        return "signed_up"
    taken = guests.persons_at(session, moment.id) - own
    return "signed_up" if rules.fits(moment.capacity, taken, size) else "waiting"


def _lock(session: Session, event: Event, *moment_ids: int | None) -> Moment | None:
    """Holds these moments until the commit, in one order for everybody; gives the first that was asked for."""
    wanted = {each for each in moment_ids if each is not None}
    rows = session.scalars(
        select(Moment)
        .where(Moment.event_id == event.id, Moment.id.in_(wanted))
        .order_by(Moment.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {each.id: each for each in rows}.get(moment_ids[0] or 0)


def cancel(session: Session, party: Party, now: datetime, post: Post = nobody_writes) -> None:
    """Takes the party off the list; who waits for the places moves up. Cancelling twice is once."""
    start_writing(session)
    event = session.get_one(Event, party.event_id)
    _lock(session, event, party.moment_id)
    session.refresh(party)
    if party.state == "cancelled":
        return
    guests.move(party, "cancelled")
    _write(post, "cancelled", event, party)
    move_up(session, event, party.moment_id, now, post)


def come_after_all(session: Session, party: Party, now: datetime, post: Post = nobody_writes) -> None:
    """A cancelled party comes again: on its moment when there is room, else on the waiting list.

    Raises SignUpIsClosed, MomentIsOver.
    """
    start_writing(session)
    event = session.get_one(Event, party.event_id)
    moment = _open_moment(session, event, party.moment_id, now)
    session.refresh(party)
    if party.state != "cancelled":
        return
    state = _state_at(session, moment, party.size)
    guests.move(party, state)
    seating.seat_late(session, party)
    _write(post, "waiting" if state == "waiting" else "confirmation", event, party)


def move_up(
    session: Session, event: Event, moment_id: int | None, now: datetime, post: Post = nobody_writes
) -> list[Party]:
    """Gives free places to those who wait longest and fit. Also for when the organiser adds places."""
    start_writing(session)
    moment = _lock(session, event, moment_id)
    if moment is None or moment.ends_at <= now or event.state != "published":
        return []
    session.flush()
    taken = guests.persons_at(session, moment.id)
    lucky = []
    for party in queries.waiting_at(session, moment.id):
        if rules.fits(moment.capacity, taken, party.size):
            guests.move(party, "signed_up")
            seating.seat_late(session, party)
            taken += party.size
            _write(post, "moved_up", event, party)
            lucky.append(party)
    return lucky


def move_up_all(session: Session, event: Event, now: datetime, post: Post = nobody_writes) -> list[Party]:
    """As move_up, for every moment that somebody waits for: after places were added, or came free at the door."""
    start_writing(session)
    waiting = select(Party.moment_id).where(Party.event_id == event.id, Party.state == "waiting")
    moments = session.scalars(waiting.distinct().order_by(Party.moment_id)).all()
    return [party for each in moments for party in move_up(session, event, each, now, post)]


def change(session: Session, party: Party, new: Change, now: datetime, post: Post = nobody_writes) -> None:
    """Takes over what the party says anew. A letter follows only when the moment or the place changed.

    Raises SignUpIsClosed, MomentIsOver, MomentIsFull, SomebodyIsInside.
    """
    start_writing(session)
    event = session.get_one(Event, party.event_id)
    _lock(session, event, new.moment_id, party.moment_id)
    session.refresh(party)
    before = (party.moment_id, party.state, party.email)
    left = party.moment_id
    if (new.moment_id, len(new.names)) != (party.moment_id, party.size):
        _take_place(session, event, party, new, now)
    _rename(session, party, new.names)
    seating.seat_late(session, party)
    party.email, party.phone, party.help = new.email or None, new.phone or None, new.help or None
    if party.state != "cancelled" and (party.moment_id, party.state, party.email) != before:
        _write(post, "waiting" if party.state == "waiting" else "confirmation", event, party)
    move_up(session, event, left, now, post)


def _take_place(session: Session, event: Event, party: Party, new: Change, now: datetime) -> None:
    moment = _open_moment(session, event, new.moment_id, now)
    own = party.size if party.state == "signed_up" and party.moment_id == new.moment_id else 0
    state = _state_at(session, moment, len(new.names), own)
    if party.state == "signed_up" and state == "waiting" and not new.may_wait:
        raise MomentIsFull
    if party.state not in ("cancelled", state):
        guests.move(party, state)
    party.moment_id, party.size = new.moment_id, len(new.names)


def _rename(session: Session, party: Party, given: list[str | None]) -> None:
    here = [each for each in party.guests if each.merged_into_id is None]
    for guest, name in zip(here, given, strict=False):
        guest.name = names.tidy(name)
    for guest in here[len(given) :]:
        if session.scalar(select(exists().where(Arrival.guest_id == guest.id))):
            raise SomebodyIsInside
        party.guests.remove(guest)
        session.delete(guest)
    position = max((each.position for each in party.guests), default=-1) + 1
    for offset, name in enumerate(given[len(here) :]):
        party.guests.append(Guest(event_id=party.event_id, position=position + offset, name=names.tidy(name)))


def _write(post: Post, kind: str, event: Event, party: Party) -> None:
    if party.email:
        post(kind, event, party)
