"""The organiser's blueprint, and the event of one's own organisation that an address names."""

from __future__ import annotations

from flask import Blueprint

from kiosk.access import guard, service
from kiosk.events import queries
from kiosk.events.models import Event
from kiosk.lib import clock, origin
from kiosk.lib.db import db

blueprint = Blueprint("organiser", __name__, url_prefix="/beheer")


def own_event(slug: str) -> Event:
    """Raises NotFound, for another organisation's event as for none."""
    return queries.of_organisation(db.session(), guard.account().organisation_id, slug)


def record(action: str, on: str) -> None:
    """Notes in the audit log what the signed-in account did, in this request's transaction."""
    service.record(db.session(), service.Deed(action, on, origin.of_request()), guard.account(), clock.now())
