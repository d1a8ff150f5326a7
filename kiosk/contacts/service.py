"""Adding a contact with what they said yes to, and taking a yes back."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from kiosk.contacts import rules
from kiosk.contacts.models import Consent, Contact
from kiosk.lib import tokens
from kiosk.lib.db import lose_order
from kiosk.lib.errors import Refusal


class ContactIsTaken(Refusal):
    """Another act brought a contact or a consent with this key."""


@dataclass(frozen=True)
class Yes:
    """One yes: for what, by which channel, and the very words on the screen."""

    id: uuid.UUID
    purpose: str
    channel: str
    words: str


@dataclass(frozen=True)
class NewContact:
    id: uuid.UUID
    event_id: int
    name: str | None
    email: str | None
    phone: str | None
    language: str
    through: str
    on: date
    yeses: tuple[Yes, ...]
    mine: str
    """The token of their own page, where they see and withdraw what they said."""


def add(session: Session, new: NewContact) -> Contact:
    """Adds the contact and the proof of each yes (standards P4). Raises ContactIsTaken."""
    if session.get(Contact, new.id) or any(session.get(Consent, each.id) for each in new.yeses):
        raise ContactIsTaken
    contact = Contact(
        id=new.id,
        event_id=new.event_id,
        name=new.name,
        email=new.email,
        phone=new.phone,
        language=new.language,
        mine_hash=tokens.lookup(new.mine),
        mine=new.mine,
        created_on=new.on,
    )
    contact.consents = [_consent(new, each) for each in new.yeses]
    session.add(contact)
    session.flush()
    return contact


def _consent(new: NewContact, yes: Yes) -> Consent:
    return Consent(
        id=yes.id,
        purpose=yes.purpose,
        channel=yes.channel,
        words=yes.words,
        words_hash=hashlib.sha256(yes.words.encode()).hexdigest(),
        language=new.language,
        through=new.through,
        given_on=new.on,
    )


def withdraw(contact: Contact, purpose: str, now: datetime) -> int:
    """Takes back every yes for one purpose, at once. Gives how many; none the second time."""
    standing = [each for each in contact.consents if each.purpose == purpose and each.withdrawn_at is None]
    for consent in standing:
        consent.withdrawn_at = now
    return len(standing)


def shuffle(session: Session) -> None:
    """At closing: the rows lose the order in which people said yes."""
    lose_order(session, Contact, Consent)


def forget(session: Session, now: datetime) -> int:
    """Erases contacts whose time is over, with their proofs, and the details of who took back every yes.

    Gives how many contacts were emptied or erased; a second run finds none.
    """
    old = select(Contact.id).where(Contact.created_on < (now - timedelta(days=rules.KEEP_DAYS)).date())
    session.execute(delete(Consent).where(Consent.contact_id.in_(old)).execution_options(synchronize_session=False))
    erased = session.execute(delete(Contact).where(Contact.id.in_(old)).execution_options(synchronize_session=False))
    stands = select(Consent.contact_id).where(Consent.withdrawn_at.is_(None))
    known = or_(Contact.name.is_not(None), Contact.email.is_not(None), Contact.phone.is_not(None))
    found = list(session.scalars(select(Contact.id).where(Contact.id.not_in(stands), known)))
    session.execute(update(Contact).where(Contact.id.in_(found)).values(name=None, email=None, phone=None))
    return len(found) + int(erased.rowcount)  # type: ignore[attr-defined]
