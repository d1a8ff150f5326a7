"""Cards and slips. Nothing here says which device or person a card came from."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.lib.db import Base, UtcDateTime


class Card(Base):
    """Something a resident left. States: rules.CARD_MOVES. Kinds: rules.KINDS.

    The key is random and the table keeps no order of arrival; the time is rounded to the half hour.
    """

    __tablename__ = "card"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(8))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(20), default="waiting")

    __table_args__ = (Index("ix_card_event_state", "event_id", "state"), {"sqlite_with_rowid": False})


class Slip(Base):
    """Follows one card: picture, word and number, the same in every language. Unique per installation."""

    __tablename__ = "slip"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The place in the row of all slips; rules.slip_face turns it into colour, animal and number."""
    card_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("card.id"), unique=True)
    secret_hash: Mapped[bytes] = mapped_column(unique=True)
    digits_hash: Mapped[bytes]
    misses: Mapped[int] = mapped_column(default=0)

    __table_args__ = ({"sqlite_with_rowid": False},)


class SlipBlock(Base):
    """A run of slip numbers lent to one device, so that it can hand them out without network."""

    __tablename__ = "slip_block"
    first: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    act: Mapped[uuid.UUID] = mapped_column(unique=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
