"""A contact and what they said yes to. No key leads from here to a guest or a card."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.lib.db import Base, UtcDateTime
from kiosk.lib.keys import Sealed


class Contact(Base):
    """Somebody who said yes at least once. The key is random; the day is kept, the hour is not."""

    __tablename__ = "contact"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    name: Mapped[str | None] = mapped_column(Sealed("contact.name"))
    email: Mapped[str | None] = mapped_column(Sealed("contact.email"))
    phone: Mapped[str | None] = mapped_column(Sealed("contact.phone"))
    language: Mapped[str] = mapped_column(String(8))
    mine_hash: Mapped[bytes] = mapped_column(unique=True)
    mine: Mapped[str] = mapped_column(Sealed("contact.mine"))
    created_on: Mapped[date]

    consents: Mapped[list[Consent]] = relationship(back_populates="contact", order_by="Consent.purpose")

    __table_args__ = ({"sqlite_with_rowid": False},)


class Consent(Base):
    """The proof of one yes (standards P4): for what, by which channel, in which words and language, when."""

    __tablename__ = "consent"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contact.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text)
    words_hash: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    through: Mapped[str] = mapped_column(String(10))
    given_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    contact: Mapped[Contact] = relationship(back_populates="consents")

    __table_args__ = ({"sqlite_with_rowid": False},)
