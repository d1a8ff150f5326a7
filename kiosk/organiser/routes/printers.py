"""The printers of an event: how they do, a badge once more, and a badge that need not come any longer."""

from __future__ import annotations

import uuid

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.events.models import Event
from kiosk.lib import clock, htmx
from kiosk.lib.db import db, start_writing
from kiosk.organiser.printers import printing
from kiosk.organiser.routes.room import blueprint, own_event, record
from kiosk.printing import queries, service

JOB = "/<slug>/apparaten/printers/<uuid:job_id>"


@blueprint.get("/<slug>/apparaten/printers")
def printers(slug: str) -> ResponseReturnValue:
    return _fragment(own_event(slug))


@blueprint.post(f"{JOB}/opnieuw")
def print_again(slug: str, job_id: uuid.UUID) -> ResponseReturnValue:
    event = own_event(slug)
    start_writing(db.session())
    job = queries.job_of_event(db.session(), event.id, job_id)
    service.reprint(db.session(), job, _press(), clock.now())
    record("print again", job.about)
    return _shown(event)


@blueprint.post(f"{JOB}/weg")
def cancel_print(slug: str, job_id: uuid.UUID) -> ResponseReturnValue:
    """A badge that came out meanwhile stays printed."""
    event = own_event(slug)
    start_writing(db.session())
    job = queries.job_of_event(db.session(), event.id, job_id)
    if job.state in ("queued", "leased"):
        service.cancel(job, clock.now())
    return _shown(event)


def _press() -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get("press", ""))
    except ValueError:
        return uuid.uuid4()


def _shown(event: Event) -> ResponseReturnValue:
    if htmx.wants_fragment():
        return _fragment(event)
    return redirect(f"{url_for('organiser.devices', slug=event.slug)}#printer", 303)


def _fragment(event: Event) -> str:
    found = printing(db.session(), event.id, clock.now())
    return render_template("organiser/_printer.html", event=event, printing=found)
