"""Calling an event off, and the people whom nobody can write to."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.events import service
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.organiser import news
from kiosk.organiser.routes import stamps, told
from kiosk.organiser.routes.room import blueprint, own_event, record
from kiosk.signup import letters


@blueprint.get("/<slug>/afgelasten")
def ask_cancel(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    return render_template(
        "organiser/cancel.html", event=event, circle=news.circle_of(db.session(), event, clock.now())
    )


@blueprint.post("/<slug>/afgelasten")
def cancel(slug: str) -> ResponseReturnValue:
    """It is off: everybody with an e-mail address gets a letter, in the same transaction."""
    event, now = own_event(slug), clock.now()
    session = db.session()
    stamps.hold(event)
    try:
        service.cancel(session, event)
    except service.EventCannotMove:
        return redirect(url_for("organiser.details", slug=slug))
    told.say_told(news.call_off(session, event, letters.post(session, now), now))
    record("event.cancel", f"event {event.id}")
    return redirect(url_for("organiser.details", slug=slug))


@blueprint.get("/<slug>/bellen")
def call_list(slug: str) -> ResponseReturnValue:
    """Who signed up without an e-mail address, with a phone number if we have one."""
    event = own_event(slug)
    return render_template("organiser/call.html", event=event, circle=news.circle_of(db.session(), event, clock.now()))
