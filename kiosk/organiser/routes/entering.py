"""Entering a paper list afterwards: a code and Enter, the next code and Enter, by keyboard alone."""

from __future__ import annotations

import uuid
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.events.models import Event
from kiosk.lib import clock, htmx
from kiosk.lib.db import db, start_writing
from kiosk.organiser import entering, parts
from kiosk.organiser.days import days_of
from kiosk.organiser.entering import Entry
from kiosk.organiser.forms import problems
from kiosk.organiser.forms_paper import UnlistedForm
from kiosk.organiser.parts import Part
from kiosk.organiser.routes.room import blueprint, own_event, record
from kiosk.signup import letters
from kiosk.signup import service as signup

MOST_AT_ONCE = 50
"""So many codes come along when a slow network made them wait."""


@blueprint.get("/<slug>/invoeren", endpoint="entering")
def enter_page(slug: str) -> ResponseReturnValue:
    return render_template("organiser/entering.html", **_view(own_event(slug)))


@blueprint.post("/<slug>/invoeren")
def enter(slug: str) -> ResponseReturnValue:
    """The same page again, with what came of it: a code that is sent twice is harmless."""
    event = own_event(slug)
    part, typed = _part(event), _typed()
    if part is None:
        return redirect(url_for("organiser.entering", slug=slug), 303)
    now = clock.now()
    start_writing(db.session())
    told = [entering.enter(db.session(), event, part, each, now) for each in typed]
    for each in told:
        if each.key:
            record(entering.DEED, entering.noted(event.id, each.key, 1))
    db.session().flush()
    return _answer(event, told=told, nothing_typed=not typed)


@blueprint.post("/<slug>/invoeren/zonder-aanmelding")
def enter_unlisted(slug: str) -> ResponseReturnValue:
    event, form = own_event(slug), UnlistedForm()
    part = _part(event)
    if part is None:
        return redirect(url_for("organiser.entering", slug=slug), 303)
    if not form.validate():
        return _answer(event, form=form), 422
    people, key, now = form.everyone(), form.key_of(), clock.now()
    start_writing(db.session())
    if entering.let_in_unlisted(db.session(), event, entering.time_of(part, None, now), people, key):
        record(entering.DEED, entering.noted(event.id, key, len(people)))
    db.session().flush()
    return _answer(event, told=[Entry("", entering.WELCOME, tuple(people), key)])


@blueprint.post("/<slug>/invoeren/toch-niet")
def undo_entry(slug: str) -> ResponseReturnValue:
    event, key, now = own_event(slug), _key(), clock.now()
    start_writing(db.session())
    gone = entering.undo(db.session(), event, key)
    signup.move_up_all(db.session(), event, now, letters.post(db.session(), now))
    record("undo entry from paper", entering.noted(event.id, key, len(gone)))
    return _answer(event, gone=gone)


def _answer(event: Event, **more: Any) -> str:
    template = "organiser/_entered.html" if htmx.wants_fragment() else "organiser/entering.html"
    return render_template(template, **{**_view(event), **more, "problems": problems(more.get("form", ()))})


def _view(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "parts": parts.begun(event, clock.now()),
        "part": _part(event),
        "latest": entering.latest(db.session(), event),
        "several_days": len(days_of(event)) > 1,
        "form": UnlistedForm(formdata=None),
        "key": uuid.uuid4(),
        "told": [],
        "gone": None,
        "nothing_typed": False,
        "words": entering,
    }


def _part(event: Event) -> Part | None:
    """The part that was asked for; else the last day with an open door. None before the first door opens."""
    begun = parts.begun(event, clock.now())
    if "deel" in request.values:
        return parts.part_of(event, request.values["deel"], begun)
    days = [each for each in begun if each.is_day] or begun[:1]
    return days[-1] if days else None


def _typed() -> list[str]:
    sent = [each.strip()[: entering.MOST_TYPED] for each in request.form.getlist("code")]
    return [each for each in sent if each][:MOST_AT_ONCE]


def _key() -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get("entry", ""))
    except ValueError:
        abort(400)
