"""Finding accounts and devices by the tokens they show."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from kiosk.access import rules
from kiosk.access.models import Account, Device, DeviceKey, SignIn
from kiosk.lib import tokens


def account_of(session: Session, token: str, now: datetime) -> Account | None:
    """The account behind a live session: not ended, not idle or old for too long, not disabled."""
    found = session.scalar(select(SignIn).where(SignIn.token_hash == tokens.lookup(token)))
    if found is None or found.ended_at or found.account.disabled_at:
        return None
    if now - found.created_at > timedelta(hours=rules.LONGEST_HOURS):
        return None
    if now - found.seen_at > timedelta(hours=rules.IDLE_HOURS):
        return None
    return found.account


def is_due(session: Session, token: str, now: datetime) -> bool:
    """Whether it is time to note again that this session is in use."""
    since = now - timedelta(minutes=rules.NOTED_EVERY_MINUTES)
    due = select(SignIn.id).where(
        SignIn.token_hash == tokens.lookup(token), SignIn.ended_at.is_(None), SignIn.seen_at < since
    )
    return session.scalar(due) is not None


def device_of(session: Session, token: str) -> Device | None:
    return session.scalar(
        select(Device)
        .join(DeviceKey, DeviceKey.device_id == Device.id)
        .where(DeviceKey.token_hash == tokens.lookup(token))
    )


_BY_KEY = (
    select(*Device.__table__.columns)
    .join(DeviceKey.__table__, DeviceKey.device_id == Device.id)
    .where(DeviceKey.token_hash == bindparam("token_hash"))
)


def device_at(session: Session, token: str) -> Device | None:
    """The device as it is now, outside the session: to read, at every request of every door, and not to change."""
    row = session.connection().execute(_BY_KEY, {"token_hash": tokens.lookup(token)}).first()
    return None if row is None else Device(**row._mapping)


def devices_of(session: Session, event_id: int) -> list[Device]:
    """The event's devices that were not withdrawn, oldest first."""
    return list(
        session.scalars(
            select(Device).where(Device.event_id == event_id, Device.state != "withdrawn").order_by(Device.id)
        )
    )


def account_by_email(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email_hash == tokens.lookup(email.strip().casefold())))


def lock_digits(device_id: int) -> str:
    """The four digits that open the screen of a door when it locked itself."""
    return tokens.derived_digits("door lock", device_id)
