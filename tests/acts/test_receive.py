"""The one way in for devices: strict, once, and nothing lost."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from tests.cast import Acts, paired


def test_an_unknown_kind_is_refused_by_name_and_the_rest_goes_on(app: Flask, session: Session, market: Event, now: object) -> None:
    door = Acts(paired(app, session, market, "door"))

    answer = door.post(door.act("dance", {}), "not an act")

    assert [each["status"] for each in answer.json["receipts"]] == ["refused", "refused"]
    assert [each["reason"] for each in answer.json["receipts"]] == ["kind", "shape"]


def test_a_stranger_delivers_nothing(app: Flask, session: Session, market: Event) -> None:
    assert Acts(app.test_client()).post().status_code == 403
