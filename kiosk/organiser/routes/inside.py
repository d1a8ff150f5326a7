"""The list of who is inside now, on the screen and on paper."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from kiosk.events.models import Event
from kiosk.lib import clock
from kiosk.lib.db import db, start_writing
from kiosk.organiser.inside import inside as who_is_inside
from kiosk.organiser.routes.room import blueprint, own_event, record


@blueprint.get("/<slug>/binnen")
def inside(slug: str) -> ResponseReturnValue:
    return _page(own_event(slug))


@blueprint.post("/<slug>/binnen")
def print_inside(slug: str) -> ResponseReturnValue:
    """A POST, because it goes into the audit log. The browser prints by itself: it waits for no answer."""
    event = own_event(slug)
    page, event_id = _page(event), event.id
    start_writing(db.session())
    record("print who is inside", f"event {event_id}")
    return page


def _page(event: Event) -> str:
    now = clock.now()
    return render_template(
        "organiser/inside.html", event=event, people=who_is_inside(db.session(), event, now), now=now
    )
