"""What devices may ask of this room: one handler for each kind of act.

arrive   {"ticket": text} | {"code": text} | {"guest": id}, optional "guests": [ids], "anyway": true, "language": code
         → welcome {guests, size, moment, help, twins} | already {guests, size, since, where, acts, together}
         | unknown {guests, size, reason}
         With "anyway" a code that nobody has lets in a new guest: the host did so before anyone could look it up.
walk_in  {"name": text or null, "language": code}  → welcome
leave    {"guests": [ids]}                         → left {guests, size}
undo     {"undoes": act id}                        → undone {guests, size}
merge    {"keep": guest id, "drop": guest id}      → merged {guests, size}
name     {"guest": guest id} | {"of": act id}, "name": text or null  → named {guests, size}
         `of` is the act that let in one guest whom the device did not know yet.

Times are milliseconds. A payload that breaks a rule is refused by the name of the field.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.access.rules import AT_THE_DOOR
from kiosk.acts import payload
from kiosk.acts.rules import ActIsBroken, Incoming, Outcome
from kiosk.acts.service import Handler
from kiosk.checkin import queries, rules, service
from kiosk.checkin.rules import Answer, How, Someone
from kiosk.checkin.service import Found, Visitor, Wish
from kiosk.lib import i18n, names
from kiosk.lib.errors import NotFound
from kiosk.lib.i18n import LANGUAGES

MOST_CODE = 300
MOST_GUESTS = 50
MOST_NAME = 200
HOSTS = ("door",)
"""Whoever lets themselves in takes nothing back: that is for a host."""


def _find(session: Session, device: Device, act: Incoming) -> Found:
    """Reads everything `arrive` needs before the write lock."""
    guest_id = payload.place(act.payload, "guest")
    if guest_id is not None:
        return service.look_up(device.event_id, queries.by_guest(session, device.event_id, guest_id), act.at)
    typed = payload.text(act.payload, "ticket", MOST_CODE) or payload.text(act.payload, "code", MOST_CODE)
    if not typed:
        raise ActIsBroken("ticket")
    expected = queries.by_ticket(session, device.event_id, typed)
    return service.look_up(device.event_id, expected, act.at, _why_not(session, device, typed, expected))


def _why_not(session: Session, device: Device, typed: str, expected: object) -> str:
    if expected is not None:
        return ""
    if not rules.looks_like_a_code(typed):
        return "no_ticket"
    return "other_event" if queries.is_of_another_event(session, device.event_id, typed) else "not_found"


def _wish(given: dict[str, Any]) -> Wish:
    guests = None if given.get("guests") is None else _guests(given)
    return Wish(guests, given.get("anyway") is True)


def _guests(given: dict[str, Any]) -> frozenset[int]:
    guests = given.get("guests")
    if not isinstance(guests, list) or not 0 < len(guests) <= MOST_GUESTS:
        raise ActIsBroken("guests")
    if not all(isinstance(each, int) and not isinstance(each, bool) and 0 < each < 2**31 for each in guests):
        raise ActIsBroken("guests")
    return frozenset(guests)


def _prepare_arrive(session: Session, device: Device, act: Incoming) -> tuple[Found, Wish]:
    return _find(session, device, act), _wish(act.payload)


def _arrive(session: Session, device: Device, act: Incoming, ready: tuple[Found, Wish]) -> Outcome:
    found, wish = ready
    if found.expected is None and wish.anyway:
        return _walk_in(session, device, act, _unknown_visitor(act))
    try:
        return _outcome(service.arrive(session, *ready, How(act.id, device.id), act.at))
    except NotFound:
        raise ActIsBroken("guests") from None


def _arrived(session: Session, device: Device, act: Incoming) -> Outcome:
    """The same answer as the first time, read from what the act left behind."""
    found, wish = _prepare_arrive(session, device, act)
    if found.expected is None and wish.anyway:
        return _walk_in(session, device, act, _unknown_visitor(act))
    return _outcome(service.answer_again(session, found, wish, act.id, act.at))


def _unknown_visitor(act: Incoming) -> Visitor:
    """Let in by a code that fits nobody. An older page names no language."""
    language = act.payload.get("language")
    return Visitor(None, language if language in LANGUAGES else i18n.DEFAULT, way="code")


def _prepare_walk_in(session: Session, device: Device, act: Incoming) -> Visitor:
    language = payload.one_of(act.payload, "language", LANGUAGES)
    return Visitor(names.tidy(payload.text(act.payload, "name", MOST_NAME)), language)


def _walk_in(session: Session, device: Device, act: Incoming, visitor: Visitor) -> Outcome:
    try:
        return _outcome(service.walk_in(session, device.event_id, visitor, How(act.id, device.id), act.at))
    except NotFound:
        raise ActIsBroken("moment") from None


def _walked_in(session: Session, device: Device, act: Incoming) -> Outcome:
    return _walk_in(session, device, act, _prepare_walk_in(session, device, act))


def _prepare_leave(session: Session, device: Device, act: Incoming) -> frozenset[int]:
    return _guests(act.payload)


def _leave(session: Session, device: Device, act: Incoming, guests: frozenset[int]) -> Outcome:
    try:
        return _outcome(service.leave(session, device.event_id, guests, How(act.id, device.id), act.at))
    except NotFound:
        raise ActIsBroken("guests") from None


def _left(session: Session, device: Device, act: Incoming) -> Outcome:
    return _leave(session, device, act, _guests(act.payload))


def _prepare_undo(session: Session, device: Device, act: Incoming) -> uuid.UUID:
    return payload.key(act.payload, "undoes", unlike=act.id)


def _undo(session: Session, device: Device, act: Incoming, undone: uuid.UUID) -> Outcome:
    return _named("undone", service.undo(session, device.event_id, undone, How(act.id, device.id)))


def _undid(session: Session, device: Device, act: Incoming) -> Outcome:
    return _named("undone", queries.undone_by(session, device.event_id, act.id))


def _prepare_merge(session: Session, device: Device, act: Incoming) -> tuple[int, int]:
    keep, drop = payload.place(act.payload, "keep"), payload.place(act.payload, "drop")
    if keep is None or drop is None:
        raise ActIsBroken("keep" if keep is None else "drop")
    return keep, drop


def _merge(session: Session, device: Device, act: Incoming, pair: tuple[int, int]) -> Outcome:
    try:
        guest = service.merge(session, device.event_id, *pair, How(act.id, device.id))
    except NotFound:
        raise ActIsBroken("guest") from None
    except service.SamePerson:
        raise ActIsBroken("same") from None
    return _named("merged", [Someone(guest.id, guest.name)])


def _merged(session: Session, device: Device, act: Incoming) -> Outcome:
    return _merge(session, device, act, _prepare_merge(session, device, act))


def _prepare_name(session: Session, device: Device, act: Incoming) -> str | None:
    return names.tidy(payload.text(act.payload, "name", MOST_NAME))


def _name(session: Session, device: Device, act: Incoming, name: str | None) -> Outcome:
    try:
        guest = service.rename(session, device.event_id, _meant(session, device, act), name)
    except NotFound:
        raise ActIsBroken("guest") from None
    return _named("named", [Someone(guest.id, guest.name)])


def _meant(session: Session, device: Device, act: Incoming) -> int:
    guest_id = payload.place(act.payload, "guest")
    if guest_id is not None:
        return guest_id
    before = payload.key(act.payload, "of", unlike=act.id)
    found = queries.let_in_by(session, [before])
    if len(found) != 1:
        raise ActIsBroken("of")
    return found[0].id


def _named_again(session: Session, device: Device, act: Incoming) -> Outcome:
    """Says what the act said; a name that was corrected after it stays."""
    guest_id = _meant(session, device, act)
    return _named("named", [Someone(guest_id, _prepare_name(session, device, act))])


def _outcome(answer: Answer) -> Outcome:
    return Outcome(answer.word, shown(answer))


def shown(answer: Answer) -> dict[str, Any]:
    """An answer as the door's page reads it."""
    people = _people(answer.guests)
    if answer.word == rules.WELCOME:
        twins = _people(answer.twins)["guests"]
        return people | {"moment": _millis(answer.moment), "help": answer.needs_help, "twins": twins}
    if answer.word == rules.UNKNOWN:
        return people | {"reason": answer.reason}
    if answer.word == rules.LEFT:
        return people
    together = _people(answer.together)["guests"]
    acts = [str(each) for each in answer.acts]
    return people | {"since": _millis(answer.since), "where": answer.where, "acts": acts, "together": together}


def _named(word: str, people: list[Someone]) -> Outcome:
    return Outcome(word, _people(tuple(people)))


def _people(people: tuple[Someone, ...]) -> dict[str, Any]:
    return {"guests": [{"id": each.id, "name": each.name} for each in people], "size": len(people)}


def _millis(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp() * 1000)


HANDLERS: dict[str, Handler] = {
    "arrive": Handler(AT_THE_DOOR, _prepare_arrive, _arrive, _arrived),
    "walk_in": Handler(AT_THE_DOOR, _prepare_walk_in, _walk_in, _walked_in),
    "leave": Handler(HOSTS, _prepare_leave, _leave, _left),
    "undo": Handler(HOSTS, _prepare_undo, _undo, _undid),
    "merge": Handler(HOSTS, _prepare_merge, _merge, _merged),
    "name": Handler(HOSTS, _prepare_name, _name, _named_again),
}
