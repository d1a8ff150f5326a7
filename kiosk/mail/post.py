"""Delivering what lies in the outbox. At least once, whatever dies; and once when nothing does."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email import message_from_string, policy
from email.message import EmailMessage
from email.utils import format_datetime

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.lib.keys import SealIsBroken
from kiosk.lib.settings import SettingIsWrong, Settings
from kiosk.mail import rules, service
from kiosk.mail.carrier import Carrier, Trouble, read_url
from kiosk.mail.service import Leased, Outcome

log = logging.getLogger(__name__)

MaySend = Callable[[Session, str, str], bool]
"""Whether a letter of this kind, about the thing with this id, is still wanted."""

EXTENSION = "kiosk-may-send"


@dataclass(frozen=True)
class PostOffice:
    """What delivering needs: a carrier, the sender's address, and the questions per word before the colon."""

    carrier: Carrier
    sender: str
    may_send: Mapping[str, MaySend]


def run(app: Flask, stop: threading.Event, poll: float = rules.POLL_SECONDS) -> None:
    """Delivers until `stop` is set. Without a mail server it ends at once: letters wait."""
    if not _settings(app).smtp_url:
        log.info("mail: no KIOSK_SMTP_URL, letters wait")
        return
    while not stop.is_set():
        try:
            once(app, stop)
        except SQLAlchemyError as error:
            log.warning("mail: the database does not answer (%s)", type(error).__name__)
        stop.wait(poll)


def once(app: Flask, stop: threading.Event | None = None, timeout: float = rules.SERVER_TIMEOUT) -> Counter[str]:
    """One round: every letter that is due, until the server is in trouble. Gives how many ended in which state."""
    settings = _settings(app)
    if not settings.smtp_url:
        raise SettingIsWrong("KIOSK_SMTP_URL is empty, so letters wait. Set it to smtp://user:password@host:587.")
    with app.app_context(), Carrier(read_url(settings.smtp_url), timeout) as carrier:
        office = PostOffice(carrier, settings.mail_from, app.extensions.get(EXTENSION, {}))
        try:
            return _round(db.session(), office, stop or threading.Event())
        finally:
            db.session.remove()


def _round(session: Session, office: PostOffice, stop: threading.Event) -> Counter[str]:
    done: Counter[str] = Counter()
    while not stop.is_set():
        leased = service.lease(session, clock.now())
        session.commit()
        if leased is None:
            break
        outcome, server_is_well = _deliver(session, office, leased)
        service.settle(session, leased, outcome, clock.now())
        session.commit()
        log.info("mail: letter %s %s %s", leased.id, outcome.state, outcome.trouble)
        done[outcome.state] += 1
        if not server_is_well:
            break
    return done


def _deliver(session: Session, office: PostOffice, leased: Leased) -> tuple[Outcome, bool]:
    """How it went with this letter, and whether the server is well enough for the next."""
    try:
        if not _is_wanted(session, office.may_send, leased):
            return Outcome("dropped"), True
        message = _ready(session, office, leased)
        session.rollback()
        office.carrier.carry(message)
    except Trouble as trouble:
        return _after(trouble, leased), not trouble.with_server
    except SQLAlchemyError:
        raise
    except Exception as error:  # one letter that trips us must not hold up the others
        log.error("mail: letter %s trips on %s", leased.id, type(error).__name__)
        return _after(Trouble("trips"), leased), True
    return Outcome("sent"), True


def _after(trouble: Trouble, leased: Leased) -> Outcome:
    is_over = trouble.for_good or rules.gives_up(leased.created_at, clock.now())
    return Outcome("failed" if is_over else "waiting", trouble.code)


def _is_wanted(session: Session, may_send: Mapping[str, MaySend], leased: Leased) -> bool:
    noun, _, key = leased.about.partition(":")
    question = may_send.get(noun)
    return question is None or question(session, leased.kind, key)


def _ready(session: Session, office: PostOffice, leased: Leased) -> EmailMessage:
    """The message as it leaves. Its id comes from the letter, so that a second copy is known as such."""
    try:
        text = service.message_of(session, leased)
    except SealIsBroken:
        raise Trouble("sealed") from None
    if text is None:
        raise Trouble("unreadable", for_good=True)
    message = message_from_string(text, policy=policy.SMTP)
    del message["Message-ID"]
    message["Message-ID"] = f"<{leased.id}@{office.sender.rpartition('@')[2].strip('<> ') or 'buurtkiosk'}>"
    if "From" not in message:
        message["From"] = office.sender
    if "Date" not in message:
        message["Date"] = format_datetime(leased.created_at)
    return message


def _settings(app: Flask) -> Settings:
    found: Settings = app.extensions["kiosk-settings"]
    return found
