"""Signing up: three small screens, a check page, and one redirect at the end."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from kiosk.access import throttle
from kiosk.events.models import Event
from kiosk.lib import clock, i18n, origin
from kiosk.lib.db import db
from kiosk.signup import letters, queries, rules, service
from kiosk.site import wizard
from kiosk.site.routes.room import blueprint, public_event, text_of
from kiosk.site.wizard import Wizard

BACK_KEEPS = "private, no-cache"
"""Not "no-store": with that, the browser's Back shows an error page in place of an earlier screen."""


@blueprint.get("/bijeenkomst/<slug>/aanmelden")
def sign_up(slug: str) -> ResponseReturnValue:
    event = public_event(slug)
    return _show(event, "who", _wizard(event, MultiDict()))


@blueprint.post("/bijeenkomst/<slug>/aanmelden")
def sign_up_step(slug: str) -> ResponseReturnValue:
    event = public_event(slug)
    filled = _wizard(event, request.form)
    step = filled.go()
    if step != wizard.DONE:
        return _show(event, step, filled)
    session, now = db.session(), clock.now()
    throttle.check(session, throttle.SIGN_UP, origin.of_request(), now)
    new = filled.new_party(event.id, i18n.current().code)
    try:
        party = service.sign_up(session, event, new, now, letters.post(session, now))
    except service.SignUpIsClosed:
        return _show(event, "who", filled)
    except service.MomentIsOver:
        filled.who.moment.errors = [i18n.gettext("Choose a time.")]
        return _show(event, "who", filled)
    throttle.count(session, throttle.SIGN_UP, origin.of_request(), now)
    return redirect(url_for("site.mine", token=party.mine), 303)


def _wizard(event: Event, submitted: MultiDict[str, str]) -> Wizard:
    places = queries.places(db.session(), event, clock.now()) if event.state == "published" else []
    return Wizard(submitted, places, rules.is_any_time(event.kind, len(places)))


def _show(event: Event, step: str, filled: Wizard) -> ResponseReturnValue:
    if not filled.who.places:
        return render_template("site/sign_up_closed.html", event=event, text=text_of(event)), 410
    form = filled.forms.get(step)
    page = render_template(
        "site/sign_up.html", event=event, text=text_of(event), step=step, form=form, wizard=filled, STEPS=wizard.STEPS
    )
    response = make_response(page, 422 if form is not None and form.errors else 200)
    response.headers["Cache-Control"] = BACK_KEEPS
    return response
