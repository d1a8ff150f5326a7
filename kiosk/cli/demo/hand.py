"""A practice device and the hand that uses it: its acts take the same way in as those of real devices."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts import service as acts
from kiosk.acts.rules import Envelope
from kiosk.acts.service import Handler, Receipt
from kiosk.events.models import Event
from kiosk.lib import clock, tokens

NAMES = {"door": "Deur", "arrival": "Tablet bij de ingang", "tablet": "Tablet"}


def device_with(session: Session, event: Event, link: str) -> Device | None:
    """The event's device that this pairing link still opens."""
    return session.scalar(
        select(Device).where(
            Device.event_id == event.id, Device.pair_hash == tokens.lookup(link), Device.state != "withdrawn"
        )
    )


def new_device(event: Event, purpose: str) -> Device:
    return Device(
        organisation_id=event.organisation_id,
        event_id=event.id,
        purpose=purpose,
        name=NAMES[purpose],
        created_at=clock.now(),
    )


class Hand:
    """Does acts on one device."""

    def __init__(self, session: Session, device: Device, handlers: dict[str, Handler]) -> None:
        self._session, self._device, self._handlers = session, device, handlers

    def do(self, acts_done: list[tuple[str, dict[str, Any], datetime]]) -> list[Receipt]:
        """Delivers (kind, payload, time) in one batch."""
        made = self._device.acts_made or 0
        raw = [_act(made + at, *each) for at, each in enumerate(acts_done, start=1)]
        self._device.state = "paired"
        self._session.commit()
        envelope = Envelope(made=made + len(raw), waiting=0, behind=timedelta(), acts=raw)
        receipts = acts.receive(self._session, self._device, envelope, self._handlers, clock.now())
        self._session.commit()
        self._session.refresh(self._device)
        return receipts


def _act(seq: int, kind: str, payload: dict[str, Any], at: datetime) -> dict[str, Any]:
    text = json.dumps(payload)
    return {
        "id": str(uuid.uuid4()),
        "seq": seq,
        "kind": kind,
        "at": int(at.timestamp() * 1000),
        "hash": hashlib.sha256(text.encode()).hexdigest(),
        "payload": text,
    }
