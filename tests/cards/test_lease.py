"""Slip numbers are lent in blocks, and no two devices ever hold the same."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.cards import service
from kiosk.cards.rules import BLOCK
from kiosk.events.models import Event
from kiosk.lib.db import db, start_writing
from tests.cast import MARKET_DAY

TABLETS = 40


def test_forty_tablets_that_lease_at_once_never_clash(app: Flask, session: Session, market: Event) -> None:
    devices = [_tablet(market) for _ in range(TABLETS)]
    session.add_all(devices)
    session.commit()
    numbers = [device.id for device in devices]

    def lease(device_id: int) -> int:
        with app.app_context():
            start_writing(db.session())
            first = service.lease(db.session(), device_id, uuid.uuid4()).first
            db.session.commit()
            return first

    with ThreadPoolExecutor(10) as pool:
        firsts = sorted(pool.map(lease, numbers))

    assert firsts == [BLOCK * at for at in range(TABLETS)]


def _tablet(event: Event) -> Device:
    return Device(
        organisation_id=event.organisation_id,
        event_id=event.id,
        purpose="tablet",
        name="tablet",
        state="paired",
        created_at=MARKET_DAY,
    )
