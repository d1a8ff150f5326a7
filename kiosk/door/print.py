"""The name badges of who came in together, for the printer at the door."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.badges import queries, service, words
from kiosk.door.routes import blueprint
from kiosk.events.models import Event
from kiosk.lib import addresses, web
from kiosk.lib.db import db
from kiosk.lib.fonts import Fonts

MOST = 50


@blueprint.get("/deur/naamkaartje/<int(max=2147483647):guest_id>.pdf")
def badge(guest_id: int) -> ResponseReturnValue:
    """One guest's, and with `ook` those of others: a page each."""
    session, event_id = db.session(), guard.device().event_id
    others = request.args.getlist("ook", type=_number)[: MOST - 1]
    guests = [queries.guest_of_event(session, event_id, each) for each in (guest_id, *others)]
    event = session.get_one(Event, event_id)
    fonts = Fonts(addresses.settings().instance / "cache")
    badges = words.of_guests(session, event, guests)
    return web.pdf(service.badge_pdf(badges, words.foot(event), fonts), "naamkaartje.pdf")


def _number(text: str) -> int:
    """Werkzeug leaves out what this refuses."""
    number = int(text)
    if not 0 < number < 2**31:
        raise ValueError(text)
    return number
