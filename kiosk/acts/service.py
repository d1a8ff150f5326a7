"""Receiving acts: each is kept once, answered once, and answered the same when it comes again."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts import ledger
from kiosk.acts.models import Act, Quarantined
from kiosk.acts.rules import ActIsBroken, Envelope, Incoming, Outcome, read_act
from kiosk.lib.db import start_writing

log = logging.getLogger(__name__)

HEARD_EVERY = timedelta(seconds=10)
"""How exactly we know when a device was last heard; noting it with every act would cost a write."""

MOST_QUARANTINED = 5000
"""A lost tablet cannot fill the disk."""


@dataclass(frozen=True)
class Handler:
    """What one kind of act does, on devices of these purposes.

    `prepare` reads before the write lock; `again` answers a repeated act.
    `do` must bear the same act twice: after the ledger became counts, its own unique keys keep things single.
    """

    purposes: Collection[str]
    prepare: Callable[[Session, Device, Incoming], Any]
    do: Callable[[Session, Device, Incoming, Any], Outcome]
    again: Callable[[Session, Device, Incoming], Outcome]


Receipt = dict[str, Any]


def receive(
    session: Session, device: Device, envelope: Envelope, handlers: Mapping[str, Handler], now: datetime
) -> list[Receipt]:
    """One receipt or refusal for each act, in order. The caller commits before it answers."""
    receipts = settle(session, device, envelope, handlers, now)
    _note_heard(session, device, envelope, now)
    return receipts


def settle(
    session: Session, device: Device, envelope: Envelope, handlers: Mapping[str, Handler], now: datetime
) -> list[Receipt]:
    """As receive, of a device that is not on the line itself."""
    ready = [_prepare(session, device, _read(raw, envelope, now), handlers) for raw in envelope.acts]
    if not any(each.act for each in ready):
        return [_refusal(each.raw, each.refused) for each in ready]
    start_writing(session)
    try:
        return [_settle(session, device, each, now) for each in ready]
    except Exception:
        session.rollback()
        return _settle_with_care(session, device, ready, now)


@dataclass(frozen=True)
class _Ready:
    """An act that was read and prepared, or the word by which it is refused."""

    raw: Any
    act: Incoming | None = None
    handler: Handler | None = None
    found: Any = None
    refused: str = ""


def _read(raw: Any, envelope: Envelope, now: datetime) -> _Ready:
    try:
        return _Ready(raw, read_act(raw, envelope.behind, now))
    except ActIsBroken as broken:
        return _Ready(raw, refused=broken.reason)


def _prepare(session: Session, device: Device, read: _Ready, handlers: Mapping[str, Handler]) -> _Ready:
    act = read.act
    if act is None:
        return read
    handler = handlers.get(act.kind)
    if handler is None or device.purpose not in handler.purposes:
        return _Ready(read.raw, refused="kind")
    if device.state != "paired":
        return read
    try:
        return _Ready(read.raw, act, handler, handler.prepare(session, device, act))
    except ActIsBroken as broken:
        return _Ready(read.raw, refused=broken.reason)
    except Exception:
        return _later(session, act, read.raw)


def _later(session: Session, act: Incoming, raw: Any) -> _Ready:
    log.exception("act of kind %s failed", act.kind)
    session.rollback()
    return _Ready(raw, refused="later")


def _settle_with_care(session: Session, device: Device, ready: Iterable[_Ready], now: datetime) -> list[Receipt]:
    """Once more after a failure, each act by itself: one that fails takes no other along."""
    start_writing(session)
    receipts = []
    for each in ready:
        try:
            with session.begin_nested():
                receipts.append(_settle(session, device, each, now))
        except ActIsBroken as broken:
            receipts.append(_refusal(each.raw, broken.reason))
        except Exception:
            log.exception("act of kind %s failed", each.act.kind if each.act else "?")
            receipts.append(_refusal(each.raw, "later"))
    return receipts


def _settle(session: Session, device: Device, ready: _Ready, now: datetime) -> Receipt:
    act, handler = ready.act, ready.handler
    if act is None:
        return _refusal(ready.raw, ready.refused)
    if handler is None:
        return _from_withdrawn(session, device, act, now)
    if ledger.write_down(session, _line(act, device, now)):
        return _receipt(act, "stored", handler.do(session, device, act, ready.found))
    known = session.scalar(select(Act.hash).where(Act.id == act.id))
    if known == act.hash:
        return _receipt(act, "repeated", handler.again(session, device, act))
    if known is None and ledger.count_late(session, device.id, act.seq):
        return _receipt(act, "stored", handler.do(session, device, act, ready.found))
    session.execute(update(Act).where(Act.id == act.id).values(is_conflict=True))
    return _set_apart(session, device, act, "conflict", now)


def _from_withdrawn(session: Session, device: Device, act: Incoming, now: datetime) -> Receipt:
    """The device learns that its act is safe, and nothing else."""
    if session.scalar(select(Act.hash).where(Act.id == act.id)) == act.hash:
        return _receipt(act, "repeated", Outcome("", {}))
    return _set_apart(session, device, act, "withdrawn", now)


def _line(act: Incoming, device: Device, now: datetime) -> dict[str, Any]:
    return {
        "id": act.id,
        "hash": act.hash,
        "device_id": device.id,
        "seq": act.seq,
        "kind": act.kind,
        "received_at": now,
        "is_conflict": False,
    }


def _set_apart(session: Session, device: Device, act: Incoming, reason: str, now: datetime) -> Receipt:
    """Keeps the act sealed for the organiser to judge; it does nothing."""
    held = select(func.count()).select_from(Quarantined).where(Quarantined.device_id == device.id)
    if (session.scalar(held) or 0) >= MOST_QUARANTINED:
        raise ActIsBroken("quarantine_full")
    sealed = json.dumps({"kind": act.kind, "at": act.at.isoformat(), "payload": act.payload})
    row = {"id": act.id, "hash": act.hash, "device_id": device.id, "reason": reason, "sealed": sealed}
    ledger.quarantine(session, row | {"received_at": now})
    status = "conflict" if reason == "conflict" else "quarantined"
    return _receipt(act, status, Outcome(status, {}))


def _note_heard(session: Session, device: Device, envelope: Envelope, now: datetime) -> None:
    is_idle_news = not envelope.acts and envelope.made > device.acts_made
    is_due = device.heard_at is None or now - device.heard_at >= HEARD_EVERY
    if not (is_due or is_idle_news or envelope.waiting != device.acts_waiting):
        return
    start_writing(session)
    made = ledger.greatest(session)(Device.acts_made, envelope.made)
    heard = update(Device).where(Device.id == device.id)
    session.execute(
        heard.values(heard_at=now, acts_made=made, acts_waiting=envelope.waiting).execution_options(
            synchronize_session=False
        )
    )


def close(session: Session, event_id: int) -> None:
    """The ledger of the event's devices becomes counts. Writes: start_writing first. Can be done again."""
    lines = (
        select(Device.id, Device.acts_made, func.count(Act.id), func.coalesce(func.max(Act.seq), 0))
        .outerjoin(Act, Act.device_id == Device.id)
        .where(Device.event_id == event_id)
        .group_by(Device.id, Device.acts_made)
    )
    rows = [
        {"device_id": device_id, "made": max(made, last), "arrived": arrived}
        for device_id, made, arrived, last in session.execute(lines)
    ]
    if rows:
        ledger.keep_counts(session, rows)
        devices = select(Device.id).where(Device.event_id == event_id)
        session.execute(delete(Act).where(Act.device_id.in_(devices)).execution_options(synchronize_session=False))


def _receipt(act: Incoming, status: str, outcome: Outcome) -> Receipt:
    return {
        "id": str(act.id),
        "hash": act.hash,
        "status": status,
        "answer": outcome.answer,
        "detail": outcome.detail,
    }


def _refusal(raw: Any, reason: str) -> Receipt:
    named = raw if isinstance(raw, dict) else {}
    return {"id": _text(named.get("id")), "hash": _text(named.get("hash")), "status": "refused", "reason": reason}


def _text(value: Any) -> str:
    return value[:64] if isinstance(value, str) else ""
