"""What would happen to each row of a list from elsewhere, and then doing exactly that: all of it, or nothing."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Guest, Party
from kiosk.guests.service import NewParty
from kiosk.lib import names
from kiosk.lib.i18n import gettext
from kiosk.lib.tables import Row
from kiosk.organiser.incoming import Incoming
from kiosk.organiser.incoming_rows import Reader, RowIsWrong, Wanted
from kiosk.signup import queries, rules, service

PLACE, WAITS, ALIKE, DONE, WRONG = "place", "waits", "alike", "done", "wrong"
"""Gets a place, goes to the waiting list, seems to be on the list already, came from this very file before, cannot."""

_NAMESPACE = uuid.UUID("6f1c2f0e-5d0b-4c0e-9a53-6b6b1f1d9b77")
Ways = frozenset[str]


@dataclass(frozen=True)
class Planned:
    """One row: how it is understood, and what will happen to it."""

    row: Row
    key: str
    state: str
    wanted: Wanted | None = None
    problem: str = ""


@dataclass(frozen=True)
class Plan:
    lines: tuple[Planned, ...]

    def of(self, *states: str) -> list[Planned]:
        return [each for each in self.lines if each.state in states]

    def persons(self, *states: str) -> int:
        return sum(len(each.wanted.names) for each in self.of(*states) if each.wanted)

    @property
    def seen(self) -> str:
        """The same for two plans that do the same."""
        said = repr([(each.key, each.state, each.wanted and _said(each.wanted)) for each in self.lines])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


@dataclass
class _Known:
    """Who is on the list, and the places that are left; rows that come first take theirs first."""

    keys: set[str]
    contacts: dict[tuple[str, int | None], list[Ways]]
    free: dict[int, int | None]
    open: set[int] = field(default_factory=set)

    def is_alike(self, wanted: Wanted) -> bool:
        """The same first name at the same moment; not when each has an address and they differ."""
        own = _ways(wanted.email, wanted.phone)
        others = self.contacts[_called(wanted.names[0], wanted.moment.id if wanted.moment else None)]
        return any(not own or not each or own & each for each in others)

    def take(self, wanted: Wanted) -> str:
        if wanted.moment is None:
            return PLACE
        free, size = self.free[wanted.moment.id], len(wanted.names)
        if not rules.fits(free, 0, size):
            return WAITS
        self.free[wanted.moment.id] = None if free is None else free - size
        return PLACE


def plan(session: Session, reader: Reader, incoming: Incoming, now: datetime, *, also_alike: bool = False) -> Plan:
    """Reads all rows, and writes nothing."""
    known = _known(session, reader.event, now)
    return Plan(tuple(_planned(reader, incoming, row, known, also_alike) for row in incoming.rows))


def _planned(reader: Reader, incoming: Incoming, row: Row, known: _Known, also_alike: bool) -> Planned:
    key = str(uuid.uuid5(_NAMESPACE, f"{reader.event.id} {incoming.digest} {row.number}"))
    if key in known.keys:
        return Planned(row, key, DONE)
    try:
        wanted = reader.read(row)
    except RowIsWrong as wrong:
        return Planned(row, key, WRONG, problem=str(wrong))
    if wanted.moment and wanted.moment.id not in known.open:
        return Planned(row, key, WRONG, wanted, gettext("This time is over."))
    if known.is_alike(wanted) and not also_alike:
        return Planned(row, key, ALIKE, wanted)
    ways = _ways(wanted.email, wanted.phone)
    if ways:
        known.contacts[_called(wanted.names[0], wanted.moment.id if wanted.moment else None)].append(ways)
    return Planned(row, key, known.take(wanted), wanted)


def carry_out(session: Session, event: Event, plan: Plan, now: datetime) -> int:
    """Signs up everybody with a place or a wait, in the caller's transaction. Gives how many persons.

    Nobody gets a letter: to write hundreds would keep the door waiting.

    Raises SignUpIsClosed, MomentIsOver; then nothing may be kept.
    """
    for each in plan.of(PLACE, WAITS):
        if each.wanted:
            service.sign_up(session, event, _party(event, each.key, each.wanted), now)
    return plan.persons(PLACE, WAITS)


def _party(event: Event, key: str, wanted: Wanted) -> NewParty:
    new = NewParty(key, event.id, None, "staff", wanted.language, list(wanted.names))
    moment_id = wanted.moment.id if wanted.moment else None
    return replace(new, moment_id=moment_id, email=wanted.email, phone=wanted.phone)


def _known(session: Session, event: Event, now: datetime) -> _Known:
    places = queries.places(session, event, now)
    rows = session.execute(
        select(Party.key, Party.state, Party.moment_id, Party.email, Party.phone, Guest.name)
        .join(Guest, Guest.party_id == Party.id)
        .where(Party.event_id == event.id)
    ).all()
    contacts: dict[tuple[str, int | None], list[Ways]] = defaultdict(list)
    for row in rows:
        if row.state != "cancelled" and row.name:
            contacts[_called(row.name, row.moment_id)].append(_ways(row.email, row.phone))
    free = {each.moment.id: each.free for each in places}
    return _Known({row.key for row in rows}, contacts, free, set(free))


def _called(name: str | None, moment_id: int | None) -> tuple[str, int | None]:
    return names.folded(name or ""), moment_id


def _ways(*ways: str | None) -> Ways:
    return frozenset(each.casefold() for each in ways if each)


def _said(wanted: Wanted) -> Iterable[object]:
    return wanted.names, wanted.moment and wanted.moment.id, wanted.language, wanted.email, wanted.phone
