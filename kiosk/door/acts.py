"""What a host takes back can free a place: it goes to who waits for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.acts.rules import Incoming, Outcome
from kiosk.acts.service import Handler
from kiosk.checkin import acts as checkin
from kiosk.events.models import Event
from kiosk.lib import clock
from kiosk.signup import letters
from kiosk.signup import service as signup

FREES = ("undo", "merge")


def _then_fill_up(handler: Handler) -> Handler:
    """A moment that is over by the server's clock stays as it was, however late the act comes in."""

    def do(session: Session, device: Device, act: Incoming, ready: Any) -> Outcome:
        outcome = handler.do(session, device, act, ready)
        now = clock.now()
        session.flush()
        signup.move_up_all(session, session.get_one(Event, device.event_id), now, letters.post(session, now))
        return outcome

    return replace(handler, do=do)


HANDLERS: dict[str, Handler] = {
    kind: _then_fill_up(handler) if kind in FREES else handler for kind, handler in checkin.HANDLERS.items()
}
