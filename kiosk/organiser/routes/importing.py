"""Reading in a list that was kept elsewhere: the file, a look at every row, and one press that does it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.events.models import Event
from kiosk.lib import clock, tables
from kiosk.lib.db import db, start_writing
from kiosk.lib.errors import Refusal
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser import incoming, incoming_plan
from kiosk.organiser.days import days_of
from kiosk.organiser.forms import Problem
from kiosk.organiser.incoming import Incoming
from kiosk.organiser.incoming_plan import Plan
from kiosk.organiser.incoming_rows import reader
from kiosk.organiser.routes.room import blueprint, own_event, record
from kiosk.signup import queries as signups
from kiosk.signup import rules, service

REFUSALS: dict[type[Refusal], Any] = {
    tables.FileIsEmpty: _l("There is nothing in this file. Choose another one."),
    tables.FileIsTooLarge: _l("This file is larger than 2 MB. Keep only the list, and save it again."),
    tables.TooManyRows: _l("There are more than 500 rows in this file. Split it in parts."),
    tables.NotAList: _l("We cannot read this file. Save it as XLSX or CSV."),
    tables.OldSpreadsheet: _l("This is an old Excel file, or it has a password. Save it as XLSX without a password."),
    incoming.ListIsTooLong: _l("There are too many words in this file. Keep only the columns you need."),
    incoming.ListIsUnknown: _l("We no longer have this list. Choose the file once more."),
}


@dataclass(frozen=True)
class Wishes:
    """How the list is to be understood."""

    columns: dict[int, str]
    otherwise: str = ""
    also_alike: bool = False


@blueprint.get("/<slug>/inlezen")
def importing(slug: str) -> ResponseReturnValue:
    """With `erbij` it says how many came on the list by the press before."""
    said = request.args.get("erbij", "")
    added = int(said) if said.isascii() and said.isdigit() and len(said) < 6 else None
    return _file_page(own_event(slug), added=added)


@blueprint.post("/<slug>/inlezen")
def read_file(slug: str) -> ResponseReturnValue:
    event, file = own_event(slug), request.files.get("bestand")
    content = file.read(tables.MOST_BYTES + 1) if file else b""
    if not content:
        return _refused(event, gettext("Choose a file."))
    try:
        found = incoming.taken_apart(tables.read(content), content)
        return _preview(event, found, Wishes(incoming.recognised(found.headings)))
    except tuple(REFUSALS) as refusal:
        return _refused(event, str(REFUSALS[type(refusal)]))


@blueprint.post("/<slug>/inlezen/lijst")
def read_rows(slug: str) -> ResponseReturnValue:
    """Another look, or the press that puts them on the list: only what was just looked at."""
    event, sent = own_event(slug), request.form
    try:
        found = incoming.unseal(event.id, sent.get("lijst", ""))
    except incoming.ListIsUnknown as refusal:
        return _refused(event, str(REFUSALS[type(refusal)]))
    wishes = _wishes(sent, len(found.headings))
    if sent.get("doe") != "erbij":
        return _preview(event, found, wishes)
    return _put_on_the_list(event, found, wishes)


def _put_on_the_list(event: Event, found: Incoming, wishes: Wishes) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    start_writing(session)
    plan = _plan(event, found, wishes)
    if plan.seen != request.form.get("gezien"):
        return _preview(event, found, wishes, changed=True), 409
    try:
        count = incoming_plan.carry_out(session, event, plan, now)
    except (service.SignUpIsClosed, service.MomentIsOver):
        return _refused(event, gettext("You can no longer sign up for this time."), 409)
    record("import guests", f"event {event.id}: {count} guests")
    return redirect(url_for("organiser.importing", slug=event.slug, erbij=count), 303)


def _preview(event: Event, found: Incoming, wishes: Wishes, *, changed: bool = False) -> str:
    return render_template(
        "organiser/importing_rows.html",
        event=event,
        found=found,
        wishes=wishes,
        plan=_plan(event, found, wishes),
        sealed=incoming.seal(event.id, found),
        fields=incoming.FIELDS,
        any_time=rules.is_any_time(event.kind, len(event.moments)),
        several_days=len(days_of(event)) > 1,
        changed=changed,
        is_open=_is_open(event),
    )


def _plan(event: Event, found: Incoming, wishes: Wishes) -> Plan:
    how = reader(event, wishes.columns, wishes.otherwise)
    return incoming_plan.plan(db.session(), how, found, clock.now(), also_alike=wishes.also_alike)


def _wishes(sent: Mapping[str, str], columns: int) -> Wishes:
    return Wishes(incoming.chosen(sent, columns), sent.get("anders", "")[:9], sent.get("ook") == "1")


def _is_open(event: Event) -> bool:
    return event.state == "published" and bool(signups.places(db.session(), event, clock.now()))


def _refused(event: Event, words: str, status: int = 422) -> ResponseReturnValue:
    return _file_page(event, problems=[Problem("bestand", words)]), status


def _file_page(event: Event, **more: Any) -> str:
    view = {"event": event, "is_open": _is_open(event), "problems": [], "added": None, **more}
    return render_template("organiser/importing.html", **view)
