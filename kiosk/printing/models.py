"""What has to be printed, where, and how that went."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.lib.db import Base, UtcDateTime


class PrintJob(Base):
    """One thing to print, such as one person's badge. States: rules.JOB_MOVES."""

    __tablename__ = "print_job"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    printer_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    """The printer that was asked for; nothing is any printer of the event."""
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    """The printer that took it last. While it has it, no other printer can: what is half printed is not doubled."""
    kind: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(60))
    """What it is of, such as "guest:12"; the factory gives printing the drawer for each kind."""
    copies: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(10), default="queued")
    run: Mapped[str] = mapped_column(String(32), default="")
    """Which start of the agent took it: one that asks again did not get it."""
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[uuid.UUID]
    """The press that asked: the same press twice is one job."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str] = mapped_column(String(20), default="")

    __table_args__ = (
        Index("uq_print_job_asked", "asked_by", "about", unique=True),
        Index("ix_print_job_event_state", "event_id", "state", "created_at"),
    )
