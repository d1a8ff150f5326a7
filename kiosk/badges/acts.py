"""What devices may ask of this room: a badge, from the printer of the event.

print    {"guests": [ids]} | {"of": act id}, optional "printer": device id
         → printing {guests, waiting, printer, is_there} | no_printer {guests}

`of` names the act that let them in, for a guest whom the device did not know yet. `waiting` counts what waits at that
printer, these badges among it. `is_there` is false while the printer is away.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.access.rules import AT_THE_DOOR
from kiosk.acts import payload
from kiosk.acts.rules import ActIsBroken, Incoming, Outcome
from kiosk.acts.service import Handler
from kiosk.guests import changes
from kiosk.guests.models import Arrival, Guest
from kiosk.lib import clock
from kiosk.lib.errors import NotFound
from kiosk.printing import queries, service

KIND = "badge"
MOST_GUESTS = 50


@dataclass(frozen=True)
class Press:
    """Whose badges were asked for, and at which printer."""

    guests: tuple[int, ...]
    printer: int | None
    of: uuid.UUID | None = None


def about(guest_id: int) -> str:
    return f"guest:{guest_id}"


def _prepare(session: Session, device: Device, act: Incoming) -> Press:
    if "of" in act.payload:
        return Press((), payload.place(act.payload, "printer"), payload.key(act.payload, "of", unlike=act.id))
    wanted = _numbers(act.payload)
    known = select(Guest.id).where(Guest.id.in_(wanted), Guest.event_id == device.event_id)
    if set(session.scalars(known)) != set(wanted):
        raise ActIsBroken("guests")
    return Press(wanted, payload.place(act.payload, "printer"))


def _people(session: Session, device: Device, press: Press) -> tuple[int, ...]:
    """Whose badges. The act that let them in may have come in the same request, just before."""
    if press.of is None:
        return press.guests
    came = select(Arrival.guest_id).where(Arrival.act == press.of, Arrival.event_id == device.event_id)
    guests = tuple(session.scalars(came.order_by(Arrival.guest_id).limit(MOST_GUESTS)))
    if not guests:
        raise ActIsBroken("of")
    return guests


def _numbers(given: dict[str, Any]) -> tuple[int, ...]:
    guests = given.get("guests")
    if not isinstance(guests, list) or not 0 < len(guests) <= MOST_GUESTS:
        raise ActIsBroken("guests")
    if not all(isinstance(each, int) and not isinstance(each, bool) and 0 < each < 2**31 for each in guests):
        raise ActIsBroken("guests")
    return tuple(dict.fromkeys(guests))


def _print(session: Session, device: Device, act: Incoming, press: Press) -> Outcome:
    """Without a printer nothing is kept: the host prints in another way, and no old badges come out later."""
    now, guests = clock.now(), _people(session, device, press)
    if not queries.printers_of(session, device.event_id):
        return Outcome("no_printer", {"guests": list(guests)})
    for guest_id in guests:
        wish = service.Wish(device.event_id, KIND, about(guest_id), press.printer)
        try:
            service.ask(session, wish, act.id, now)
        except NotFound:
            raise ActIsBroken("printer") from None
    changes.note_guests(session, device.event_id, guests)
    return _outcome(session, device.event_id, act.id, guests)


def _printed(session: Session, device: Device, act: Incoming) -> Outcome:
    """The same press again: the same jobs, and what waits by now."""
    guests = _people(session, device, _prepare(session, device, act))
    if not queries.asked_by(session, device.event_id, act.id):
        return Outcome("no_printer", {"guests": list(guests)})
    return _outcome(session, device.event_id, act.id, guests)


def _outcome(session: Session, event_id: int, press: uuid.UUID, guests: tuple[int, ...]) -> Outcome:
    asked = queries.asked_by(session, event_id, press)
    printers = queries.waiting_at(session, event_id, clock.now())
    at = queries.printer_of(asked[0], printers)
    detail: dict[str, Any] = {"guests": list(guests), "waiting": 0, "printer": "", "is_there": False}
    if at is not None:
        detail |= {"waiting": at.waiting, "printer": at.name, "is_there": at.is_present}
    return Outcome("printing", detail)


HANDLERS: dict[str, Handler] = {"print": Handler(AT_THE_DOOR, _prepare, _print, _printed)}
