"""Saying yes to hearing from us, and taking it back: each purpose apart, and at once."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage

from sqlalchemy.orm import Session

from kiosk.contacts import service as contacts
from kiosk.contacts.models import Contact
from kiosk.contacts.service import NewContact
from kiosk.lib.db import start_writing
from kiosk.lib.errors import Refusal
from kiosk.mail.service import Draft, queue


class PurposeIsUnknown(Refusal):
    """This contact never said yes to that."""


def opt_in(session: Session, new: NewContact, letter: EmailMessage | None, now: datetime) -> Contact:
    """Keeps the contact and each yes; with an address they get a letter that says so. Raises ContactIsTaken."""
    contact = contacts.add(session, new)
    if letter is not None:
        queue(session, Draft("opt_in", f"contact:{contact.id}", letter), now)
    return contact


def withdraw(session: Session, contact: Contact, purpose: str, now: datetime) -> None:
    """Takes back a yes. Twice is harmless. Raises PurposeIsUnknown."""
    start_writing(session)
    session.refresh(contact, ["consents"])
    if not any(each.purpose == purpose for each in contact.consents):
        raise PurposeIsUnknown
    contacts.withdraw(contact, purpose, now)
    session.flush()
