"""What devices may ask of this room: one handler for each kind of act."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts import payload
from kiosk.acts.rules import ActIsBroken, Incoming, Outcome
from kiosk.acts.service import Handler
from kiosk.cards import rules, service
from kiosk.cards.service import NewCard, NewSlip
from kiosk.events.models import Event
from kiosk.lib.i18n import LANGUAGES

_REASONS = {
    service.SlipIsNotYours: "slip_not_yours",
    service.SlipIsTaken: "slip_taken",
    service.CardIsTaken: "card_taken",
}


def _read_card(session: Session, device: Device, act: Incoming) -> NewCard:
    kind = payload.one_of(act.payload, "kind", rules.KINDS)
    words = payload.text(act.payload, "text", rules.MAX_TEXT)
    if kind == "tip" and not words:
        raise ActIsBroken("text")
    return NewCard(
        id=payload.key(act.payload, "card", unlike=act.id),
        event=session.get_one(Event, device.event_id),
        kind=kind,
        text=words,
        language=payload.one_of(act.payload, "language", LANGUAGES),
        made_at=act.at,
        slip=_read_slip(act.payload, device),
    )


def _read_slip(card: dict[str, Any], device: Device) -> NewSlip | None:
    place = payload.place(card, "slip")
    if place is None:
        return None
    secret, digits = card.get("secret"), card.get("digits")
    if not isinstance(secret, str) or not rules.SECRET.match(secret):
        raise ActIsBroken("secret")
    if not isinstance(digits, str) or not rules.DIGITS.match(digits):
        raise ActIsBroken("digits")
    return NewSlip(place, secret, digits, device.id)


def _keep_card(session: Session, device: Device, act: Incoming, new: NewCard) -> Outcome:
    try:
        service.keep(session, new)
    except tuple(_REASONS) as refusal:
        raise ActIsBroken(_REASONS[type(refusal)]) from refusal
    return _kept(session, device, act)


def _kept(session: Session, device: Device, act: Incoming) -> Outcome:
    return Outcome("kept", {})


def _nothing(session: Session, device: Device, act: Incoming) -> None:
    return None


def _lease(session: Session, device: Device, act: Incoming, found: None) -> Outcome:
    block = service.lease(session, device.id, act.id)
    return Outcome("leased", {"first": block.first, "size": block.size})


def _leased(session: Session, device: Device, act: Incoming) -> Outcome:
    block = service.leased(session, act.id)
    return Outcome("leased", {"first": block.first, "size": block.size} if block else {"first": 0, "size": 0})


HANDLERS: dict[str, Handler] = {
    "card": Handler(("tablet",), prepare=_read_card, do=_keep_card, again=_kept),
    "lease": Handler(("tablet",), prepare=_nothing, do=_lease, again=_leased),
}
