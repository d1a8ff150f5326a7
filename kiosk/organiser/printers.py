"""Printing as the organiser sees it: each printer, what is the matter, and the last badges that were asked for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.guests.models import Guest
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.printing import queries, rules
from kiosk.printing.models import PrintJob

MOST_JOBS = 8

STATES = {
    "queued": _l("waits"),
    "leased": _l("is being printed"),
    "printed": _l("printed"),
    "failed": _l("not printed"),
    "unsure": _l("maybe printed"),
    "cancelled": _l("taken back"),
}
SIGNS = {"queued": "half", "leased": "half", "printed": "full", "unsure": "ring", "failed": "gone", "cancelled": "gone"}
TROUBLES = {
    "away": _l("The printer does not answer. Is it on?"),
    "no_paper": _l("The paper is out."),
    "wrong_paper": _l("There is another roll in the printer."),
    "cover_open": _l("The printer is open."),
    "busy": _l("The printer is busy."),
    "stopped": _l("The printer is stopped on its computer."),
}
OTHER_TROUBLE = _l("The printer has trouble. Look at the printer.")


@dataclass(frozen=True)
class JobLine:
    """One badge that was asked for. `press` makes pressing twice one job."""

    id: uuid.UUID
    name: str | None
    state: str
    at: datetime
    press: uuid.UUID

    @property
    def waits(self) -> bool:
        return self.state in rules.WAITING


@dataclass(frozen=True)
class Printing:
    printers: list[queries.Printer]
    jobs: list[JobLine]
    states: dict[str, Any]
    signs: dict[str, str]

    def trouble(self, word: str) -> Any:
        return TROUBLES.get(word, OTHER_TROUBLE)


def printing(session: Session, event_id: int, now: datetime) -> Printing:
    printers = queries.waiting_at(session, event_id, now)
    jobs = queries.last_jobs(session, event_id, now, MOST_JOBS) if printers else []
    names = _names(session, jobs)
    lines = [JobLine(each.id, names.get(each.about), each.state, each.created_at, uuid.uuid4()) for each in jobs]
    return Printing(printers, lines, STATES, SIGNS)


def _names(session: Session, jobs: list[PrintJob]) -> dict[str, str | None]:
    """First names by what a job is about."""
    numbers = [int(each.about.removeprefix("guest:")) for each in jobs if each.about.startswith("guest:")]
    rows = session.execute(select(Guest.id, Guest.name).where(Guest.id.in_(numbers)))
    return {f"guest:{number}": name for number, name in rows}
