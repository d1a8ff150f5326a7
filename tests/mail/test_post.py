"""A letter reaches its reader once, and whatever goes wrong, it is not lost."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.lib.settings import SettingIsWrong
from kiosk.mail import post, rules, service
from tests.cast import sign_up
from tests.mail.conftest import Mailbox, again, deliver, put

pytestmark = pytest.mark.usefixtures("now")


def test_a_letter_arrives_whole_and_leaves_nothing_behind(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    letter = put(outbox)

    assert deliver(posting) == {"sent": 1}

    mail = mailbox.letters[0]
    assert [part.get_content_type() for part in mail.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert mail["Subject"] == "U bent aangemeld: المساعدة"
    assert "أهلاً وسهلاً" in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert (mail["From"], mail["To"]) == ("kiosk@lindewaard.example", "fatima@example.org")
    assert mail["Message-ID"] == f"<{letter.id}@lindewaard.example>"
    kept = again(outbox, letter)
    assert (kept.state, kept.message, kept.about, kept.sent_at) == ("sent", None, "", clock.now())


def test_a_letter_that_left_does_not_leave_again(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    put(outbox)

    deliver(posting)

    assert deliver(posting) == {}
    assert len(mailbox.letters) == 1


def test_letters_leave_in_the_order_in_which_they_came(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    for minutes, name in ((1, "cas"), (3, "anna"), (2, "bo")):
        put(outbox, f"{name}@example.org", at=clock.now() - timedelta(minutes=minutes))

    deliver(posting)

    assert [mail["To"].split("@")[0] for mail in mailbox.letters] == ["anna", "bo", "cas"]


def test_a_letter_that_is_not_wanted_any_more_is_dropped_with_its_contents(
    posting: Flask, outbox: Session, mailbox: Mailbox
) -> None:
    asked: list[tuple[str, str]] = []

    def refuse(session: Session, kind: str, key: str) -> bool:
        asked.append((kind, key))
        return False

    posting.extensions[post.EXTENSION] = {"party": refuse}
    letter = put(outbox, about="party:12")

    assert deliver(posting) == {"dropped": 1}
    assert asked == [("signup_confirmation", "12")]
    assert (again(outbox, letter).message, mailbox.letters) == (None, [])


@pytest.mark.parametrize(
    ("kind", "state", "outcome"),
    [
        ("signup_confirmation", "signed_up", "sent"),
        ("signup_confirmation", "cancelled", "dropped"),
        ("signup_waiting", "signed_up", "dropped"),
        ("signup_cancelled", "cancelled", "sent"),
        ("signup_thanks", "cancelled", "sent"),
    ],
)
def test_a_letter_that_is_not_true_any_more_stays(
    posting: Flask, outbox: Session, market: Event, kind: str, state: str, outcome: str
) -> None:
    party = sign_up(outbox, market, "Fatima", state=state)
    put(outbox, kind=kind, about=f"party:{party.id}")

    assert deliver(posting) == {outcome: 1}


@pytest.mark.parametrize("about", ["party:999999", "party:x", "party:"])
def test_a_letter_about_nobody_stays(posting: Flask, outbox: Session, about: str) -> None:
    put(outbox, about=about)

    assert deliver(posting) == {"dropped": 1}


def test_a_letter_that_trips_us_holds_nobody_up(posting: Flask, outbox: Session) -> None:
    def trip(session: Session, kind: str, key: str) -> bool:
        raise ZeroDivisionError(key)

    posting.extensions[post.EXTENSION] = {"party": trip}
    letter = put(outbox, about="party:12")
    put(outbox)

    assert deliver(posting) == {"waiting": 1, "sent": 1}
    assert again(outbox, letter).trouble == "trips"


def test_a_letter_without_a_reader_fails_and_holds_nobody_up(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    put(outbox, to="")
    put(outbox)

    assert deliver(posting) == {"failed": 1, "sent": 1}


def test_contents_sealed_with_another_key_wait(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    letter = put(outbox)
    outbox.execute(text("update letter set message = :junk"), {"junk": b"x" * 40})
    outbox.commit()
    put(outbox)

    assert deliver(posting) == {"waiting": 1, "sent": 1}
    outbox.rollback()
    assert outbox.execute(text("select trouble from letter where state = 'waiting'")).scalar() == "sealed"
    assert letter.id


def test_two_workers_at_once_send_each_letter_once(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    for number in range(20):
        put(outbox, f"guest{number}@example.org")
    outbox.close()
    workers = [threading.Thread(target=post.once, args=(posting,)) for _ in range(4)]

    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    deliver(posting)

    assert sorted(mail["To"] for mail in mailbox.letters) == sorted(
        f"guest{number}@example.org" for number in range(20)
    )


def test_a_worker_whose_lease_ran_out_changes_nothing(posting: Flask, outbox: Session, later: Any) -> None:
    letter = put(outbox)
    slow = service.lease(outbox, clock.now())
    outbox.commit()
    later(seconds=rules.LEASE_SECONDS)
    quick = service.lease(outbox, clock.now())
    outbox.commit()
    assert slow is not None and quick is not None

    service.settle(outbox, slow, service.Outcome("failed", "timeout"), clock.now())
    outbox.commit()
    assert again(outbox, letter).state == "waiting"

    service.settle(outbox, quick, service.Outcome("sent"), clock.now())
    outbox.commit()
    assert again(outbox, letter).state == "sent"


def test_nothing_in_the_log_or_the_trouble_names_anyone(
    posting: Flask, outbox: Session, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    mailbox.recipient_answer = "550 fatima@example.org is unknown here"
    letter = put(outbox)

    deliver(posting)

    ours = "".join(record.getMessage() for record in caplog.records if record.name.startswith("kiosk"))
    assert "recipient-550" in ours
    assert "fatima" not in again(outbox, letter).trouble + ours


def test_without_a_mail_server_letters_wait(app: Flask, session: Session) -> None:
    letter = put(session)

    post.run(app, threading.Event())

    assert again(session, letter).state == "waiting"
    with pytest.raises(SettingIsWrong):
        post.once(app)


def test_the_loop_delivers_until_it_is_stopped(posting: Flask, outbox: Session, mailbox: Mailbox) -> None:
    put(outbox)
    outbox.close()
    stop = threading.Event()
    loop = threading.Thread(target=post.run, args=(posting, stop, 0.02))
    loop.start()

    assert mailbox.arrived.acquire(timeout=10)
    put(db.session())
    assert mailbox.arrived.acquire(timeout=10)
    stop.set()
    loop.join(timeout=10)

    assert not loop.is_alive()
