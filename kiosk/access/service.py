"""Signing in and out, pairing and withdrawing devices, and writing the audit log."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from kiosk.access import queries, rules
from kiosk.access.models import Account, AuditEntry, Device, DeviceKey, Organisation, SignIn
from kiosk.lib import tokens
from kiosk.lib.db import start_writing
from kiosk.lib.errors import NotFound, Refusal

_hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_nobody = _hasher.hash(secrets.token_hex(16))
"""Checked when the address is unknown, so that the answer takes as long."""


class WrongEmailOrPassword(Refusal):
    """No account has this address and this password."""


class PasswordIsTooShort(Refusal):
    """A password has at least rules.MIN_PASSWORD signs."""


class EmailIsTaken(Refusal):
    """Another account has this address."""


class PairingIsOver(Refusal):
    """The link was used, is older than 15 minutes, or never existed."""


class DeviceCannotMove(Refusal):
    """rules.DEVICE_MOVES does not know this step."""


@dataclass(frozen=True)
class NewAccount:
    name: str
    email: str
    password: str
    role: str


def add_account(session: Session, organisation: Organisation, new: NewAccount, now: datetime) -> Account:
    """Raises PasswordIsTooShort, EmailIsTaken, or ValueError for an unknown role."""
    if new.role not in rules.ROLES:
        raise ValueError(new.role)
    if len(new.password) < rules.MIN_PASSWORD:
        raise PasswordIsTooShort
    email = new.email.strip().casefold()
    if queries.account_by_email(session, email):
        raise EmailIsTaken
    account = Account(
        organisation=organisation,
        role=new.role,
        name=new.name,
        email=email,
        email_hash=tokens.lookup(email),
        password_hash=_hasher.hash(new.password),
        created_at=now,
    )
    session.add(account)
    session.flush()
    return account


def set_password(session: Session, account: Account, password: str, now: datetime) -> None:
    """Gives the account another password and ends its sessions. Raises PasswordIsTooShort."""
    if len(password) < rules.MIN_PASSWORD:
        raise PasswordIsTooShort
    account.password_hash = _hasher.hash(password)
    session.execute(
        update(SignIn).where(SignIn.account_id == account.id, SignIn.ended_at.is_(None)).values(ended_at=now)
    )


def sign_in(session: Session, email: str, password: str, now: datetime) -> tuple[Account, str]:
    """Gives the account and a new session token. Raises WrongEmailOrPassword, as slowly for a stranger."""
    account = queries.account_by_email(session, email)
    try:
        _hasher.verify(account.password_hash if account else _nobody, password)
    except VerificationError:
        raise WrongEmailOrPassword from None
    if account is None or account.disabled_at:
        raise WrongEmailOrPassword
    start_writing(session)
    session.execute(delete(SignIn).where(SignIn.created_at < now - timedelta(hours=rules.LONGEST_HOURS)))
    token = tokens.new()
    session.add(SignIn(token_hash=tokens.lookup(token), account_id=account.id, created_at=now, seen_at=now))
    session.execute(update(Account).where(Account.id == account.id).values(seen_at=now))
    return account, token


def sign_out(session: Session, token: str, now: datetime) -> None:
    session.execute(
        update(SignIn).where(SignIn.token_hash == tokens.lookup(token), SignIn.ended_at.is_(None)).values(ended_at=now)
    )


def stay_signed_in(session: Session, token: str, now: datetime) -> None:
    """Notes that the session is in use."""
    session.execute(
        update(SignIn)
        .where(SignIn.token_hash == tokens.lookup(token), SignIn.ended_at.is_(None), SignIn.seen_at < now)
        .values(seen_at=now)
    )


def disable(session: Session, account: Account, now: datetime) -> None:
    """The account can no longer sign in, and its open sessions end."""
    account.disabled_at = now
    session.execute(delete(SignIn).where(SignIn.account_id == account.id))


def known_browser(account: Account) -> str:
    """What a browser keeps after signing in, so that strangers' tries elsewhere do not hold its owner up."""
    return tokens.derived("known browser", account.email_hash.hex())


def is_known_browser(email: str, shown: str) -> bool:
    expected = tokens.derived("known browser", tokens.lookup(email.strip().casefold()).hex())
    return secrets.compare_digest(expected.encode(), shown.encode())


def offer_pairing(session: Session, device: Device, now: datetime, *, again: bool = False, code: str = "") -> str:
    """Gives the token for a pairing link: once, for 15 minutes; `again` is for demonstrations only.

    With a short code, typing that code on the device leads to the same link (token_of_code).
    """
    token = token_of_code(code) if code else tokens.new()
    device.pair_hash = tokens.lookup(token)
    device.pair_until = now + timedelta(minutes=rules.PAIRING_MINUTES)
    device.pairs_again = again
    session.add(device)
    session.flush()
    return token


def token_of_code(typed: str) -> str:
    """The token behind a short code that somebody read out. Only this installation can tell."""
    return tokens.derived("pairing code", tokens.tidy(typed[:40]))


def pairing_of(session: Session, token: str, now: datetime) -> Device:
    """The device that a pairing link is for. Raises PairingIsOver."""
    device = session.scalar(select(Device).where(Device.pair_hash == tokens.lookup(token)))
    if device is None or device.state == "withdrawn" or device.pair_until is None:
        raise PairingIsOver
    if not device.pairs_again and (device.state != "offered" or device.pair_until < now):
        raise PairingIsOver
    return device


def ask_to_pair(session: Session, token: str, now: datetime, key: str = "") -> tuple[Device, str]:
    """The device asks in. Gives it and its new cookie; the organiser compares the digits. Raises PairingIsOver.

    `key` is minted when the page opens and becomes the cookie: the same press sent twice asks once.
    """
    key = key if len(key) == tokens.TOKEN_LENGTH else tokens.new()
    known = queries.device_of(session, key)
    if known is not None and known.state in ("asked", "paired"):
        return known, key
    device = pairing_of(session, token, now)
    session.refresh(device, with_for_update=True)
    device = pairing_of(session, token, now)
    if device.pairs_again:
        device = _one_more(session, device, now)
        device.state = "paired"
    else:
        _move(device, "asked")
        device.pair_digits = f"{secrets.randbelow(10000):04d}"
        device.pair_hash = None
    session.add(DeviceKey(token_hash=tokens.lookup(key), device_id=device.id))
    return device, key


def _one_more(session: Session, device: Device, now: datetime) -> Device:
    """A demonstration link makes a device of each browser: two that were one would number their acts alike."""
    if device.state == "offered":
        return device
    same = select(Device.name).where(Device.event_id == device.event_id)
    more = Device(
        organisation_id=device.organisation_id,
        event_id=device.event_id,
        purpose=device.purpose,
        name=rules.next_name(device.name, session.scalars(same).all()),
        created_at=now,
    )
    session.add(more)
    session.flush()
    return more


def came_by(session: Session, token: str, device: Device, now: datetime) -> bool:
    """Whether this device has what the link gives already. So it is with demonstration links, which go on working."""
    try:
        offered = pairing_of(session, token, now)
    except PairingIsOver:
        return False
    is_same = (offered.event_id, offered.purpose) == (device.event_id, device.purpose)
    return offered.pairs_again and is_same and device.state == "paired"


def refuse_pairing(session: Session, device: Device) -> None:
    """The digits differ: what asked in is turned away, and the device waits for a new link. Raises DeviceCannotMove."""
    _move(device, "offered")
    device.pair_digits = device.pair_until = None
    session.execute(delete(DeviceKey).where(DeviceKey.device_id == device.id))


def confirm_pairing(session: Session, device: Device, now: datetime) -> None:
    """The organiser saw the same digits. Raises DeviceCannotMove, or PairingIsOver after 15 minutes."""
    if device.pair_until is None or device.pair_until < now:
        raise PairingIsOver
    _move(device, "paired")
    device.pair_digits = None
    device.heard_at = now


def withdraw(session: Session, device: Device) -> None:
    """The device reads nothing more; what it still delivers goes into quarantine."""
    _move(device, "withdrawn")
    device.pair_hash = None


def device_of_event(session: Session, event_id: int, device_id: int) -> Device:
    """Raises NotFound when the device is not the event's."""
    device = session.get(Device, device_id)
    if device is None or device.event_id != event_id:
        raise NotFound
    return device


def _move(device: Device, state: str) -> None:
    if state not in rules.DEVICE_MOVES[device.state]:
        raise DeviceCannotMove(f"{device.state} to {state}")
    device.state = state


@dataclass(frozen=True)
class Deed:
    """What somebody did, for the audit log: the action, to what, how it ended, from where."""

    action: str
    object: str
    origin: str = ""
    result: str = "done"
    organisation_id: int | None = None
    """Whose deed it is when no account did it, such as a device that asks in."""


def record(session: Session, deed: Deed, account: Account | None, now: datetime) -> None:
    """Writes one line of the audit log. Never a resident's name, address or words."""
    session.add(
        AuditEntry(
            organisation_id=account.organisation_id if account else deed.organisation_id,
            at=now,
            action=deed.action,
            object=deed.object,
            result=deed.result,
            origin=deed.origin,
            actor=f"account {account.id}" if account else "stranger",
        )
    )
