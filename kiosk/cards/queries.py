"""Finding and counting cards. No list is in the order in which cards came."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from kiosk.cards.models import Card, Slip
from kiosk.lib import tokens
from kiosk.lib.errors import NotFound


def of_event(session: Session, event_id: int, state: str | None = None) -> list[Card]:
    """The event's cards, of one state or of all, by their random key."""
    query = select(Card).where(Card.event_id == event_id).order_by(Card.id)
    return list(session.scalars(query if state is None else query.where(Card.state == state)))


def one(session: Session, event_id: int, card_id: uuid.UUID) -> Card:
    """A card of this event. Raises NotFound, for another event's as for none."""
    card = session.get(Card, card_id)
    if card is None or card.event_id != event_id:
        raise NotFound
    return card


def by_secret(session: Session, secret: str) -> tuple[Card, Slip]:
    """The card that a slip's QR opens. Raises NotFound."""
    found = session.execute(
        select(Card, Slip).join(Slip, Slip.card_id == Card.id).where(Slip.secret_hash == tokens.lookup(secret))
    ).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def slip_of(session: Session, card: Card) -> Slip | None:
    return session.scalar(select(Slip).where(Slip.card_id == card.id))


def count_by_kind(session: Session, event_id: int) -> dict[str, int]:
    return _count(session, event_id, Card.kind)


def count_by_state(session: Session, event_id: int) -> dict[str, int]:
    return _count(session, event_id, Card.state)


def _count(session: Session, event_id: int, column: InstrumentedAttribute[str]) -> dict[str, int]:
    rows = session.execute(select(column, func.count()).where(Card.event_id == event_id).group_by(column))
    return {str(name): count for name, count in rows}
