"""What residents left on the practice tablet: cards with their slips, and people who want to hear more."""

from __future__ import annotations

import random
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.cards import rules, service
from kiosk.cards.models import Card
from kiosk.cli.demo.hand import Hand
from kiosk.cli.demo.words import WORDS
from kiosk.contacts.models import Contact
from kiosk.events.models import Event
from kiosk.lib import clock, tokens

Slip = dict[str, str]
STATES = ("approved", "waiting", "approved", "waiting", "held", "waiting")
OPT_INS = 5


def leave_cards(session: Session, event: Event, tablet: Hand, wanted: int) -> list[Slip]:
    """Leaves cards until there are so many, and gives the slips of the new ones."""
    here = session.scalar(select(func.count(Card.id)).where(Card.event_id == event.id)) or 0
    slips = _lend(tablet, max(0, wanted - here))
    cards = [_card(at, slip) for at, slip in enumerate(slips)]
    receipts = tablet.do([("card", card, _lately()) for card in cards])
    kept = [each["status"] == "stored" for each in receipts]
    for at, (card, is_kept) in enumerate(zip(cards, kept, strict=True)):
        if is_kept:
            service.move(session, event.id, uuid.UUID(card["card"]), STATES[at % len(STATES)])
    return [slip for slip, is_kept in zip(slips, kept, strict=True) if is_kept]


def _lend(tablet: Hand, number: int) -> list[Slip]:
    """As many slips, with numbers from blocks lent to the tablet, in random order."""
    blocks = -(-number // rules.BLOCK)
    receipts = tablet.do([("lease", {}, clock.now()) for _ in range(blocks)])
    leases = [each["detail"] for each in receipts if each["status"] == "stored"]
    places = [place for each in leases for place in range(each["first"], each["first"] + each["size"])]
    random.shuffle(places)
    return [_slip(place) for place in places[:number]]


def _slip(place: int) -> Slip:
    face = rules.slip_face(place)
    return {
        "place": str(place),
        "colour": face.colour,
        "animal": face.animal,
        "number": str(face.number),
        "digits": f"{secrets.randbelow(10000):04d}",
        "secret": tokens.new(),
    }


def _card(at: int, slip: Slip) -> dict[str, Any]:
    said = WORDS["cards"][at % len(WORDS["cards"])]
    return {
        "card": str(uuid.uuid4()),
        **said,
        "slip": int(slip["place"]),
        "secret": slip["secret"],
        "digits": slip["digits"],
    }


def _lately() -> datetime:
    return clock.now() - timedelta(minutes=random.randrange(1, 60))  # noqa: S311


def opt_in(session: Session, event: Event, tablet: Hand) -> None:
    """Some people want to hear more, by telephone: a practice event sends no letters."""
    if session.scalar(select(Contact.id).where(Contact.event_id == event.id).limit(1)) is None:
        tablet.do([("opt_in", _yes(at), _lately()) for at in range(OPT_INS)])


def _yes(at: int) -> dict[str, Any]:
    language = list(WORDS["guests"])[at % len(WORDS["guests"])]
    purposes = ("informed", "join_in") if at % 2 else ("informed",)
    return {
        "contact": str(uuid.uuid4()),
        "name": WORDS["guests"][language][0].split("+")[0],
        "phone": f"06 0000 00{at:02d}",
        "language": language,
        "consents": [
            {"id": str(uuid.uuid4()), "purpose": each, "channel": "phone", "words": WORDS["consents"][each]}
            for each in purposes
        ],
    }
