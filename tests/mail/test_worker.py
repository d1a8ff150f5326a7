"""`kiosk worker` as a process of its own: stopped, killed, and once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.mail import post, rules
from tests.conftest import DATA_KEY, SECRET
from tests.mail.conftest import Mailbox, again, put

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(posting: Flask, tmp_path: Path) -> Iterator[Start]:
    """Starts `kiosk worker` on the test's database."""
    running: list[subprocess.Popen[str]] = []
    settings = posting.extensions["kiosk-settings"]

    def begin(*options: str, smtp_url: str = settings.smtp_url) -> subprocess.Popen[str]:
        environment = {
            **os.environ,
            "KIOSK_INSTANCE": str(tmp_path),
            "KIOSK_DATABASE_URL": settings.database_url,
            "KIOSK_SECRET_KEY": SECRET,
            "KIOSK_DATA_KEY": DATA_KEY,
            "KIOSK_SMTP_URL": smtp_url,
        }
        command = [sys.executable, "-c", "from kiosk.cli import main; main()", "worker", *options]
        running.append(
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        )
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def test_a_worker_that_is_killed_while_it_sends_loses_no_letter(
    posting: Flask, start: Start, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = put(db.session(), at=clock.now())
    db.session.remove()
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(60)
        worker = start(smtp_url=f"smtp://127.0.0.1:{listening.getsockname()[1]}")
        listening.accept()
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    leased = again(db.session(), letter)
    assert (leased.state, leased.attempts) == ("waiting", 1)
    until = leased.leased_until
    db.session.remove()
    assert post.once(posting) == {}

    monkeypatch.setattr(clock, "now", lambda: until)
    assert post.once(posting) == {"sent": 1}
    assert len(mailbox.letters) == 1


def test_a_worker_delivers_and_stops_when_it_is_told(start: Start, mailbox: Mailbox) -> None:
    put(db.session(), at=clock.now())
    db.session.remove()
    worker = start()

    assert mailbox.arrived.acquire(timeout=60)
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(timeout=20) == 0
    assert "Traceback" not in worker.communicate()[0]


def test_once_tells_how_it_went_and_ends(start: Start, mailbox: Mailbox) -> None:
    put(db.session(), at=clock.now())
    db.session.remove()

    told, _ = start("--once").communicate(timeout=60)

    assert told == "1 sent\n"


def test_without_a_mail_server_the_worker_says_what_to_set(start: Start) -> None:
    worker = start(smtp_url="")

    told, _ = worker.communicate(timeout=60)

    assert worker.returncode == 1
    assert told.startswith("Error: KIOSK_SMTP_URL is empty")


def test_the_wait_doubles_to_an_hour() -> None:
    waits = [rules.wait_seconds(attempts) for attempts in (1, 2, 3, 8, 9, 1000)]

    assert waits == [30, 60, 120, 3600, 3600, 3600]
