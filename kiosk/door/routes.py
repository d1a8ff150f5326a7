"""The door's pages."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.door import feed, queries
from kiosk.events.models import Event
from kiosk.lib import clock, i18n, web
from kiosk.lib.db import db

blueprint = Blueprint("door", __name__)
blueprint.before_request(i18n.dutch_first)
TIME = "X-Kiosk-Time"


@blueprint.get("/deur")
def home() -> ResponseReturnValue:
    """One page with every screen of the host in it, so that the network never decides what can be shown."""
    device, session = guard.device(), db.session()
    event = session.get_one(Event, device.event_id)
    web.allow_camera()
    return render_template(
        "door/home.html",
        device=device,
        event=event,
        day=queries.day_of(event, clock.now()),
        noon=clock.local(clock.now()).replace(hour=11, minute=22),
    )


@blueprint.get("/deur/lijst")
def guest_list() -> ResponseReturnValue:
    """What changed on the list after the change `na`; nothing new is an empty answer. Both tell the time."""
    session = db.session()
    event = session.get_one(Event, guard.device().event_id)
    news = feed.news(session, event, request.args.get("na", 0, type=int))
    answer = current_app.response_class(status=204) if news is None else jsonify(news)
    answer.headers[TIME] = str(int(clock.now().timestamp() * 1000))
    return answer
