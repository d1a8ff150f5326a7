"""Coming in: nobody twice, nobody turned away, and every mistake can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from kiosk.checkin import ledger, queries, rules
from kiosk.checkin.rules import Answer, Arriving, Expected, How, Someone
from kiosk.events.queries import moment_for
from kiosk.guests import changes, seating
from kiosk.guests import service as guests_service
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.queries import by_key
from kiosk.guests.service import NewParty
from kiosk.lib import names
from kiosk.lib.errors import NotFound, Refusal

MOST_TWINS = 3


class SamePerson(Refusal):
    """The two records are one already."""


@dataclass(frozen=True)
class Visitor:
    """Somebody who did not sign up. The name is a first name, or nothing. `way`: guests.rules.WAYS."""

    name: str | None
    language: str
    way: str = "door"


@dataclass(frozen=True)
class Found:
    """Who stands at the door of which event, and what speaks against it: all that is read beforehand."""

    event_id: int
    expected: Expected | None
    reason: str


@dataclass(frozen=True)
class Wish:
    """Which of the party's guests come in (none named: all), and whether they do whatever the list says."""

    guests: frozenset[int] | None = None
    anyway: bool = False


def look_up(event_id: int, expected: Expected | None, at: datetime, reason: str = "") -> Found:
    """What `arrive` needs; the reading for it can be done before the write lock."""
    if expected is None:
        return Found(event_id, None, reason or "not_found")
    return Found(event_id, expected, rules.reason_against(expected, at))


def arrive(session: Session, found: Found, wish: Wish, how: How, now: datetime) -> Answer:
    """Lets people in: one arrival for each guest and moment, however many hosts scan at once.

    Raises NotFound when a guest is not of this party, or the event has no moments.
    """
    if found.expected is None:
        return Answer(rules.UNKNOWN, reason=found.reason)
    people = _chosen(found.expected, wish)
    planned = rules.planned_today(found.expected, now)
    moment = planned or moment_for(queries.moments_of(session, found.event_id), now)
    if found.reason:
        if not wish.anyway and not _are_in(session, people, moment.id):
            return Answer(rules.UNKNOWN, people, found.reason)
        _put_on_the_list(session, found.expected)
    arriving = Arriving(how, found.event_id, moment.id, now)
    fresh = ledger.bring_in(session, arriving, [each.id for each in people])
    if not fresh:
        return already_in(session, people, moment.id)
    return _welcome(found, tuple(each for each in people if each.id in fresh), now)


def answer_again(session: Session, found: Found, wish: Wish, act: UUID, now: datetime) -> Answer:
    """What `arrive` said to this act, read from the arrivals that it left; nothing is written."""
    rows = queries.arrivals_of_act(session, found.event_id, act)
    first = tuple(Someone(row.guest_id, row.name) for row in rows if row.was_first)
    if first:
        return _welcome(found, first, now)
    if rows:
        return already_in(session, tuple(Someone(row.guest_id, row.name) for row in rows), rows[0].moment_id)
    if found.expected is None or not found.reason:
        return Answer(rules.UNKNOWN, reason=found.reason or "not_found")
    return Answer(rules.UNKNOWN, _chosen(found.expected, wish), found.reason)


def _welcome(found: Found, people: tuple[Someone, ...], now: datetime) -> Answer:
    expected = found.expected
    if expected is None:
        return Answer(rules.WELCOME, people)
    planned = rules.planned_today(expected, now)
    starts_at = planned.starts_at if planned else None
    return Answer(rules.WELCOME, people, moment=starts_at, needs_help=expected.needs_help)


def already_in(session: Session, people: tuple[Someone, ...], moment_id: int) -> Answer:
    """Since when they are in, where they came in, and what to undo when that is not right."""
    rows = [row for row in queries.times_seen(session, [each.id for each in people], moment_id) if row.way == "in"]
    if not rows:
        return Answer(rules.ALREADY, people)
    acts = tuple(dict.fromkeys(row.act for row in rows))
    together = tuple(queries.let_in_by(session, acts))
    return Answer(rules.ALREADY, people, since=rows[0].at, where=rows[0].device, acts=acts, together=together)


def check_in_party(session: Session, party: Party, guests: Sequence[Guest] | None, how: How, now: datetime) -> Answer:
    """Lets in these guests of the party (None: all), also who cancelled or waits. Writes: start_writing first.

    The same `how.act` twice is one arrival. Raises NotFound when a guest is not of this party.
    """
    session.flush()
    found = look_up(party.event_id, queries.by_party(session, party.event_id, party.id), now)
    chosen = None if guests is None else frozenset(each.merged_into_id or each.id for each in guests)
    return arrive(session, found, Wish(chosen, anyway=True), how, now)


def walk_in(session: Session, event_id: int, visitor: Visitor, how: How, now: datetime) -> Answer:
    """Adds somebody who did not sign up, and lets them in. Writes: start_writing first.

    The same `how.act` twice is one person. Raises NotFound when the event has no moments.
    """
    moment = moment_for(queries.moments_of(session, event_id), now)
    new = NewParty(str(how.act), event_id, moment.id, visitor.way, visitor.language, [visitor.name])
    party = by_key(session, new.key) or guests_service.add_party(session, new, now)
    seating.seat_late(session, party)
    guest = party.guests[0]
    ledger.bring_in(session, Arriving(how, event_id, moment.id, now), [guest.merged_into_id or guest.id])
    return Answer(rules.WELCOME, (Someone(guest.id, guest.name),), twins=_twins(session, event_id, guest))


def leave(session: Session, event_id: int, guest_ids: frozenset[int], how: How, now: datetime) -> Answer:
    """Guests go away, perhaps for a moment: who is seen again is back. They still count as having come.

    Writes: start_writing first. Raises NotFound when one is not of this event, or the event has no moments.
    """
    people = queries.people(session, event_id, guest_ids)
    if len(people) != len(guest_ids):
        raise NotFound
    moment = moment_for(queries.moments_of(session, event_id), now)
    ledger.let_out(session, Arriving(how, event_id, moment.id, now), guest_ids)
    return Answer(rules.LEFT, people)


def undo(session: Session, event_id: int, undone: UUID, how: How) -> list[Someone]:
    """Takes back what an act of this event noted, and says about whom. Nothing happens twice."""
    ledger.take_back(session, event_id, undone, how.act)
    party = by_key(session, str(undone))
    if party is not None and party.event_id == event_id and party.state == "signed_up":
        guests_service.move(party, "cancelled")
    return queries.undone_by(session, event_id, how.act)


def take_out(session: Session, event_id: int, undone: UUID, how: How) -> None:
    """Whom this act let in is not here, whatever others noted. Writes: start_writing first."""
    people = undo(session, event_id, undone, how)
    ledger.cross_out(session, event_id, [each.id for each in people], undone, how.act)


def rename(session: Session, event_id: int, guest_id: int, name: str | None) -> Guest:
    """Corrects a first name; ticket and codes stay. Raises NotFound when the guest is not of this event."""
    guest = _guest(session, event_id, guest_id)
    guest = _guest(session, event_id, guest.merged_into_id) if guest.merged_into_id else guest
    guest.name = name
    return guest


def merge(session: Session, event_id: int, keep_id: int, drop_id: int, how: How) -> Guest:
    """Two records are one person: `drop` lives on in `keep`, who stays in if either was. Gives `keep`.

    Raises NotFound when one of them is not of this event, SamePerson when they are one record.
    """
    keep, drop = _guest(session, event_id, keep_id), _guest(session, event_id, drop_id)
    keep = _guest(session, event_id, keep.merged_into_id) if keep.merged_into_id else keep
    if drop.merged_into_id == keep.id:
        return keep
    if keep.id == drop.id or drop.merged_into_id is not None:
        raise SamePerson
    _hand_over_arrivals(session, keep, drop, how)
    changes.note_guests(session, event_id, (keep.id, drop.id))
    session.execute(update(Guest).where(Guest.merged_into_id == drop.id).values(merged_into_id=keep.id))
    drop.merged_into_id = keep.id
    keep.name, keep.group_id = keep.name or drop.name, keep.group_id or drop.group_id
    _leave_party(drop)
    if drop.party.state == "cancelled":
        _take_over_details(keep.party, drop.party)
    return keep


def _guest(session: Session, event_id: int, guest_id: int) -> Guest:
    guest = session.get(Guest, guest_id)
    if guest is None or guest.event_id != event_id:
        raise NotFound
    return guest


def _hand_over_arrivals(session: Session, keep: Guest, drop: Guest, how: How) -> None:
    arrivals = select(Arrival).where(Arrival.guest_id.in_((keep.id, drop.id)), Arrival.is_open)
    taken = {each.moment_id for each in session.scalars(arrivals) if each.guest_id == keep.id}
    for arrival in session.scalars(arrivals.where(Arrival.guest_id == drop.id)).all():
        if arrival.moment_id in taken:
            arrival.is_open, arrival.undone_by = False, how.act
        else:
            arrival.guest_id = keep.id
    session.flush()


def _take_over_details(keep: Party, gone: Party) -> None:
    """What only the record that went could tell: how to reach them, and what would help."""
    keep.email, keep.phone = keep.email or gone.email, keep.phone or gone.phone
    keep.help = {**(gone.help or {}), **(keep.help or {})} or None


def _leave_party(drop: Guest) -> None:
    """The place of the record that went is free again."""
    party = drop.party
    if any(each.merged_into_id is None for each in party.guests):
        party.size = max(party.size - 1, 1)
    elif party.state != "cancelled":
        guests_service.move(party, "cancelled")


def _chosen(expected: Expected, wish: Wish) -> tuple[Someone, ...]:
    if wish.guests is None:
        return expected.guests
    chosen = tuple(each for each in expected.guests if each.id in wish.guests)
    if len(chosen) != len(wish.guests):
        raise NotFound
    return chosen


def _are_in(session: Session, people: tuple[Someone, ...], moment_id: int) -> bool:
    return queries.are_in(session, [each.id for each in people], moment_id)


def _put_on_the_list(session: Session, expected: Expected) -> None:
    if expected.state != "signed_up":
        party = session.get_one(Party, expected.party_id)
        guests_service.move(party, "signed_up")
        seating.seat_late(session, party)


def _twins(session: Session, event_id: int, guest: Guest) -> tuple[Someone, ...]:
    """People on the list with this first name, who are not in yet: perhaps this is one of them."""
    if guest.name is None or guest.merged_into_id is not None:
        return ()
    same = [
        Someone(row.id, row.name)
        for row in queries.not_in_yet(session, event_id)
        if row.id != guest.id and names.alike(guest.name, row.name)
    ]
    return tuple(same[:MOST_TWINS])
