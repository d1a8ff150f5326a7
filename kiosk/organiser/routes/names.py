"""Whether people may find themselves by name at the arrival kiosks of the event."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.events import service
from kiosk.lib.db import db, start_writing
from kiosk.organiser.routes.room import blueprint, own_event, record


@blueprint.post("/<slug>/apparaten/op-naam")
def find_by_name(slug: str) -> ResponseReturnValue:
    start_writing(db.session())
    event, is_on = own_event(slug), "is_on" in request.form
    back = redirect(url_for("organiser.devices", slug=slug, _anchor="find_by_name"), 303)
    try:
        service.set_finding_names(event, is_on)
    except service.EventIsOver:
        return back
    record("event.find_by_name", f"event {event.id}: {'on' if is_on else 'off'}")
    return back
