"""A queue that came in a file is taken in as one that was delivered: each act once, and none half."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts import saved
from kiosk.acts.models import Act, Quarantined
from kiosk.guests.models import Arrival, Guest
from tests.acts.queue import queue_file
from tests.cast import Acts
from tests.conftest import MARKET_DAY

AMIR = {"name": "Amir", "language": "nl"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Receiving acts has its own tests on both kinds of database."""
    return sqlite_url


def bring_in(app: Flask, session: Session, content: bytes, now: datetime = MARKET_DAY) -> str:
    queue = saved.read(content, now)
    device = saved.device_of(session, queue)
    told = saved.take_in(session, device, queue, app.extensions["kiosk-acts"], now)
    session.commit()
    return str(told)


def count(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_what_was_kept_comes_in_once(app: Flask, session: Session, door: Acts) -> None:
    acts = [door.act("walk_in", AMIR) for _ in range(205)]
    door.post(acts[0])
    file = queue_file(session, door, *acts)

    assert bring_in(app, session, file) == "204 new, 1 known already, 0 put aside, 0 refused"
    assert bring_in(app, session, file) == "0 new, 205 known already, 0 put aside, 0 refused"
    assert (count(session, Guest), count(session, Act)) == (205, 205)


def test_an_act_that_breaks_a_rule_is_named_and_the_rest_comes_in(app: Flask, session: Session, door: Acts) -> None:
    damaged = door.act("walk_in", AMIR) | {"hash": "0" * 64}
    file = queue_file(session, door, damaged, 7, door.act("dance", {}), door.act("walk_in", AMIR))

    words = "1 new, 0 known already, 0 put aside, 3 refused (hash 1, kind 1, shape 1)"
    assert bring_in(app, session, file) == words
    assert count(session, Guest) == 1


def test_what_a_withdrawn_device_saved_is_put_aside(app: Flask, session: Session, door: Acts) -> None:
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()

    told = bring_in(app, session, queue_file(session, door, door.act("walk_in", AMIR)))

    assert told == "0 new, 0 known already, 1 put aside, 0 refused"
    assert (count(session, Guest), count(session, Quarantined)) == (0, 1)


def arrived_at(session: Session) -> datetime:
    return session.scalars(select(Arrival.at)).one()


@pytest.mark.parametrize(
    ("clock_ahead", "more", "arrives"),
    [
        (timedelta(), {}, MARKET_DAY - timedelta(hours=2)),
        (timedelta(hours=3), {}, MARKET_DAY - timedelta(hours=1)),
        (timedelta(hours=-5), {"behind": 5 * 3600_000}, MARKET_DAY - timedelta(hours=2)),
    ],
)
def test_times_are_the_devices_unless_its_clock_is_known_to_be_wrong(
    app: Flask, session: Session, door: Acts, clock_ahead: timedelta, more: dict[str, int], arrives: datetime
) -> None:
    """Two hours ago somebody came in; an hour ago the queue was saved."""
    act = door.act("walk_in", AMIR, at=MARKET_DAY - timedelta(hours=2) + clock_ahead)

    bring_in(app, session, queue_file(session, door, act, at=MARKET_DAY - timedelta(hours=1) + clock_ahead, **more))

    assert arrived_at(session) == arrives


def test_a_file_is_no_sign_of_life_but_says_what_was_made(app: Flask, session: Session, door: Acts) -> None:
    acts = [door.act("walk_in", AMIR), door.act("dance", {})]
    door.post(made=2, waiting=2)
    heard = session.scalars(select(Device.heard_at)).one()

    bring_in(app, session, queue_file(session, door, *acts, made=2), MARKET_DAY + timedelta(hours=1))

    device = session.scalars(select(Device)).one()
    assert (device.heard_at, device.acts_made, device.acts_waiting) == (heard, 2, 1)


def test_an_older_file_says_nothing_about_what_waits_now(app: Flask, session: Session, door: Acts) -> None:
    act = door.act("walk_in", AMIR)
    door.post(made=9, waiting=8)

    bring_in(app, session, queue_file(session, door, act, made=1))

    device = session.scalars(select(Device)).one()
    assert (device.acts_made, device.acts_waiting) == (9, 8)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", saved.NotAQueue),
        (b"\xff\xfe\x00", saved.NotAQueue),
        (b"[" * 100_000, saved.NotAQueue),
        (b'{"kiosk": "list"}', saved.NotAQueue),
        (b'{"kiosk": "queue", "v": 1, "device": -1, "purpose": "door", "acts": []}', saved.NotAQueue),
        (b'{"kiosk": "queue", "v": 1, "device": 1, "purpose": "door", "acts": {}}', saved.NotAQueue),
        (b'{"kiosk": "queue", "v": 2, "device": 1, "purpose": "door", "acts": []}', saved.QueueIsOfAnotherVersion),
    ],
)
def test_another_file_is_refused_by_name(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        saved.read(content, MARKET_DAY)


def test_a_huge_file_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MOST_BYTES", 10)
    with pytest.raises(saved.QueueIsTooLarge):
        saved.read(b"[          ]", MARKET_DAY)


@pytest.mark.parametrize("changed", [{"device": 999}, {"purpose": "tablet"}])
def test_a_device_that_is_not_ours_brings_nothing(session: Session, door: Acts, changed: dict[str, Any]) -> None:
    queue = saved.read(queue_file(session, door, door.act("walk_in", AMIR), **changed), MARKET_DAY)

    with pytest.raises(saved.DeviceIsUnknown):
        saved.device_of(session, queue)


def test_the_device_may_be_named_by_text_as_pages_know_it(session: Session, door: Acts) -> None:
    device = session.scalars(select(Device)).one()
    queue = json.loads(queue_file(session, door)) | {"device": str(device.id)}

    assert saved.device_of(session, saved.read(json.dumps(queue).encode(), MARKET_DAY)) is device
