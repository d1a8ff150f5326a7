"""The one way in for devices: strict, once, and nothing lost."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.access.rules import PURPOSES
from kiosk.acts.models import Act, Quarantined
from kiosk.events.models import Event
from kiosk.guests.models import Guest
from kiosk.lib import clock
from tests.cast import Acts, paired
from tests.conftest import MARKET_DAY

AMIR = {"name": "Amir", "language": "nl"}


def count(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_receipt_echoes_id_and_hash(door: Acts) -> None:
    act = door.act("walk_in", AMIR)

    answer = door.post(act).json

    assert answer["v"] == 1
    assert answer["time"] == int(clock.now().timestamp() * 1000)
    assert {name: answer["receipts"][0][name] for name in ("id", "hash", "status")} == {
        "id": act["id"],
        "hash": act["hash"],
        "status": "stored",
    }


def test_the_ledger_holds_no_content(door: Acts, session: Session) -> None:
    door.do("walk_in", AMIR)

    line = session.scalars(select(Act)).one()
    assert (line.kind, line.seq, line.is_conflict) == ("walk_in", 1, False)
    assert set(Act.__table__.columns.keys()) == {"id", "hash", "device_id", "seq", "kind", "received_at", "is_conflict"}


def test_receipts_come_in_the_order_of_the_acts(door: Acts) -> None:
    acts = [door.act("walk_in", AMIR) for _ in range(5)]

    receipts = door.post(*acts).json["receipts"]

    assert [each["id"] for each in receipts] == [each["id"] for each in acts]


def test_the_same_id_with_other_content_is_kept_apart_and_marked(door: Acts, session: Session) -> None:
    first = door.act("walk_in", AMIR)
    second = door.act("walk_in", {"name": "Marek", "language": "nl"}) | {"id": first["id"]}

    receipts = [door.post(each).json["receipts"][0] for each in (first, second, second, first)]

    assert [each["status"] for each in receipts] == ["stored", "conflict", "conflict", "repeated"]
    assert [each["hash"] for each in receipts] == [each["hash"] for each in (first, second, second, first)]
    assert session.scalars(select(Guest.name)).all() == ["Amir"]
    assert session.scalars(select(Act.is_conflict)).one() is True
    kept = session.scalars(select(Quarantined)).one()
    assert (kept.reason, "Marek" in kept.sealed) == ("conflict", True)


def test_one_act_twice_in_a_batch_is_done_once(door: Acts, session: Session) -> None:
    act = door.act("walk_in", AMIR)

    receipts = door.post(act, act).json["receipts"]

    assert [each["status"] for each in receipts] == ["stored", "repeated"]
    assert count(session, Guest) == 1


def test_an_unknown_kind_is_refused_by_name_and_the_rest_goes_on(door: Acts) -> None:
    answer = door.post(door.act("dance", {}), "not an act", door.act("walk_in", AMIR))

    assert [each["status"] for each in answer.json["receipts"]] == ["refused", "refused", "stored"]
    assert [each.get("reason") for each in answer.json["receipts"]] == ["kind", "shape", None]


def test_an_act_that_fails_by_our_fault_stays_on_the_device(
    app: Flask, door: Acts, session: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("out of paper")

    from kiosk.acts.service import Handler

    handlers = app.extensions["kiosk-acts"] | {"break": Handler(PURPOSES, lambda *_: None, breaks, breaks)}  # type: ignore[arg-type]
    handlers["trip"] = Handler(PURPOSES, breaks, breaks, breaks)  # type: ignore[arg-type]
    monkeypatch.setitem(app.extensions, "kiosk-acts", handlers)
    acts = [door.act("walk_in", AMIR), door.act("break", AMIR), door.act("trip", AMIR), door.act("walk_in", AMIR)]

    receipts = door.post(*acts).json["receipts"]

    assert [each["status"] for each in receipts] == ["stored", "refused", "refused", "stored"]
    assert [each.get("reason") for each in receipts] == [None, "later", "later", None]
    assert (count(session, Guest), count(session, Act)) == (2, 2)
    assert "Amir" not in caplog.text


def test_a_refused_act_leaves_no_trace_and_may_come_again(door: Acts, session: Session) -> None:
    assert door.do("merge", {"keep": 1, "drop": 2})["status"] == "refused"
    assert count(session, Act) == 0


def test_a_stranger_delivers_nothing(app: Flask, session: Session, market: Event) -> None:
    assert Acts(app.test_client()).post().status_code == 403


def test_a_device_that_nobody_confirmed_delivers_nothing(app: Flask, session: Session, market: Event) -> None:
    client = paired(app, session, market, "door")
    session.scalars(select(Device)).one().state = "asked"
    session.commit()

    assert Acts(client).post().status_code == 403


def test_a_withdrawn_device_delivers_into_quarantine_and_reads_nothing(
    door: Acts, session: Session, market: Event
) -> None:
    known = door.act("walk_in", AMIR)
    door.post(known)
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()

    receipts = door.post(known, door.act("walk_in", {"name": "Marek", "language": "nl"})).json["receipts"]

    assert [each["status"] for each in receipts] == ["repeated", "quarantined"]
    assert [each["detail"] for each in receipts] == [{}, {}]
    assert session.scalars(select(Guest.name)).all() == ["Amir"]
    kept = session.scalars(select(Quarantined)).one()
    assert (kept.reason, "Marek" in kept.sealed) == ("withdrawn", True)


def test_a_lost_tablet_cannot_fill_the_disk(door: Acts, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.acts.service.MOST_QUARANTINED", 2)
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()

    receipts = door.post(*(door.act("walk_in", AMIR) for _ in range(4))).json["receipts"]

    assert [each["status"] for each in receipts] == ["quarantined", "quarantined", "refused", "refused"]
    assert count(session, Quarantined) == 2


def test_an_empty_envelope_says_that_the_device_is_there(door: Acts, session: Session, later: Any) -> None:
    at = later(minutes=1)

    door.post(made=41, waiting=3)

    device = session.scalars(select(Device)).one()
    assert (device.heard_at, device.acts_made, device.acts_waiting) == (at, 41, 3)


def test_a_late_batch_never_makes_the_count_smaller(door: Acts, session: Session) -> None:
    door.post(made=41, waiting=1)
    door.post(made=40, waiting=0)

    device = session.scalars(select(Device)).one()
    assert (device.acts_made, device.acts_waiting) == (41, 0)


def test_time_is_told_by_the_device_and_corrected_by_us(door: Acts, session: Session) -> None:
    act = door.act("walk_in", AMIR, at=MARKET_DAY + timedelta(days=400, minutes=-1))

    assert door.post(act, at=MARKET_DAY + timedelta(days=400)).json["receipts"][0]["status"] == "stored"


def test_ids_are_uuids_as_browsers_write_them(door: Acts) -> None:
    act = door.act("walk_in", AMIR)
    for wrong in (str(uuid.uuid4()).upper(), uuid.uuid4().hex, "{" + str(uuid.uuid4()) + "}", 7, None, [1]):
        assert door.post(act | {"id": wrong}).json["receipts"][0]["reason"] == "id"
