"""The lists that organisers read: guests, cards, and people who said yes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.cards import queries as cards
from kiosk.cards.models import Card
from kiosk.cards.rules import CARD_MOVES
from kiosk.contacts import queries as contacts
from kiosk.contacts.models import Consent
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.lib import names, tokens
from kiosk.organiser.days import PERSON
from kiosk.organiser.queries import CardLine, card_lines

GUEST_STATES = ("expected", "in", "waiting", "cancelled")
ANY_TIME = "0"
ON_A_PAGE = 50

Line = TypeVar("Line")


@dataclass(frozen=True)
class Wish:
    """What somebody looks for. Empty parts ask nothing; the moment is a number or ANY_TIME, the way one of WAYS."""

    words: str = ""
    state: str = ""
    moment: str = ""
    way: str = ""


@dataclass(frozen=True)
class PartyLine:
    """One sign-up in the list. `came` counts persons; `state` is one of GUEST_STATES."""

    id: int
    names: tuple[str | None, ...]
    came: int
    state: str
    way: str
    moment_id: int | None
    language: str
    needs_help: bool
    short_hash: bytes


@dataclass(frozen=True)
class Heads:
    """How many sign-ups have a place or are in, and how many persons; and the persons who do not come."""

    sign_ups: int
    persons: int
    waiting: int
    cancelled: int


@dataclass(frozen=True)
class Page(Generic[Line]):
    """One page of a list: its lines, which page of how many, and how many lines there are on all pages."""

    lines: Sequence[Line]
    number: int
    last: int
    total: int


@dataclass(frozen=True)
class YesLine:
    """One yes that stands: for what, how, since when, in which words and language, and where it was given."""

    purpose: str
    channel: str
    words: str
    language: str
    through: str
    given_on: date


@dataclass(frozen=True)
class ContactLine:
    name: str | None
    email: str | None
    phone: str | None
    language: str
    yeses: tuple[YesLine, ...]


def page_of(lines: Sequence[Line], asked: str) -> Page[Line]:
    """The page asked for, or the nearest that exists."""
    last = max(1, -(-len(lines) // ON_A_PAGE))
    number = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return Page(lines[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], number, last, len(lines))


def heads(lines: Sequence[PartyLine]) -> Heads:
    """As the day page counts: who cancelled or waits is named apart."""
    sizes = [(line.state, len(line.names)) for line in lines]
    taken = [size for state, size in sizes if state in ("expected", "in")]
    waiting, cancelled = (sum(size for state, size in sizes if state == each) for each in ("waiting", "cancelled"))
    return Heads(len(taken), sum(taken), waiting, cancelled)


def guest_list(session: Session, event_id: int, wish: Wish) -> list[PartyLine]:
    """The sign-ups that answer the wish, by first name; those without a name come last."""
    found = [line for line in _parties(session, event_id) if _answers(line, wish)]
    return sorted(found, key=lambda line: (_sorted_by(line) == "", _sorted_by(line), line.id))


def _sorted_by(line: PartyLine) -> str:
    return names.folded(next((each for each in line.names if each), ""))


def _parties(session: Session, event_id: int) -> Iterator[PartyLine]:
    inside = came_of(session, event_id)
    people = _people(session, event_id)
    parties = select(
        Party.id,
        Party.state,
        Party.way,
        Party.moment_id,
        Party.language,
        Party.help.is_not(None).label("needs_help"),
        Party.short_hash,
    ).where(Party.event_id == event_id)
    for row in session.execute(parties):
        here = people.get(row.id)
        if here is None:
            continue
        came = sum(guest_id in inside for guest_id, _ in here)
        yield PartyLine(
            id=row.id,
            names=tuple(name for _, name in here),
            came=came,
            state=state_of(row.state, came),
            way=row.way,
            moment_id=row.moment_id,
            language=row.language,
            needs_help=row.needs_help,
            short_hash=row.short_hash,
        )


def _people(session: Session, event_id: int) -> dict[int, list[tuple[int, str | None]]]:
    """The guests of each party, without records that were merged into another."""
    guests = (
        select(Guest.party_id, Guest.id, Guest.name)
        .where(Guest.event_id == event_id, Guest.merged_into_id.is_(None))
        .order_by(Guest.position)
    )
    people: dict[int, list[tuple[int, str | None]]] = {}
    for party_id, guest_id, name in session.execute(guests):
        people.setdefault(party_id, []).append((guest_id, name))
    return people


def came_of(session: Session, event_id: int) -> set[int]:
    """The guests who came in; of two records of one person the one that was kept."""
    return set(
        session.scalars(
            select(PERSON)
            .select_from(Arrival)
            .join(Guest, Guest.id == Arrival.guest_id)
            .where(Arrival.event_id == event_id, Arrival.is_open)
        )
    )


def state_of(party_state: str, came: int) -> str:
    """Who came in is in, whatever the list said before."""
    if came:
        return "in"
    return "expected" if party_state == "signed_up" else party_state


def _answers(line: PartyLine, wish: Wish) -> bool:
    if (wish.state and wish.state != line.state) or (wish.way and wish.way != line.way):
        return False
    if wish.moment and wish.moment != str(line.moment_id or ANY_TIME):
        return False
    return not wish.words or _is_called(line, wish.words)


def _is_called(line: PartyLine, words: str) -> bool:
    """By a part of a name in whatever spelling, or by the whole short code."""
    asked = names.folded(words[: names.MAX_NAME]).strip()
    if any(names.fits(asked, name) or names.nearly(asked, name) for name in line.names if name):
        return True
    code = tokens.tidy(words[: names.MAX_NAME])
    return len(code) == tokens.SHORT_LENGTH and code.isascii() and tokens.lookup(code) == line.short_hash


def card_list(session: Session, event_id: int, state: str) -> list[CardLine]:
    """The cards in this state, or all, the newest half hour first."""
    wanted = select(Card).where(Card.event_id == event_id).order_by(Card.made_at.desc(), Card.id)
    if state:
        wanted = wanted.where(Card.state == state)
    return card_lines(session, event_id, session.scalars(wanted).all())


def card_counts(session: Session, event_id: int) -> dict[str, int]:
    """How many cards there are in each state, none included."""
    return {**dict.fromkeys(CARD_MOVES, 0), **cards.count_by_state(session, event_id)}


def contact_list(session: Session, event_id: int) -> list[ContactLine]:
    """People with a yes that stands, by name, each with the yeses that stand and no others."""
    lines = [
        ContactLine(each.name, each.email, each.phone, each.language, tuple(map(_yes, contacts.standing(each))))
        for each in contacts.opt_ins(session, event_id)
    ]
    return sorted(lines, key=lambda line: (not line.name, names.folded(line.name or "")))


def _yes(given: Consent) -> YesLine:
    return YesLine(given.purpose, given.channel, given.words, given.language, given.through, given.given_on)
