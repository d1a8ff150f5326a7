"""A mail server on this machine that does as it is told, and letters for it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from flask import Flask
from sqlalchemy.orm import Session as DatabaseSession

from kiosk.lib.db import db
from kiosk.mail import post, service
from kiosk.mail.models import Letter
from tests.conftest import MARKET_DAY


@dataclass
class Mailbox:
    """Takes letters, unless `answer` says otherwise; can hang up in the middle of one."""

    answer: str = "250 OK"
    recipient_answer: str = ""
    hangs_up: bool = False
    letters: list[EmailMessage] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]) -> str:
        if self.recipient_answer:
            return self.recipient_answer
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hangs_up:
            server.transport.close()
            return "421 gone"
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.arrived.release()
        return self.answer


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[str]:
    """The address of a working mail server."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


@pytest.fixture
def posting(app: Flask, server: str) -> Flask:
    """The app with a mail server."""
    found = app.extensions["kiosk-settings"]
    app.extensions["kiosk-settings"] = replace(found, smtp_url=server, mail_from="kiosk@lindewaard.example")
    return app


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def put(session: DatabaseSession, to: str = "fatima@example.org", at: datetime = MARKET_DAY, **more: str) -> Letter:
    """One letter in the outbox, with an Arabic text, a page and a calendar file."""
    message = EmailMessage()
    message["To"], message["Subject"] = to, "U bent aangemeld: المساعدة"
    message.set_content("Tot dinsdag! أهلاً وسهلاً\n")
    message.add_alternative("<p>Tot dinsdag! أهلاً وسهلاً</p>", subtype="html")
    message.add_attachment(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text", "calendar", filename="buurtkiosk.ics")
    draft = service.Draft(more.get("kind", "signup_confirmation"), more.get("about", ""), message)
    letter = service.queue(session, draft, at)
    session.commit()
    return letter


def again(session: DatabaseSession, letter: Letter) -> Letter:
    """The letter as the database has it now."""
    session.expire_all()
    return session.get_one(Letter, letter.id)


@pytest.fixture
def outbox(posting: Flask) -> DatabaseSession:
    return db.session()


def deliver(app: Flask, url: str = "", timeout: float = 5.0) -> dict[str, int]:
    """One round, to another server when given."""
    if url:
        app.extensions["kiosk-settings"] = replace(app.extensions["kiosk-settings"], smtp_url=url)
    return dict(post.once(app, timeout=timeout))
