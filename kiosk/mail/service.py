"""The outbox: putting letters in, taking one out for a while, and noting how it went."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import select, update
from sqlalchemy.orm import Session, defer

from kiosk.lib.db import start_writing
from kiosk.lib.errors import Refusal
from kiosk.mail import rules
from kiosk.mail.models import Letter


class LetterCannotMove(Refusal):
    """rules.LETTER_MOVES does not know this step."""


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


@dataclass(frozen=True)
class Leased:
    """A letter that is ours alone until `until`; who dies before that lets it go by itself."""

    id: uuid.UUID
    kind: str
    about: str
    attempts: int
    created_at: datetime
    until: datetime


def lease(session: Session, now: datetime) -> Leased | None:
    """Takes the letter that is due longest, unless another worker has it. The caller commits."""
    is_due = (Letter.state == "waiting", Letter.due_at <= now, Letter.leased_until <= now)
    if session.scalar(select(Letter.id).where(*is_due).limit(1)) is None:
        return None
    start_writing(session)
    first = select(Letter.id).where(*is_due).order_by(Letter.due_at, Letter.id).limit(1)
    row = session.execute(
        update(Letter)
        .where(Letter.id == first.with_for_update(skip_locked=True).scalar_subquery())
        .values(leased_until=now + timedelta(seconds=rules.LEASE_SECONDS), attempts=Letter.attempts + 1)
        .returning(Letter.id, Letter.kind, Letter.about, Letter.attempts, Letter.created_at, Letter.leased_until)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return Leased(*row) if row else None


def message_of(session: Session, leased: Leased) -> str | None:
    """The letter's contents. Raises kiosk.lib.keys.SealIsBroken when they cannot be read with these keys."""
    return session.scalar(select(Letter.message).where(Letter.id == leased.id))


@dataclass(frozen=True)
class Outcome:
    """How it went: a state of rules.LETTER_MOVES, or "waiting" for another try; with a code of the trouble."""

    state: str
    trouble: str = ""


def settle(session: Session, leased: Leased, outcome: Outcome, now: datetime) -> None:
    """Notes the outcome, unless the lease ran out and the letter is another's. The caller commits."""
    start_writing(session)
    letter = session.scalar(
        select(Letter)
        .where(Letter.id == leased.id, Letter.state == "waiting", Letter.leased_until == leased.until)
        .options(defer(Letter.message))
        .with_for_update()
    )
    if letter is None:
        return
    letter.trouble = outcome.trouble
    if outcome.state == "waiting":
        letter.leased_until = now
        letter.due_at = now + timedelta(seconds=rules.wait_seconds(leased.attempts))
        return
    move(letter, outcome.state, now)


def move(letter: Letter, state: str, now: datetime) -> None:
    """The one door between the states of a letter. What left, or is not wanted, keeps no contents."""
    if state not in rules.LETTER_MOVES[letter.state]:
        raise LetterCannotMove(f"{letter.state} to {state}")
    letter.state = state
    if state == "waiting":
        letter.due_at = letter.leased_until = now
    if state in ("sent", "dropped"):
        letter.message, letter.about = None, ""
    if state == "sent":
        letter.sent_at = now
