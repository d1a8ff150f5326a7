"""Putting a letter in the outbox. Delivering it is post.py's work."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy.orm import Session

from kiosk.mail.models import Letter


@dataclass(frozen=True)
class Draft:
    """A letter ready to go: what kind, about what (such as "party:12"), and the message itself."""

    kind: str
    about: str
    message: EmailMessage


def queue(session: Session, draft: Draft, now: datetime) -> Letter:
    """Puts the letter in the outbox, in the caller's transaction: no sign-up, no letter."""
    letter = Letter(
        id=uuid.uuid4(),
        kind=draft.kind,
        about=draft.about,
        message=draft.message.as_string(),
        due_at=now,
        leased_until=now,
        created_at=now,
    )
    session.add(letter)
    return letter
