"""The guest list on paper, for a host with a pen."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from kiosk.badges import guest_list
from kiosk.lib import addresses, clock, web
from kiosk.lib.db import db, start_writing
from kiosk.lib.fonts import Fonts
from kiosk.organiser import on_paper, parts
from kiosk.organiser.routes.room import blueprint, own_event, record


@blueprint.post("/<slug>/afdrukken/gastenlijst.pdf")
def paper_list(slug: str) -> ResponseReturnValue:
    """A POST, because it goes into the audit log: it holds the names of all guests."""
    event, now = own_event(slug), clock.now()
    part = parts.part_of(event, request.form.get("deel", parts.EVERYTHING))
    lines = on_paper.lines(db.session(), event, part)
    words = on_paper.words(event, part, len(lines), now)
    drawn = guest_list.draw(lines, words, Fonts(addresses.settings().instance / "cache"))
    event_id = event.id
    start_writing(db.session())
    record("print guest list", f"event {event_id}: {len(lines)} guests")
    return web.pdf(drawn, f"gastenlijst-{slug}.pdf", to_keep=True)
