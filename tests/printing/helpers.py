"""A printer that remembers, and what an event has to print."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.lib.db import start_writing
from kiosk.printing import service
from kiosk.printing.agent.printers import Begin, Sheet
from kiosk.printing.models import PrintJob
from tests.conftest import MARKET_DAY


@dataclass
class Paper:
    """Keeps what came out. `fails` is what happens instead, before or after the printer began."""

    sheets: list[Sheet] = field(default_factory=list)
    fails: Callable[[], None] | None = None
    fails_late: bool = False

    def print(self, sheet: Sheet, begin: Begin) -> None:
        if self.fails and not self.fails_late:
            self.fails()
        begin()
        if self.fails:
            self.fails()
        self.sheets.append(sheet)


def failing(error: BaseException) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def add_printer(session: Session, event: Event, name: str = "Printer 1", heard_at: datetime | None = None) -> Device:
    device = Device(
        organisation_id=event.organisation_id,
        event_id=event.id,
        purpose="printer",
        name=name,
        state="paired",
        created_at=MARKET_DAY,
        heard_at=heard_at,
    )
    session.add(device)
    session.commit()
    return device


def ask(session: Session, event: Event, about: str = "guest:1", at: datetime = MARKET_DAY, **more: int) -> PrintJob:
    wish = service.Wish(event.id, "badge", about, **more)
    start_writing(session)
    job = service.ask(session, wish, uuid.uuid4(), at)
    session.commit()
    return job


def states(session: Session) -> dict[str, str]:
    """What each job is about, and how it stands."""
    session.rollback()
    session.expire_all()
    return {each.about: each.state for each in session.scalars(select(PrintJob))}
