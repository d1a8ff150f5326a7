"""Finding and counting the people who said yes, and only those."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from kiosk.contacts.models import Consent, Contact
from kiosk.lib import tokens
from kiosk.lib.errors import NotFound


def opt_ins(session: Session, event_id: int, purpose: str | None = None) -> list[Contact]:
    """Contacts of the event with a yes that stands, for one purpose or any, by their random key.

    A contact's `consents` may hold withdrawn ones too: `standing` leaves them out.
    """
    stands = select(Consent.contact_id).where(Consent.withdrawn_at.is_(None))
    if purpose is not None:
        stands = stands.where(Consent.purpose == purpose)
    return list(
        session.scalars(
            select(Contact)
            .where(Contact.event_id == event_id, Contact.id.in_(stands))
            .options(selectinload(Contact.consents))
            .order_by(Contact.id)
        )
    )


def standing(contact: Contact) -> list[Consent]:
    """What the contact said yes to and did not take back."""
    return [consent for consent in contact.consents if consent.withdrawn_at is None]


def count_by_purpose(session: Session, event_id: int) -> dict[str, int]:
    """How many people said yes to each purpose, whatever the number of channels."""
    rows = session.execute(
        select(Consent.purpose, func.count(func.distinct(Consent.contact_id)))
        .join(Contact, Contact.id == Consent.contact_id)
        .where(Contact.event_id == event_id, Consent.withdrawn_at.is_(None))
        .group_by(Consent.purpose)
    )
    return {purpose: count for purpose, count in rows}


def by_mine(session: Session, token: str) -> Contact:
    """The contact behind a /mijn link. Raises NotFound."""
    contact = session.scalar(
        select(Contact).where(Contact.mine_hash == tokens.lookup(token)).options(selectinload(Contact.consents))
    )
    if contact is None:
        raise NotFound
    return contact
