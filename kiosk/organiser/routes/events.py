"""The events of one's own organisation: the list, and a new one."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.access.rules import MAKERS
from kiosk.events import queries, service, words
from kiosk.lib import clock
from kiosk.lib.db import db, start_writing
from kiosk.organiser import days
from kiosk.organiser.forms import problems
from kiosk.organiser.forms_event import NewEventForm
from kiosk.organiser.routes.room import blueprint, record


@blueprint.get("/")
def events() -> ResponseReturnValue:
    found = queries.all_of_organisation(db.session(), guard.account().organisation_id)
    return render_template(
        "organiser/events.html",
        agenda=days.agenda(found, clock.now()),
        kinds=words.KINDS,
        states=words.STATES,
        is_maker=guard.account().role in MAKERS,
    )


@blueprint.get("/nieuw")
def new_event() -> ResponseReturnValue:
    return _page(NewEventForm(formdata=None))


@blueprint.post("/nieuw")
def make_event() -> ResponseReturnValue:
    form = NewEventForm()
    if not form.validate():
        return _page(form), 422
    start_writing(db.session())
    event = service.create(db.session(), form.value(guard.account().organisation_id), clock.now())
    record("event.make", f"event {event.id}")
    return redirect(url_for("organiser.section", slug=event.slug, path="wanneer"))


def _page(form: NewEventForm) -> str:
    return render_template("organiser/event_new.html", form=form, problems=problems(form))
