"""Groups: made beforehand, dealt evenly, and changed by hand."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.events import groups as service
from kiosk.events.dealing import SPREAD
from kiosk.events.models import Event, Group
from kiosk.events.words import GROUP_COLOURS
from kiosk.guests import seating
from kiosk.lib import htmx, i18n
from kiosk.lib.db import db, start_writing
from kiosk.lib.errors import NotFound
from kiosk.lib.i18n import gettext
from kiosk.organiser.days import days_of
from kiosk.organiser.forms import problems
from kiosk.organiser.forms_groups import GroupForm, MakeForm
from kiosk.organiser.groups import overview
from kiosk.organiser.routes.room import blueprint, own_event, record

NOWHERE, APART = "0", "nee"


@blueprint.get("/<slug>/groepen")
def groups(slug: str) -> ResponseReturnValue:
    return _page(own_event(slug))


@blueprint.post("/<slug>/groepen")
def make_groups(slug: str) -> ResponseReturnValue:
    event, form = _to_change(slug), MakeForm()
    if not form.validate():
        return _page(event, form), 422
    try:
        service.add(db.session(), event, form.word.data or "", form.count.data or 0, form.known)
    except service.TooManyGroups:
        form.refuse_so_many()
        return _page(event, form), 409
    seating.tell_devices(db.session(), event.id)
    record("group.make", f"event {event.id}")
    return _back(slug)


@blueprint.post("/<slug>/groepen/verdelen")
def deal_groups(slug: str) -> ResponseReturnValue:
    event, together = _to_change(slug), request.form.get("samen") != APART
    moved = seating.deal_all(db.session(), event, together=together, anew="anew" in request.form)
    record("group.deal", f"event {event.id}: {moved} guests")
    return _renewed(event)


@blueprint.post("/<slug>/groepen/plaats")
def move_guests(slug: str) -> ResponseReturnValue:
    """The guests that were ticked sit in another group from now on, or in none."""
    event, wanted = _to_change(slug), request.form.get("to", "")
    group = None if wanted == NOWHERE else _group(event.id, wanted)
    chosen = [int(each) for each in request.form.getlist("guest") if _is_number(each)]
    moved = seating.move(db.session(), event, chosen, group)
    if not moved:
        return _renewed(event, gettext("Tick somebody first."))
    record("group.move", f"event {event.id}: {moved} guests")
    return _renewed(event, gettext("Done. Now in %(group)s.", group=group.name) if group else gettext("Done."))


@blueprint.post("/<slug>/groepen/<int:group_id>")
def change_group(slug: str, group_id: int) -> ResponseReturnValue:
    event, form = _to_change(slug), GroupForm().at(group_id)
    group = _group(event.id, str(group_id))
    if not form.validate():
        return _page(event, changed=(group_id, form)), 422
    try:
        service.change(db.session(), event, group, form.name.data or "", form.colour.data)
    except service.NameIsTaken:
        form.refuse_name()
        return _page(event, changed=(group_id, form)), 409
    seating.tell_devices(db.session(), event.id)
    record("group.change", f"event {event.id} group {group_id}")
    return _back(slug, f"groep-{group_id}")


@blueprint.post("/<slug>/groepen/<int:group_id>/weg")
def drop_group(slug: str, group_id: int) -> ResponseReturnValue:
    event = _to_change(slug)
    seating.take_away(db.session(), event, _group(event.id, str(group_id)))
    seating.tell_devices(db.session(), event.id)
    record("group.drop", f"event {event.id} group {group_id}")
    return _back(slug)


def _to_change(slug: str) -> Event:
    """From here on this request writes. Of an event that is over nothing changes: the page says how it was."""
    event = own_event(slug)
    start_writing(db.session())
    if not service.lives(event):
        abort(_back(slug))
    return event


def _page(event: Event, form: MakeForm | None = None, changed: tuple[int, GroupForm] | None = None) -> str:
    """The whole page; `form` and `changed` are what somebody sent that is not right."""
    wrong = form or (changed[1] if changed else None)
    view = _view(event)
    return render_template(
        "organiser/groups.html",
        form=form or _blank(event, len(view["found"].tables)),
        changed=changed,
        problems=problems(wrong) if wrong else [],
        **view,
    )


def _renewed(event: Event, said: str = "") -> ResponseReturnValue:
    """The part of the page that changed; a browser without script loads the page."""
    if not htmx.wants_fragment():
        return _back(event.slug)
    return render_template("organiser/_groups.html", said=said, changed=None, **_view(event))


def _view(event: Event) -> dict[str, Any]:
    return {
        "event": event,
        "found": overview(db.session(), event),
        "lives": service.lives(event),
        "colours": GROUP_COLOURS.items(),
        "apart": event.seating == SPREAD,
        "several_days": len(days_of(event)) > 1,
    }


def _blank(event: Event, stood: int) -> MakeForm:
    with i18n.force_locale(event.languages[0]):
        word = gettext("Table")
    return MakeForm(formdata=None, word=word, count=None if stood == 0 else 1, stood=str(stood))


def _group(event_id: int, number: str) -> Group:
    """Raises NotFound for another event's group, and for what is no number."""
    if not _is_number(number):
        raise NotFound
    return service.group_of(db.session(), event_id, int(number))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _back(slug: str, anchor: str | None = None) -> Response:
    address = url_for("organiser.groups", slug=slug, _anchor=anchor)
    return htmx.go_to(make_response(redirect(address, 303)), address)
