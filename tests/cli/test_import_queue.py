"""`kiosk import-queue FILE`: one clear line, or one clear sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import AuditEntry, Device
from kiosk.cli import main
from kiosk.events.models import Event
from kiosk.guests.models import Arrival
from kiosk.mail.models import Letter
from tests.acts.queue import queue_file
from tests.cast import Acts, paired, sign_up
from tests.conftest import DATA_KEY, SECRET


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def door(app: Flask, session: Session, market: Event, now: object) -> Acts:
    return Acts(paired(app, session, market, "door"))


def ran(file: Path, url: str, instance: Path) -> Result:
    keys = {"KIOSK_SECRET_KEY": SECRET, "KIOSK_DATA_KEY": DATA_KEY}
    environment = {"KIOSK_DATABASE_URL": url, "KIOSK_INSTANCE": str(instance), **keys}
    return CliRunner().invoke(main, ["import-queue", str(file)], env=environment)


@pytest.fixture
def run(tmp_path: Path, database_url: str, session: Session) -> Any:
    def bring(content: bytes) -> Result:
        (tmp_path / "wachtrij.json").write_bytes(content)
        session.rollback()
        return ran(tmp_path / "wachtrij.json", database_url, tmp_path)

    return bring


def test_the_queue_of_a_door_comes_in_with_its_letters(run: Any, door: Acts, session: Session, market: Event) -> None:
    market.moments[0].capacity = 1
    here, waits = sign_up(session, market, "Fatima"), sign_up(session, market, "Ali", state="waiting", email="a@b.nl")
    act = door.act("walk_in", {"name": None, "language": "nl"})
    arrive = door.act("arrive", {"ticket": here.ticket})
    here.state = "cancelled"
    session.commit()

    done = run(queue_file(session, door, act, arrive, door.act("undo", {"undoes": act["id"]})))

    assert (done.exit_code, done.stdout) == (
        0,
        "door 1: 3 new, 0 known already, 0 put aside, 0 refused.\n",
    )
    session.expire_all()
    assert waits.state == "signed_up"
    assert session.scalars(select(Letter.kind)).all() == ["signup_moved_up"]


def test_it_stands_in_the_audit_log(run: Any, door: Acts, session: Session) -> None:
    run(queue_file(session, door, door.act("walk_in", {"name": "Amir", "language": "nl"})))

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.origin) == ("queue.import", "command")
    assert entry.object.endswith("1 new, 0 known already, 0 put aside, 0 refused")
    assert len(session.scalars(select(Arrival)).all()) == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"kiosk": "list"}, "not a queue"),
        ({"v": 9}, "Another version"),
        ({"device": 999}, "never paired"),
    ],
)
def test_a_file_that_is_not_ours_is_one_sentence(
    run: Any, door: Acts, session: Session, changed: dict[str, Any], words: str
) -> None:
    content = json.loads(queue_file(session, door, door.act("walk_in", {"name": "Amir", "language": "nl"}))) | changed

    done = run(json.dumps(content).encode())

    assert (done.exit_code, len(done.stderr.strip().splitlines())) == (1, 1)
    assert words in done.stderr
    assert session.scalars(select(Arrival)).all() == []


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, database_url: str, session: Session) -> None:
    done = ran(tmp_path / "niets.json", database_url, tmp_path)

    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "No such file" in done.stderr
    assert session.scalars(select(Device)).all() == []
