"""The door's pages."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.door import feed, queries
from kiosk.events.models import Event
from kiosk.lib import clock, i18n, web
from kiosk.lib.db import db

blueprint = Blueprint("door", __name__)
blueprint.before_request(i18n.dutch_first)


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
        people_in=queries.people_in(session, device.event_id, clock.now()),
        day=queries.day_of(event, clock.now()),
        noon=clock.local(clock.now()).replace(hour=11, minute=22),
    )


@blueprint.get("/deur/lijst")
def guest_list() -> ResponseReturnValue:
    """What changed on the list after the change `na`; nothing new is an empty answer."""
    session = db.session()
    event = session.get_one(Event, guard.device().event_id)
    news = feed.news(session, event, request.args.get("na", 0, type=int))
    return ("", 204) if news is None else jsonify(news)


@blueprint.get("/deur/stand")
def standing() -> ResponseReturnValue:
    people_in = queries.people_in(db.session(), guard.device().event_id, clock.now())
    return render_template("door/_standing.html", people_in=people_in)


@blueprint.get("/deur/zoeken")
def search() -> ResponseReturnValue:
    typed = request.args.get("q", "")[:60]
    rows = queries.find(db.session(), guard.device().event_id, typed)
    return render_template("door/_found.html", rows=rows, most=queries.MOST_FOUND)
