"""Asking for a print, handing it to one printer at a time, and writing down how it went."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.lib.db import start_writing
from kiosk.lib.errors import NotFound, Refusal
from kiosk.printing import queries, rules
from kiosk.printing.models import PrintJob


class JobCannotMove(Refusal):
    """rules.JOB_MOVES does not know this step."""


@dataclass(frozen=True)
class Wish:
    """What to print. `printer` is a device's id; None is any printer of the event."""

    event_id: int
    kind: str
    about: str
    printer: int | None = None
    copies: int = 1


def ask(session: Session, wish: Wish, asked_by: uuid.UUID, now: datetime) -> PrintJob:
    """Puts one job in the queue; the same press again gives the same job. The caller holds the write lock.

    Raises NotFound for a printer that the event does not have.
    """
    known = session.scalar(select(PrintJob).where(PrintJob.asked_by == asked_by, PrintJob.about == wish.about))
    if known is not None:
        return known
    if wish.printer is not None and wish.printer not in queries.printers_of(session, wish.event_id):
        raise NotFound
    job = PrintJob(
        id=uuid.uuid4(),
        event_id=wish.event_id,
        printer_id=wish.printer,
        kind=wish.kind,
        about=wish.about,
        copies=max(1, min(wish.copies, rules.MOST_COPIES)),
        asked_by=asked_by,
        created_at=now,
    )
    session.add(job)
    session.flush()
    return job


def reprint(session: Session, job: PrintJob, asked_by: uuid.UUID, now: datetime) -> PrintJob:
    """The same once more, at any printer when its own is no longer there. The caller holds the write lock."""
    is_there = job.printer_id in queries.printers_of(session, job.event_id)
    wish = Wish(job.event_id, job.kind, job.about, job.printer_id if is_there else None, job.copies)
    return ask(session, wish, asked_by, now)


def cancel(job: PrintJob, now: datetime) -> None:
    """Takes the job out of the queue. Raises JobCannotMove when it was printed."""
    move(job, "cancelled", now)


def lease(session: Session, device: Device, run: str, now: datetime) -> PrintJob | None:
    """Gives the oldest job to this printer alone for a minute. The caller commits before it draws."""
    waits = queries.is_for(device, run, now)
    if session.scalar(select(PrintJob.id).where(waits).limit(1)) is None:
        return None
    start_writing(session)
    oldest = select(PrintJob).where(waits).order_by(PrintJob.created_at, PrintJob.id).limit(1)
    job = session.scalar(oldest.with_for_update(skip_locked=True).execution_options(populate_existing=True))
    if job is None:
        return None
    if job.device_id != device.id:
        job.trouble = ""
    if job.state == "queued":
        move(job, "leased", now)
    job.device_id, job.run, job.leased_until = device.id, run, now + rules.LEASE
    job.attempts += 1
    return job


@dataclass(frozen=True)
class Report:
    """What an agent says of a job: a word of rules.OUTCOMES, and one of rules.TROUBLES when something was wrong."""

    job_id: uuid.UUID
    outcome: str
    trouble: str = ""


def report(session: Session, device: Device, told: Report, now: datetime) -> PrintJob:
    """Notes how it went; told again it changes nothing. Raises NotFound for a job that this printer never took."""
    start_writing(session)
    job = session.scalar(
        select(PrintJob)
        .where(PrintJob.id == told.job_id, PrintJob.event_id == device.event_id, PrintJob.device_id == device.id)
        .with_for_update()
    )
    if job is None:
        raise NotFound
    if job.state == "leased":
        move(job, rules.OUTCOMES[told.outcome], now)
        job.trouble = rules.trouble_word(told.trouble)
    return job


def note_heard(session: Session, device: Device, now: datetime) -> None:
    """Writes down that the printer is there, when that was not known."""
    if device.heard_at is not None and now - device.heard_at < rules.HEARD_EVERY:
        return
    start_writing(session)
    heard = update(Device).where(Device.id == device.id).values(heard_at=now)
    session.execute(heard.execution_options(synchronize_session=False))


def forget(session: Session, now: datetime) -> None:
    """Erases who got what printed, a week after. The caller holds the write lock."""
    old = delete(PrintJob).where(PrintJob.created_at < now - rules.KEPT)
    session.execute(old.execution_options(synchronize_session=False))


def move(job: PrintJob, state: str, now: datetime) -> None:
    """The one door between the states of a job. Raises JobCannotMove."""
    if state not in rules.JOB_MOVES[job.state]:
        raise JobCannotMove(f"{job.state} to {state}")
    job.state = state
    job.leased_until = None
    job.done_at = None if state in rules.WAITING else now
