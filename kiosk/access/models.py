"""Organisations, the people who work for them, their paired devices, and the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.lib.db import Base, UtcDateTime
from kiosk.lib.keys import Sealed


class Installation(Base):
    """Facts of this installation, such as the fingerprint of the key that sealed its data."""

    __tablename__ = "installation"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Organisation(Base):
    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    team: Mapped[str] = mapped_column(String(120), default="")


class Account(Base):
    """One person who works for one organisation. The address is sealed; its hash finds it."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    organisation: Mapped[Organisation] = relationship()
    role: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(Sealed("account.email"))
    email_hash: Mapped[bytes] = mapped_column(unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SignIn(Base):
    """A session that the server knows and can end."""

    __tablename__ = "sign_in"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    account: Mapped[Account] = relationship(lazy="joined")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Device(Base):
    """A phone or tablet that may do one job (purpose) at one event. States: rules.DEVICE_MOVES."""

    __tablename__ = "device"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(20), default="offered")
    pair_hash: Mapped[bytes | None] = mapped_column(unique=True)
    pair_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    pair_digits: Mapped[str | None] = mapped_column(String(4))
    pairs_again: Mapped[bool] = mapped_column(default=False)
    """Demonstration links need no confirmation, and make a device of each browser that opens them."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acts_made: Mapped[int] = mapped_column(default=0)
    acts_waiting: Mapped[int] = mapped_column(default=0)


class DeviceKey(Base):
    """The cookie by which a device is known."""

    __tablename__ = "device_key"
    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)


class AuditEntry(Base):
    """Action, object, result, origin, actor, time (BIO2 8.15.01); never a name, address or text of a resident."""

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    action: Mapped[str] = mapped_column(String(60))
    object: Mapped[str] = mapped_column(String(120))
    result: Mapped[str] = mapped_column(String(20))
    origin: Mapped[str] = mapped_column(String(60))
    actor: Mapped[str] = mapped_column(String(60))


class Attempt(Base):
    """How often something was tried from one origin in one window of time. The key is a hash."""

    __tablename__ = "attempt"
    key: Mapped[bytes] = mapped_column(primary_key=True)
    window: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    __table_args__ = (Index("ix_attempt_window", "window"),)
