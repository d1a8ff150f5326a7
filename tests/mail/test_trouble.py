"""Whatever the mail server does wrong, a letter is not lost, and nobody else's letter waits for it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.mail import rules
from tests.mail.conftest import Mailbox, again, deliver, free_port, put

pytestmark = pytest.mark.usefixtures("now")


@pytest.mark.parametrize(("answer", "trouble"), [("550 no such user", "recipient-550"), ("553 no", "recipient-553")])
def test_a_refused_recipient_ends_the_letter(
    posting: Flask, outbox: Session, mailbox: Mailbox, answer: str, trouble: str
) -> None:
    letter = put(outbox)
    mailbox.recipient_answer = answer

    assert deliver(posting) == {"failed": 1}

    kept = again(outbox, letter)
    assert (kept.state, kept.trouble) == ("failed", trouble)
    assert kept.message is not None


def test_a_refused_message_ends_the_letter_and_the_next_still_goes(
    posting: Flask, outbox: Session, mailbox: Mailbox
) -> None:
    mailbox.answer = "554 we do not want this"
    put(outbox)
    put(outbox)

    assert deliver(posting) == {"failed": 2}


@pytest.mark.parametrize("answer", ["450 mailbox busy", "451 try later"])
def test_a_busy_server_gets_the_letter_later(
    posting: Flask, outbox: Session, mailbox: Mailbox, later: Any, answer: str
) -> None:
    letter = put(outbox)
    mailbox.answer = answer

    assert deliver(posting) == {"waiting": 1}
    assert deliver(posting) == {}
    assert again(outbox, letter).trouble == f"message-{answer[:3]}"

    mailbox.answer = "250 OK"
    later(seconds=rules.wait_seconds(1))
    assert deliver(posting) == {"sent": 1}


def test_a_server_that_is_down_stops_the_round(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    first, second = put(outbox), put(outbox)

    assert deliver(posting, f"smtp://127.0.0.1:{free_port()}") == {"waiting": 1}

    troubles = {again(outbox, each).trouble for each in (first, second)}
    assert troubles == {"", "unreachable"}


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes the call and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}"


def test_a_server_that_hangs_is_left_after_the_timeout(posting: Flask, outbox: Session, silent: str) -> None:
    letter = put(outbox)

    assert deliver(posting, silent, timeout=0.2) == {"waiting": 1}
    assert again(outbox, letter).trouble == "timeout"


def test_a_line_that_breaks_in_the_middle_loses_nothing(
    posting: Flask, outbox: Session, mailbox: Mailbox, later: Any
) -> None:
    letter = put(outbox)
    mailbox.hangs_up = True

    assert deliver(posting) == {"waiting": 1}
    assert again(outbox, letter).trouble == "broken-off"

    mailbox.hangs_up = False
    later(minutes=1)
    assert deliver(posting) == {"sent": 1}


def test_after_five_days_of_trouble_we_give_up(posting: Flask, outbox: Session, mailbox: Mailbox, later: Any) -> None:
    letter = put(outbox)
    mailbox.answer = "451 later"
    later(days=rules.GIVE_UP_DAYS, hours=1)

    assert deliver(posting) == {"failed": 1}
    assert again(outbox, letter).trouble == "message-451"


def test_a_password_is_never_sent_over_an_open_line(posting: Flask, outbox: Session, server: str) -> None:
    letter = put(outbox)

    assert deliver(posting, server.replace("smtp://", "smtp://user:secret@")) == {"waiting": 1}
    assert again(outbox, letter).trouble == "no-starttls"
