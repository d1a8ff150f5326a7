"""What devices may ask of this room: one handler for each kind of act."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts import payload
from kiosk.acts.rules import ActIsBroken, Incoming, Outcome
from kiosk.acts.service import Handler
from kiosk.contacts import rules as contacts
from kiosk.contacts.service import ContactIsTaken, NewContact, Yes
from kiosk.events.models import Event
from kiosk.followup import letters, rules, service
from kiosk.lib import clock, names, tokens
from kiosk.lib.i18n import LANGUAGES


@dataclass(frozen=True)
class _Ready:
    new: NewContact
    letter: EmailMessage | None


def _read(session: Session, device: Device, act: Incoming) -> _Ready:
    """Checks everything and writes the letter, before the write lock."""
    given = act.payload
    email = rules.email(payload.text(given, "email", rules.MAX_EMAIL))
    phone = rules.phone(payload.text(given, "phone", rules.MAX_PHONE))
    new = NewContact(
        id=payload.key(given, "contact", unlike=act.id),
        event_id=device.event_id,
        name=names.tidy(payload.text(given, "name", rules.MAX_NAME)),
        email=email,
        phone=phone,
        language=payload.one_of(given, "language", LANGUAGES),
        through="tablet",
        on=clock.local_day(act.at),
        yeses=_read_yeses(given, act, {"email": email, "phone": phone}),
        mine=tokens.new(),
    )
    letter = letters.opt_in(session.get_one(Event, device.event_id), new, clock.now()) if email else None
    return _Ready(new, letter)


def _read_yeses(given: dict[str, Any], act: Incoming, channels: dict[str, str | None]) -> tuple[Yes, ...]:
    listed = given.get("consents")
    if not isinstance(listed, list) or not 0 < len(listed) <= rules.MOST_CONSENTS:
        raise ActIsBroken("consents")
    yeses = tuple(_read_yes(each, act) for each in listed)
    if len({(each.purpose, each.channel) for each in yeses}) < len(yeses) or len({each.id for each in yeses}) < len(
        yeses
    ):
        raise ActIsBroken("consents_twice")
    for yes in yeses:
        if not channels[yes.channel]:
            raise ActIsBroken(yes.channel)
    return yeses


def _read_yes(given: Any, act: Incoming) -> Yes:
    if not isinstance(given, dict):
        raise ActIsBroken("consents")
    words = payload.text(given, "words", rules.MAX_WORDS)
    if not words:
        raise ActIsBroken("words")
    return Yes(
        payload.key(given, "id", unlike=act.id),
        payload.one_of(given, "purpose", contacts.PURPOSES),
        payload.one_of(given, "channel", contacts.CHANNELS),
        words,
    )


def _do(session: Session, device: Device, act: Incoming, ready: _Ready) -> Outcome:
    try:
        service.opt_in(session, ready.new, ready.letter, clock.now())
    except ContactIsTaken:
        raise ActIsBroken("contact_taken") from None
    return _kept(session, device, act)


def _kept(session: Session, device: Device, act: Incoming) -> Outcome:
    return Outcome("kept", {})


HANDLERS: dict[str, Handler] = {"opt_in": Handler(("tablet",), prepare=_read, do=_do, again=_kept)}
