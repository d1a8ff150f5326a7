"""The name badge of one guest, for the printer at the door."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.badges import queries, service, words
from kiosk.door.routes import blueprint
from kiosk.events.models import Event
from kiosk.lib import addresses, web
from kiosk.lib.db import db
from kiosk.lib.fonts import Fonts


@blueprint.get("/deur/naamkaartje/<int(max=2147483647):guest_id>.pdf")
def badge(guest_id: int) -> ResponseReturnValue:
    session, event_id = db.session(), guard.device().event_id
    guest = queries.guest_of_event(session, event_id, guest_id)
    foot = words.foot(session.get_one(Event, event_id))
    fonts = Fonts(addresses.settings().instance / "cache")
    return web.pdf(service.badge_pdf([service.Badge(guest.name, guest.no_photo)], foot, fonts), "naamkaartje.pdf")
