"""The events of one's own organisation: the list, and a new one."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.events import queries
from kiosk.lib.db import db
from kiosk.organiser.routes.room import blueprint


@blueprint.get("/")
def events() -> ResponseReturnValue:
    found = queries.all_of_organisation(db.session(), guard.account().organisation_id)
    return render_template("organiser/events.html", events=found)
