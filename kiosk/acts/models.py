"""The ledger: that an act came, never what was in it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.lib.db import Base, UtcDateTime
from kiosk.lib.keys import Sealed


class Act(Base):
    """One act of one device, known by its id alone. `is_conflict`: the id came again with other content.

    What came second lies in Quarantined. Without rowid, so that the table keeps no order of arrival.
    """

    __tablename__ = "act"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_conflict: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_act_device_seq", "device_id", "seq"), {"sqlite_with_rowid": False})


class ActCount(Base):
    """What the ledger became when the event closed: how many acts a device made, and how many arrived."""

    __tablename__ = "act_count"
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    made: Mapped[int]
    arrived: Mapped[int]


class Quarantined(Base):
    """What a withdrawn device brought, or a second content under one id: sealed, for the organiser to judge."""

    __tablename__ = "quarantined"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[str] = mapped_column(Sealed("quarantined"))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
