"""The groups of an event as the organiser sees them: who sits where, and who has no group yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from kiosk.events.models import Event, Group, Moment
from kiosk.events.queries import groups_of
from kiosk.guests.models import Guest
from kiosk.guests.seating import seated
from kiosk.lib.names import folded


@dataclass(frozen=True)
class Seat:
    """One guest, and the names of who came along."""

    id: int
    name: str | None
    along: tuple[str | None, ...]
    moment: Moment | None = None
    """Where the event has several: people of one moment sit together."""


@dataclass(frozen=True)
class Table:
    """A group with its people."""

    group: Group
    seats: Sequence[Seat]


@dataclass(frozen=True)
class Overview:
    tables: Sequence[Table]
    unseated: Sequence[Seat]

    @property
    def persons(self) -> int:
        return len(self.unseated) + sum(len(each.seats) for each in self.tables)


def overview(session: Session, event: Event) -> Overview:
    guests = seated(session, event.id)
    groups = groups_of(session, event.id)
    parties: dict[int, list[Guest]] = defaultdict(list)
    seats: dict[int | None, list[Seat]] = defaultdict(list)
    moments = {each.id: each for each in event.moments}
    for guest in guests:
        parties[guest.party_id].append(guest)
    for guest in guests:
        along = tuple(each.name for each in parties[guest.party_id] if each is not guest)
        moment = moments.get(guest.party.moment_id or 0) if len(moments) > 1 else None
        seats[guest.group_id].append(Seat(guest.id, guest.name, along, moment))
    return Overview([Table(each, _by_name(seats[each.id])) for each in groups], _by_name(seats[None]))


def _by_name(seats: Iterable[Seat]) -> list[Seat]:
    return sorted(seats, key=lambda seat: (_starts(seat), not seat.name, folded(seat.name or "")))


def _starts(seat: Seat) -> float:
    """By moment; who comes at any time first."""
    return seat.moment.starts_at.timestamp() if seat.moment else 0.0
