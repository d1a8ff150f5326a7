"""Keeping cards, moving them from state to state, lending slip numbers, and forgetting the order of things."""

from __future__ import annotations

import hmac
import uuid
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.cards import rules
from kiosk.cards.models import Card, Slip, SlipBlock
from kiosk.events.models import Event
from kiosk.events.queries import moment_for
from kiosk.lib import clock, tokens
from kiosk.lib.db import is_postgresql, lose_order, start_writing
from kiosk.lib.errors import NotFound, Refusal


class CardCannotMove(Refusal):
    """rules.CARD_MOVES does not know this step."""


class CardIsTaken(Refusal):
    """Another act brought a card with this key."""


class SlipIsTaken(Refusal):
    """A card has this number already."""


class SlipIsNotYours(Refusal):
    """The number was not lent to this device."""


class SlipIsUnknown(Refusal):
    """No card goes with this picture, number and digits."""


class SlipIsShut(Refusal):
    """Too many wrong digits: from now on only the QR opens it."""


@dataclass(frozen=True)
class NewSlip:
    place: int
    secret: str
    digits: str
    device_id: int


@dataclass(frozen=True)
class NewCard:
    """A card as it comes in. Without a slip it is kept all the same."""

    id: uuid.UUID
    event: Event
    kind: str
    text: str
    language: str
    made_at: datetime
    slip: NewSlip | None = None


def keep(session: Session, new: NewCard) -> Card:
    """Adds the card and its slip. Raises CardIsTaken, SlipIsTaken or SlipIsNotYours."""
    if session.get(Card, new.id) is not None:
        raise CardIsTaken
    card = Card(
        id=new.id,
        event_id=new.event.id,
        kind=new.kind,
        text=new.text,
        language=new.language,
        made_at=_rounded(new.event, new.made_at),
        state="waiting",
    )
    session.add(card)
    session.flush()
    if new.slip:
        _add_slip(session, card, new.slip)
    return card


def _rounded(event: Event, at: datetime) -> datetime:
    """The half hour while the event runs; only the day for what comes in after it was closed."""
    return clock.half_hour(at) if event.closed_at is None else _day_of_moment(event, at)


def _day_of_moment(event: Event, at: datetime) -> datetime:
    day = clock.local_day(moment_for(event.moments, at).starts_at if event.moments else at)
    return datetime.combine(day, time(12), clock.AMSTERDAM)


def _add_slip(session: Session, card: Card, new: NewSlip) -> None:
    block = session.scalar(
        select(SlipBlock).where(SlipBlock.first <= new.place).order_by(SlipBlock.first.desc()).limit(1)
    )
    if block is None or new.place >= block.first + block.size or block.device_id not in (new.device_id, None):
        raise SlipIsNotYours
    if session.get(Slip, new.place) is not None:
        raise SlipIsTaken
    session.add(
        Slip(
            number=new.place,
            card_id=card.id,
            secret_hash=tokens.lookup(new.secret),
            digits_hash=_digits_hash(new.place, new.digits),
        )
    )
    session.flush()


def _digits_hash(place: int, digits: str) -> bytes:
    return tokens.lookup(f"slip:{place}:{digits}")


def lease(session: Session, device_id: int, act: uuid.UUID) -> SlipBlock:
    """Lends the next run of numbers. On PostgreSQL lenders queue, so that no two get the same."""
    if is_postgresql(session):
        session.execute(text("LOCK TABLE slip_block IN EXCLUSIVE MODE"))
    first = session.scalar(select(func.coalesce(func.max(SlipBlock.first + SlipBlock.size), 0))) or 0
    block = SlipBlock(first=first, size=rules.BLOCK, act=act, device_id=device_id)
    session.add(block)
    session.flush()
    return block


def leased(session: Session, act: uuid.UUID) -> SlipBlock | None:
    return session.scalar(select(SlipBlock).where(SlipBlock.act == act))


def open_slip(session: Session, face: rules.SlipFace, digits: str) -> Card:
    """The card behind a slip's picture, number and digits. Raises SlipIsUnknown or SlipIsShut.

    A wrong guess is counted: the caller commits it, also when it refuses.
    """
    place = rules.slip_place(face)
    start_writing(session)
    slip = session.get(Slip, place, with_for_update=True) if place is not None and place < 2**31 else None
    if slip is None:
        raise SlipIsUnknown
    if slip.misses >= rules.MAX_MISSES:
        raise SlipIsShut
    if not hmac.compare_digest(slip.digits_hash, _digits_hash(slip.number, digits)):
        slip.misses += 1
        session.flush()
        raise SlipIsShut if slip.misses >= rules.MAX_MISSES else SlipIsUnknown
    return session.get_one(Card, slip.card_id)


def move(session: Session, event_id: int, card_id: uuid.UUID, state: str) -> Card:
    """The one door between the states of a card. Raises NotFound or CardCannotMove; the same state is no move."""
    start_writing(session)
    card = session.get(Card, card_id, with_for_update=True)
    if card is None or card.event_id != event_id:
        raise NotFound
    if state == card.state:
        return card
    if state not in rules.CARD_MOVES[card.state]:
        raise CardCannotMove(f"{card.state} to {state}")
    card.state = state
    return card


def shuffle(session: Session, event: Event) -> None:
    """At closing: cards keep only their moment's day, rows lose their order, and blocks their device and act."""
    start_writing(session)
    of_event = Card.event_id == event.id
    for made_at in session.scalars(select(Card.made_at).where(of_event).distinct()).all():
        day = _day_of_moment(event, made_at)
        session.execute(update(Card).where(of_event, Card.made_at == made_at).values(made_at=day))
    session.execute(update(Slip).where(Slip.card_id.in_(select(Card.id).where(of_event))).values(misses=Slip.misses))
    _forget_devices(session, event.id)
    lose_order(session, Card, Slip, SlipBlock)


def _forget_devices(session: Session, event_id: int) -> None:
    devices = select(Device.id).where(Device.event_id == event_id)
    for block in session.scalars(select(SlipBlock).where(SlipBlock.device_id.in_(devices))):
        block.device_id = None
        block.act = uuid.uuid4()
    session.flush()
