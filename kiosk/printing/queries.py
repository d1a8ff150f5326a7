"""Which printers there are, how they do, and what waits for each."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.lib.errors import NotFound
from kiosk.printing import rules
from kiosk.printing.models import PrintJob


@dataclass(frozen=True)
class Printer:
    """A printer as its event sees it: how many jobs wait there, and the word for what is the matter, if any."""

    id: int
    name: str
    waiting: int
    trouble: str
    is_present: bool
    heard_at: datetime | None


def waiting_at(session: Session, event_id: int, now: datetime) -> list[Printer]:
    """The printers of the event with what waits at each. A job for any printer counts at the one heard last."""
    printers = _printers(session, event_id)
    if not printers:
        return []
    first = _first((each.id, each.heard_at) for each in printers)
    known = {each.id for each in printers}
    counts, troubles = Counter[int](), dict[int, str]()
    for printer_id, device_id, trouble in session.execute(_waiting_rows(event_id, now)):
        at = next((each for each in (printer_id, device_id, first) if each in known), first)
        counts[at] += 1
        if trouble and device_id in known:
            troubles[device_id] = trouble
    return [
        Printer(
            id=each.id,
            name=each.name,
            waiting=counts[each.id],
            trouble=troubles.get(each.id, ""),
            is_present=rules.is_present(each.heard_at, now),
            heard_at=each.heard_at,
        )
        for each in printers
    ]


def printer_of(job: PrintJob, printers: Sequence[Printer]) -> Printer | None:
    """Where the job comes out: where it was asked for, where it was taken, else at the printer heard last."""
    at = {each.id: each for each in printers}
    named = next((at[each] for each in (job.printer_id, job.device_id) if each in at), None)
    return named or (at[_first((each.id, each.heard_at) for each in printers)] if at else None)


def is_there_a_printer(session: Session, event_id: int, now: datetime) -> bool:
    """Whether a printer of the event was heard in the last minutes."""
    return any(rules.is_present(each.heard_at, now) for each in _printers(session, event_id))


def printers_of(session: Session, event_id: int) -> list[int]:
    return [each.id for each in _printers(session, event_id)]


def asked_by(session: Session, event_id: int, press: uuid.UUID) -> list[PrintJob]:
    """The jobs that one press made."""
    jobs = select(PrintJob).where(PrintJob.event_id == event_id, PrintJob.asked_by == press)
    return list(session.scalars(jobs.order_by(PrintJob.about)))


def asked_about(session: Session, event_id: int, kind: str) -> set[str]:
    """Of what there is a print, or will be."""
    jobs = select(PrintJob.about).where(PrintJob.event_id == event_id, PrintJob.kind == kind)
    return set(session.scalars(jobs.where(PrintJob.state.not_in(rules.IN_VAIN))))


def last_jobs(session: Session, event_id: int, now: datetime, most: int) -> list[PrintJob]:
    """What was asked last, the newest first."""
    jobs = select(PrintJob).where(PrintJob.event_id == event_id, PrintJob.created_at > now - rules.FRESH)
    return list(session.scalars(jobs.order_by(PrintJob.created_at.desc(), PrintJob.id).limit(most)))


def job_of_event(session: Session, event_id: int, job_id: uuid.UUID) -> PrintJob:
    """Raises NotFound, for another event's job as for none."""
    job = session.scalar(select(PrintJob).where(PrintJob.id == job_id, PrintJob.event_id == event_id))
    if job is None:
        raise NotFound
    return job


def is_for(device: Device, run: str, now: datetime) -> ColumnElement[bool]:
    """The jobs that this run of the agent may take now: those that wait, and those that it has without knowing."""
    is_free = and_(PrintJob.state == "queued", or_(PrintJob.printer_id.is_(None), PrintJob.printer_id == device.id))
    is_lost = or_(PrintJob.run == run, PrintJob.leased_until <= now)
    is_mine = and_(PrintJob.state == "leased", PrintJob.device_id == device.id, is_lost)
    return and_(PrintJob.event_id == device.event_id, PrintJob.created_at > now - rules.FRESH, or_(is_free, is_mine))


def _printers(session: Session, event_id: int) -> Sequence[Device]:
    paired = select(Device).where(Device.event_id == event_id, Device.purpose == "printer", Device.state == "paired")
    return session.scalars(paired.order_by(Device.id)).all()


def _first(heard: Iterable[tuple[int, datetime | None]]) -> int:
    """The printer that was heard last: what may come out anywhere comes out there."""
    return max(heard, key=lambda each: (each[1].timestamp() if each[1] else 0.0, -each[0]))[0]


def _waiting_rows(event_id: int, now: datetime) -> Select[int | None, int | None, str]:
    return (
        select(PrintJob.printer_id, PrintJob.device_id, PrintJob.trouble)
        .where(PrintJob.event_id == event_id, PrintJob.state.in_(rules.WAITING))
        .where(PrintJob.created_at > now - rules.FRESH)
        .order_by(PrintJob.created_at)
    )
