"""What an event's day comes to in numbers, read across the rooms that hold them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, not_, or_, select
from sqlalchemy.orm import Session, aliased

from kiosk.access import queries as devices
from kiosk.access.models import Device
from kiosk.acts.models import Act, ActCount
from kiosk.cards.models import Card
from kiosk.cards.rules import KINDS
from kiosk.contacts.models import Consent, Contact
from kiosk.contacts.rules import PURPOSES
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.rules import AT_THE_DOOR
from kiosk.organiser.days import PERSON, came_in, guests_of, of_day, pairs, signed_up

GONE_AFTER = timedelta(minutes=2)
"""A device lets itself be heard twice a minute; silent for so long, it is away."""

LAST_CARDS = 5
FEWEST = 5
"""A language of fewer cards is not named: it could single out the one person who speaks it (standards P20)."""


@dataclass(frozen=True)
class People:
    """Persons, except `parties`: the number of sign-ups that `expected` came in."""

    expected: int
    parties: int
    waiting: int
    cancelled: int
    arrived: int
    walk_ins: int
    by_unknown_code: int
    """Of the walk-ins: a host let them in by a code that fitted nobody."""


@dataclass(frozen=True)
class Cards:
    total: int
    unread: int
    by_kind: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Yeses:
    people: int
    by_purpose: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class DeviceLine:
    """A device as the day page shows it. `sign` is works, waiting, gone or asks; gone says since when."""

    id: int
    name: str
    purpose: str
    sign: str
    made: int
    arrived: int
    waiting: int
    heard_at: datetime | None


@dataclass(frozen=True)
class CardLine:
    """A card as the organiser reads it; nothing here tells of a person.

    `language` is empty where it could point at somebody; `written_in` is for who reads the text aloud.
    """

    id: uuid.UUID
    kind: str
    text: str
    language: str
    written_in: str
    made_at: datetime
    state: str


@dataclass(frozen=True)
class Day:
    """Everything on the day page except the curve, so that watchers cost little when nothing changed."""

    on: date
    people: People
    cards: Cards
    yeses: Yeses
    devices: tuple[DeviceLine, ...]
    last_cards: tuple[CardLine, ...]


def day(session: Session, event: Event, on: date, now: datetime) -> Day:
    return Day(
        on=on,
        people=_people(session, event, on),
        cards=_cards(session, event.id),
        yeses=_yeses(session, event.id),
        devices=tuple(device_lines(session, event.id, now)),
        last_cards=tuple(card_lines(session, event.id, _latest_cards(session, event.id))),
    )


def card_lines(session: Session, event_id: int, cards: Iterable[Card]) -> list[CardLine]:
    counted = select(Card.language).where(Card.event_id == event_id).group_by(Card.language)
    common = set(session.scalars(counted.having(func.count() >= FEWEST)))
    return [_card_line(card, card.language in common) for card in cards]


def _card_line(card: Card, is_common: bool) -> CardLine:
    language = card.language if is_common else ""
    return CardLine(
        card.id, card.kind, card.text, language, card.language if card.text else "", card.made_at, card.state
    )


def _latest_cards(session: Session, event_id: int) -> Sequence[Card]:
    """The newest cards by their half hour. Within it the order is chance, and stays the same."""
    newest = select(Card).where(Card.event_id == event_id).order_by(Card.made_at.desc(), Card.id).limit(LAST_CARDS)
    return session.scalars(newest).all()


def _people(session: Session, event: Event, on: date) -> People:
    today = of_day(Party.moment_id, event, on)
    known = signed_up(event, func.count(Guest.id), func.count(func.distinct(Party.id))).where(today)
    expected, parties = session.execute(known.where(or_(Party.state == "signed_up", _is_in(event)))).one()
    others = guests_of(event, Party.state, func.count(Guest.id)).where(today, not_(_is_in(event)))
    by_state = pairs(session.execute(others.group_by(Party.state)))
    ways = _came(session, event, on)
    return People(
        expected=expected,
        parties=parties,
        waiting=by_state.get("waiting", 0),
        cancelled=by_state.get("cancelled", 0),
        arrived=sum(ways.values()),
        walk_ins=sum(ways.get(way, 0) for way in AT_THE_DOOR),
        by_unknown_code=ways.get("code", 0),
    )


def _is_in(event: Event) -> ColumnElement[bool]:
    """Somebody of the party came in, whatever the list says."""
    person = aliased(Guest)
    came = select(person.party_id).join(Arrival, Arrival.guest_id == person.id)
    return Party.id.in_(came.where(Arrival.event_id == event.id, Arrival.is_open))


def _came(session: Session, event: Event, on: date) -> dict[str, int]:
    """How many persons came in, by the way in which they came on the list."""
    came = came_in(event, on, PERSON.label("person")).distinct().subquery()
    by_way = (
        select(Party.way, func.count())
        .select_from(came)
        .join(Guest, Guest.id == came.c.person)
        .join(Party, Party.id == Guest.party_id)
        .group_by(Party.way)
    )
    return pairs(session.execute(by_way))


def _cards(session: Session, event_id: int) -> Cards:
    rows = session.execute(
        select(Card.kind, Card.state, func.count()).where(Card.event_id == event_id).group_by(Card.kind, Card.state)
    ).all()
    return Cards(
        total=sum(count for _, _, count in rows),
        unread=sum(count for _, state, count in rows if state == "waiting"),
        by_kind=tuple((kind, sum(count for each, _, count in rows if each == kind)) for kind in KINDS),
    )


def _yeses(session: Session, event_id: int) -> Yeses:
    """People whose yes still stands, each once, and how many of them for each purpose."""
    people = func.count(func.distinct(Contact.id))
    standing = (
        select(people)
        .join(Consent, Consent.contact_id == Contact.id)
        .where(Contact.event_id == event_id, Consent.withdrawn_at.is_(None))
    )
    by_purpose = standing.with_only_columns(Consent.purpose, people).group_by(Consent.purpose)
    counts = pairs(session.execute(by_purpose))
    return Yeses(session.scalar(standing) or 0, tuple((each, counts.get(each, 0)) for each in PURPOSES))


def device_lines(session: Session, event_id: int, now: datetime) -> list[DeviceLine]:
    shown = [each for each in devices.devices_of(session, event_id) if each.state != "offered"]
    arrived = _arrived_acts(session, [each.id for each in shown])
    return [
        DeviceLine(
            id=each.id,
            name=each.name,
            purpose=each.purpose,
            sign=_sign(each, now),
            made=max(each.acts_made, arrived.get(each.id, 0)),
            arrived=arrived.get(each.id, 0),
            waiting=each.acts_waiting,
            heard_at=each.heard_at if _sign(each, now) == "gone" else None,
        )
        for each in shown
    ]


def _arrived_acts(session: Session, device_ids: Sequence[int]) -> dict[int, int]:
    """How many different acts came in, from the ledger or from the counts that a closed event keeps."""
    ledger = select(Act.device_id, func.count(func.distinct(Act.id))).where(Act.device_id.in_(device_ids))
    kept = select(ActCount.device_id, ActCount.arrived).where(ActCount.device_id.in_(device_ids))
    counts = pairs(session.execute(kept))
    for device_id, count in session.execute(ledger.group_by(Act.device_id)):
        counts[device_id] = counts.get(device_id, 0) + count
    return counts


def _sign(device: Device, now: datetime) -> str:
    if device.state == "asked":
        return "asks"
    if device.heard_at is None or now - device.heard_at > GONE_AFTER:
        return "gone"
    return "waiting" if device.acts_waiting else "works"
