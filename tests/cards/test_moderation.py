"""A card goes from state to state through one door."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.orm import Session

from kiosk.cards import queries, service
from kiosk.cards.models import Card
from kiosk.cards.rules import CARD_MOVES
from kiosk.events.models import Event
from kiosk.lib.errors import NotFound
from tests.cast import MARKET_DAY

MOVES = [(old, new) for old in CARD_MOVES for new in (*CARD_MOVES, "gone")]


@pytest.fixture
def waiting(session: Session, market: Event) -> Card:
    card = service.keep(session, service.NewCard(uuid.uuid4(), market, "mad", "Te duur", "nl", MARKET_DAY))
    session.commit()
    return card


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_only_the_moves_of_the_table_are_made(
    session: Session, market: Event, waiting: Card, old: str, new: str
) -> None:
    waiting.state = old
    session.commit()
    if new == old or new in CARD_MOVES[old]:
        assert service.move(session, market.id, waiting.id, new).state == new
    else:
        with pytest.raises(service.CardCannotMove):
            service.move(session, market.id, waiting.id, new)


def test_another_events_card_is_not_found(session: Session, market: Event, waiting: Card) -> None:
    with pytest.raises(NotFound):
        service.move(session, market.id + 1, waiting.id, "approved")
    with pytest.raises(NotFound):
        queries.one(session, market.id + 1, waiting.id)


def test_cards_are_counted_by_kind_and_by_state(session: Session, market: Event, waiting: Card) -> None:
    assert queries.count_by_kind(session, market.id) == {"mad": 1}
    assert queries.count_by_state(session, market.id) == {"waiting": 1}
    assert queries.of_event(session, market.id, "held") == []
