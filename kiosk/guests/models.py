"""Parties (one sign-up each), their guests (one person each), and arrivals."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.lib.db import Base, UtcDateTime
from kiosk.lib.keys import Sealed, SealedJson


class Party(Base):
    """One sign-up, of one person or more. States: rules.PARTY_MOVES. How it came: rules.WAYS."""

    __tablename__ = "party"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    moment_id: Mapped[int | None] = mapped_column(ForeignKey("moment.id"), index=True)
    key: Mapped[str] = mapped_column(String(36), unique=True)
    """Made when the blank form opens: the same form sent twice is one sign-up."""
    state: Mapped[str] = mapped_column(String(20), default="signed_up")
    way: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(8))
    size: Mapped[int] = mapped_column(default=1)
    ticket_hash: Mapped[bytes] = mapped_column(unique=True)
    ticket: Mapped[str] = mapped_column(Sealed("party.ticket"))
    short_hash: Mapped[bytes]
    mine_hash: Mapped[bytes] = mapped_column(unique=True)
    mine: Mapped[str] = mapped_column(Sealed("party.mine"))
    email: Mapped[str | None] = mapped_column(Sealed("party.email"))
    phone: Mapped[str | None] = mapped_column(Sealed("party.phone"))
    help: Mapped[dict[str, Any] | None] = mapped_column(SealedJson("party.help"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    change: Mapped[int] = mapped_column(default=0)
    """The number of its last change on the event's guest list (guests.changes)."""

    guests: Mapped[list[Guest]] = relationship(order_by="Guest.position", back_populates="party")

    __table_args__ = (
        Index("ix_party_short", "event_id", "short_hash", unique=True),
        Index("ix_party_event_state", "event_id", "state"),
        Index("ix_party_event_change", "event_id", "change"),
    )


class Guest(Base):
    """One person. The name is a first name, or nothing."""

    __tablename__ = "guest"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str | None] = mapped_column(String(60))
    no_photo: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("guest_group.id"))
    party: Mapped[Party] = relationship(back_populates="guests")


class Arrival(Base):
    """A guest came in (or a later scan saw them again). One open arrival per guest and moment."""

    __tablename__ = "arrival"
    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[uuid.UUID]
    """One act brings in everyone of a party: one row for each."""
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id"))
    moment_id: Mapped[int] = mapped_column(ForeignKey("moment.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    way: Mapped[str] = mapped_column(String(4), default="in")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_open: Mapped[bool] = mapped_column(default=True)
    """False for a second scan of somebody who is in, and after an undo."""
    undone_by: Mapped[uuid.UUID | None]

    __table_args__ = (
        Index(
            "uq_arrival_open",
            "guest_id",
            "moment_id",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        Index("uq_arrival_act_guest", "act", "guest_id", unique=True),
        Index("ix_arrival_event_open", "event_id", "is_open", "at"),
    )


class GuestList(Base):
    """How often the guest list of an event changed: devices ask for what is newer than what they have."""

    __tablename__ = "guest_list"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    change: Mapped[int]
