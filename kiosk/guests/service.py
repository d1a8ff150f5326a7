"""Making a party and moving it from state to state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from kiosk.events.models import Moment
from kiosk.guests import rules
from kiosk.guests.models import Guest, Party
from kiosk.lib import names, tokens
from kiosk.lib.errors import Refusal

KEPT = timedelta(days=rules.KEEP_DAYS)


class PartyCannotMove(Refusal):
    """rules.PARTY_MOVES does not know this step."""


@dataclass(frozen=True)
class NewParty:
    """A sign-up as it comes in. `names` holds one entry a person; an entry without a name is None."""

    key: str
    event_id: int
    moment_id: int | None
    way: str
    language: str
    names: list[str | None]
    state: str = "signed_up"
    email: str | None = None
    phone: str | None = None
    help: dict[str, Any] = field(default_factory=dict)
    ticket: str | None = None
    """Made before the write lock by who wants to draw it first; else made here."""


def add_party(session: Session, new: NewParty, now: datetime) -> Party:
    """Adds the party with its guests, its ticket and its link. The caller has seen that there is a place."""
    ticket, mine = _free_ticket(session, new), tokens.new()
    party = Party(
        event_id=new.event_id,
        moment_id=new.moment_id,
        key=new.key,
        state=new.state,
        way=new.way,
        language=new.language,
        size=len(new.names),
        ticket_hash=tokens.lookup(ticket),
        ticket=ticket,
        short_hash=tokens.lookup(tokens.short_code(ticket)),
        mine_hash=tokens.lookup(mine),
        mine=mine,
        email=new.email or None,
        phone=new.phone or None,
        help=new.help or None,
        created_at=now,
    )
    party.guests = [
        Guest(event_id=new.event_id, position=position, name=names.tidy(name))
        for position, name in enumerate(new.names)
    ]
    session.add(party)
    session.flush()
    return party


def _free_ticket(session: Session, new: NewParty) -> str:
    """A ticket whose short code no other party of the event has."""
    ticket = new.ticket or tokens.new()
    while _is_taken(session, new.event_id, ticket):
        ticket = tokens.new()
    return ticket


def _is_taken(session: Session, event_id: int, ticket: str) -> bool:
    short = tokens.lookup(tokens.short_code(ticket))
    return session.scalar(select(Party.id).where(Party.event_id == event_id, Party.short_hash == short)) is not None


def move(party: Party, state: str) -> None:
    """The one door between the states of a party. Raises PartyCannotMove."""
    if state not in rules.PARTY_MOVES[party.state]:
        raise PartyCannotMove(f"{party.state} to {state}")
    party.state = state


def persons_at(session: Session, moment_id: int) -> int:
    """How many persons have a place at the moment."""
    return (
        session.scalar(
            select(func.coalesce(func.sum(Party.size), 0)).where(
                Party.moment_id == moment_id, Party.state == "signed_up"
            )
        )
        or 0
    )


def forget(session: Session, now: datetime) -> int:
    """Erases names, contact details and help needs of events that ended long enough ago; the counts stay.

    Gives how many parties were emptied; a second run finds none.
    """
    last = select(Moment.event_id).group_by(Moment.event_id).having(func.max(Moment.ends_at) < now - KEPT)
    named = select(Guest.party_id).where(Guest.name.is_not(None))
    known = or_(Party.email.is_not(None), Party.phone.is_not(None), Party.help.is_not(None), Party.id.in_(named))
    found = list(session.scalars(select(Party.id).where(Party.event_id.in_(last), known)))
    session.execute(update(Party).where(Party.id.in_(found)).values(email=None, phone=None, help=None))
    session.execute(update(Guest).where(Guest.party_id.in_(found)).values(name=None))
    return len(found)
