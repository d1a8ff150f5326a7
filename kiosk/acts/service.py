"""Receiving acts: each is kept once, answered once, and answered the same when it comes again."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts.models import Act, Quarantined
from kiosk.acts.rules import ActIsBroken, Envelope, Incoming, Outcome, read_act
from kiosk.lib.db import start_writing

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Handler:
    """What one kind of act does. `prepare` reads before the write lock; `again` answers a repeated act."""

    purpose: str
    prepare: Callable[[Session, Device, Incoming], Any]
    do: Callable[[Session, Device, Incoming, Any], Outcome]
    again: Callable[[Session, Device, Incoming], Outcome]


Receipt = dict[str, Any]


def receive(
    session: Session, device: Device, envelope: Envelope, handlers: Mapping[str, Handler], now: datetime
) -> list[Receipt]:
    """One receipt or refusal for each act, in order. The caller commits before it answers."""
    read = [_read(raw, envelope, now) for raw in envelope.acts]
    prepared = [_prepare(session, device, each, handlers) for each in read]
    start_writing(session)
    receipts = [_settle(session, device, raw, ready, now) for raw, ready in zip(envelope.acts, prepared, strict=True)]
    session.execute(
        update(Device)
        .where(Device.id == device.id)
        .values(heard_at=now, acts_made=func_max(session, envelope.made), acts_waiting=envelope.waiting)
    )
    return receipts


def func_max(session: Session, made: int) -> Any:
    """A late batch never makes the count smaller."""
    greatest = func.greatest if session.get_bind().dialect.name == "postgresql" else func.max
    return greatest(Device.acts_made, made)


@dataclass(frozen=True)
class _Ready:
    act: Incoming | None
    handler: Handler | None
    found: Any
    refused: str


def _read(raw: Any, envelope: Envelope, now: datetime) -> Incoming | ActIsBroken:
    try:
        return read_act(raw, envelope.behind, now)
    except ActIsBroken as broken:
        return broken


def _prepare(session: Session, device: Device, act: Incoming | ActIsBroken, handlers: Mapping[str, Handler]) -> _Ready:
    if isinstance(act, ActIsBroken):
        return _Ready(None, None, None, act.reason)
    handler = handlers.get(act.kind)
    if handler is None or handler.purpose not in ("any", device.purpose):
        return _Ready(act, None, None, "kind")
    if device.state != "paired":
        return _Ready(act, None, None, "withdrawn")
    try:
        return _Ready(act, handler, handler.prepare(session, device, act), "")
    except ActIsBroken as broken:
        return _Ready(act, None, None, broken.reason)


def _settle(session: Session, device: Device, raw: Any, ready: _Ready, now: datetime) -> Receipt:
    act = ready.act
    if act is None:
        return _refusal(raw, ready.refused)
    if ready.refused == "withdrawn":
        _quarantine(session, device, act, "withdrawn", now)
        return _receipt(act, "quarantined", Outcome("quarantined", {}))
    if ready.handler is None:
        return _refusal(raw, ready.refused)
    try:
        with session.begin_nested():
            return _keep(session, device, ready.handler, ready, now)
    except ActIsBroken as broken:
        return _refusal(raw, broken.reason)
    except Exception:
        log.exception("act of kind %s failed", act.kind)
        return _refusal(raw, "later")


def _keep(session: Session, device: Device, handler: Handler, ready: _Ready, now: datetime) -> Receipt:
    act = ready.act
    assert act is not None
    if not _write_down(session, device, act, now):
        return _receipt(act, "repeated", handler.again(session, device, act))
    if session.scalar(select(Act.seq).where(Act.id == act.id, Act.hash != act.hash).limit(1)) is not None:
        session.execute(update(Act).where(Act.id == act.id).values(is_conflict=True))
        _quarantine(session, device, act, "conflict", now)
        return _receipt(act, "conflict", Outcome("conflict", {}))
    return _receipt(act, "stored", handler.do(session, device, act, ready.found))


def _write_down(session: Session, device: Device, act: Incoming, now: datetime) -> bool:
    """Puts the act in the ledger; False when it stood there already."""
    row = _insert(session, Act).values(
        id=act.id, hash=act.hash, device_id=device.id, seq=act.seq, kind=act.kind, received_at=now,
        is_conflict=False, answer="",
    )  # fmt: skip
    return bool(session.execute(row.on_conflict_do_nothing()).rowcount)  # type: ignore[attr-defined]


def _quarantine(session: Session, device: Device, act: Incoming, reason: str, now: datetime) -> None:
    row = _insert(session, Quarantined).values(
        id=act.id,
        hash=act.hash,
        device_id=device.id,
        reason=reason,
        sealed=json.dumps({"kind": act.kind, "at": act.at.isoformat(), "payload": act.payload}),
        received_at=now,
    )
    session.execute(row.on_conflict_do_nothing())


def _insert(session: Session, model: Any) -> Any:
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    return insert(model)


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
    return str(value)[:64] if isinstance(value, str | uuid.UUID) else ""
