"""The outbox: letters written in the same transaction as what they tell of."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.lib.db import Base, UtcDateTime
from kiosk.lib.keys import Sealed


class Letter(Base):
    """One letter. States: rules.LETTER_MOVES. The contents are sealed, and erased once sent."""

    __tablename__ = "letter"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    about: Mapped[str] = mapped_column(String(60))
    """What must still hold when it leaves, such as "party:12"; the factory gives mail the question."""
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    message: Mapped[str | None] = mapped_column(Sealed("letter.message"))
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(String(40), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_letter_state_due", "state", "due_at"),)
