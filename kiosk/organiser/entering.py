"""Ticks on a paper list become arrivals: what was typed, who it is, and the latest that can be taken back.

Behind a short code may stand the numbers of those who came: "7K3M 9QXZ 2" is the second person of that sign-up.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import AuditEntry
from kiosk.checkin import rules as checkin_rules
from kiosk.checkin import service as checkin
from kiosk.checkin.rules import How
from kiosk.events.models import Event, Moment
from kiosk.guests.models import Arrival, Guest
from kiosk.guests.queries import by_ticket
from kiosk.lib.errors import NotFound
from kiosk.organiser.parts import Part

DEED = "enter from paper"
"""How the audit log calls it: so the record says that no device saw them come in."""

WELCOME, ALREADY, UNKNOWN, NO_SUCH_NUMBER = "welcome", "already", "unknown", "no such number"

INSIDE = timedelta(seconds=1)
"""At its very start a moment is also the end of the one before."""

MOST_TYPED = 300
LATEST = 12

_GAP = r"[\s\-\u00a0]*"
_SHAPE = re.compile(rf"((?:[A-Za-z0-9]{_GAP}){{8}})((?:[\s,.+/-]*\d{{1,2}}(?!\d))*)\s*")


@dataclass(frozen=True)
class Entry:
    """What came of one thing that was typed. `key` takes it back, where anybody came in."""

    typed: str
    word: str
    names: tuple[str | None, ...] = ()
    key: uuid.UUID | None = None


@dataclass(frozen=True)
class Latest:
    """Who came in by one entry and is still in."""

    key: uuid.UUID
    names: tuple[str | None, ...]
    at: datetime


def enter(session: Session, event: Event, part: Part, typed: str, now: datetime) -> Entry:
    """Lets in who the code is of, at the time on the list. Writes: start_writing first."""
    code, numbers = read(typed)
    try:
        party = by_ticket(session, event.id, code)
    except NotFound:
        return Entry(typed[:60], UNKNOWN)
    guests = None if numbers is None else [each for each in party.guests if each.position + 1 in numbers]
    if guests is not None and len(guests) != len(numbers or ()):
        return Entry(typed[:60], NO_SUCH_NUMBER, tuple(each.name for each in party.guests))
    key = uuid.uuid4()
    at = time_of(part, party.moment_id, now)
    answer = checkin.check_in_party(session, party, guests, How(act_of(key, 0)), at)
    names = tuple(each.name for each in answer.guests)
    if answer.word == checkin_rules.WELCOME:
        return Entry(typed[:60], WELCOME, names, key)
    return Entry(typed[:60], ALREADY, names)


def let_in_unlisted(session: Session, event: Event, at: datetime, names: Sequence[str | None], key: uuid.UUID) -> bool:
    """Guests from the empty lines of the list; False when this was entered before. Writes: start_writing first."""
    if key in dict(entries(session, event)):
        return False
    for place, name in enumerate(names):
        visitor = checkin.Visitor(name, event.languages[0])
        checkin.walk_in(session, event.id, visitor, How(act_of(key, place)), at)
    return True


def read(typed: str) -> tuple[str, frozenset[int] | None]:
    """The code, and the numbers behind it; no numbers: everybody of the sign-up."""
    found = _SHAPE.fullmatch(typed.strip())
    if found is None:
        return typed[:MOST_TYPED], None
    numbers = frozenset(int(each) for each in re.findall(r"\d{1,2}", found[2]))
    return found[1], numbers or None


def time_of(part: Part, moment_id: int | None, now: datetime) -> datetime:
    """The start of their own moment when it is on the list, else of the first; never later than now."""
    own = next((each for each in part.moments if each.id == moment_id), None)
    moment: Moment = own or min(part.moments, key=lambda each: each.starts_at)
    return min(moment.starts_at + INSIDE, now)


def act_of(key: uuid.UUID, place: int) -> uuid.UUID:
    """The act of one arrival among those that were entered together."""
    return uuid.uuid5(key, str(place))


def noted(event_id: int, key: uuid.UUID, count: int) -> str:
    """How the audit log names an entry: no name, no code."""
    return f"event {event_id}: {count} by {key}"


def entries(session: Session, event: Event) -> Iterable[tuple[uuid.UUID, int]]:
    """The keys of everything that was entered for this event, the newest first, and how many acts each has."""
    found = select(AuditEntry.object).where(
        AuditEntry.organisation_id == event.organisation_id,
        AuditEntry.action == DEED,
        AuditEntry.object.startswith(f"event {event.id}: "),
    )
    for each in session.scalars(found.order_by(AuditEntry.id.desc())):
        count, _, key = each.partition(": ")[2].partition(" by ")
        yield uuid.UUID(key), int(count)


def latest(session: Session, event: Event) -> list[Latest]:
    """The newest entries by which somebody is in."""
    shown: list[Latest] = []
    for key, count in entries(session, event):
        acts = [act_of(key, place) for place in range(count)]
        rows = session.execute(
            select(Guest.name, Arrival.at)
            .join(Arrival, Arrival.guest_id == Guest.id)
            .where(Arrival.act.in_(acts), Arrival.is_open, Arrival.way == "in")
            .order_by(Arrival.id)
        ).all()
        if rows:
            shown.append(Latest(key, tuple(row.name for row in rows), rows[0].at))
        if len(shown) == LATEST:
            break
    return shown


def undo(session: Session, event: Event, key: uuid.UUID) -> list[str | None]:
    """Takes an entry back, and says whose. Raises NotFound for what was not entered here. Writes."""
    count = dict(entries(session, event)).get(key)
    if count is None:
        raise NotFound
    how = How(uuid.uuid4())
    for place in range(count):
        checkin.undo(session, event.id, act_of(key, place), how)
    gone = select(Guest.name).join(Arrival, Arrival.guest_id == Guest.id).where(Arrival.undone_by == how.act)
    return list(session.scalars(gone.order_by(Arrival.id)))
