"""One sign-up: who, what would help, and what the team does on somebody's behalf."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from kiosk.checkin import service as checkin
from kiosk.checkin.rules import How
from kiosk.events.models import Event
from kiosk.guests.models import Guest, Party
from kiosk.guests.words import needs
from kiosk.lib import clock, tokens
from kiosk.lib.db import db, start_writing
from kiosk.lib.errors import NotFound
from kiosk.organiser import labels, lists, parties
from kiosk.organiser.routes.room import blueprint, own_event, record
from kiosk.signup import letters
from kiosk.signup import service as signup


@blueprint.get("/<slug>/gasten/<int:party_id>")
def party(slug: str, party_id: int) -> ResponseReturnValue:
    event, found = _found(slug, party_id)
    people = parties.people_of(db.session(), found)
    return render_template(
        "organiser/guest.html",
        needs=needs(found.help),
        event=event,
        party=found,
        people=people,
        state=lists.state_of(found.state, sum(each.since is not None for each in people)),
        moment=next((each for each in event.moments if each.id == found.moment_id), None),
        short=tokens.grouped(tokens.short_code(found.ticket)),
        act=uuid.uuid4(),
        labels=labels,
    )


@blueprint.post("/<slug>/gasten/<int:party_id>/afzeggen")
def cancel_party(slug: str, party_id: int) -> ResponseReturnValue:
    _, found = _found(slug, party_id)
    now = clock.now()
    signup.cancel(db.session(), found, now, letters.post(db.session(), now))
    record("cancel for guest", f"party {party_id}")
    return _to_party(slug, party_id)


@blueprint.post("/<slug>/gasten/<int:party_id>/binnen")
def check_in(slug: str, party_id: int) -> ResponseReturnValue:
    """Lets in the guests whose numbers were sent, or everybody."""
    _, found = _found(slug, party_id)
    start_writing(db.session())
    checkin.check_in_party(db.session(), found, _chosen(found), How(_uuid("act")), clock.now())
    record("check in for guest", f"party {party_id}")
    return _to_party(slug, party_id)


@blueprint.post("/<slug>/gasten/<int:party_id>/toch-niet")
def undo_check_in(slug: str, party_id: int) -> ResponseReturnValue:
    """Takes back what let somebody of this party in. Raises NotFound for another act."""
    event, found = _found(slug, party_id)
    event_id, undone = event.id, _uuid("act")
    start_writing(db.session())
    if undone in {each.act for each in parties.people_of(db.session(), found)}:
        checkin.take_out(db.session(), event_id, undone, How(uuid.uuid4()))
        _fill_up(event)
        record("undo check-in for guest", f"party {party_id}")
    return _to_party(slug, party_id)


@blueprint.get("/<slug>/gasten/<int:party_id>/samen/<int:guest_id>")
def merge_ask(slug: str, party_id: int, guest_id: int) -> ResponseReturnValue:
    event, found = _found(slug, party_id)
    guest, typed = parties.guest_of(found, guest_id), request.args.get("zoek", "").strip()
    return render_template(
        "organiser/guest_merge.html",
        event=event,
        party=found,
        guest=guest,
        others=parties.alike(db.session(), guest, typed),
        inside=lists.came_of(db.session(), event.id),
        moments={each.id: each for each in event.moments},
        typed=typed,
        labels=labels,
    )


@blueprint.post("/<slug>/gasten/<int:party_id>/samen/<int:guest_id>")
def merge(slug: str, party_id: int, guest_id: int) -> ResponseReturnValue:
    event, found = _found(slug, party_id)
    event_id, again = event.id, url_for("organiser.merge_ask", slug=slug, party_id=party_id, guest_id=guest_id)
    start_writing(db.session())
    guest, other = parties.guest_of(found, guest_id), _other(event_id)
    if other is None:
        return redirect(again, 303)
    keep, drop = parties.keep_and_drop(guest, other)
    try:
        kept = checkin.merge(db.session(), event_id, keep.id, drop.id, How(uuid.uuid4()))
    except checkin.SamePerson:
        return redirect(again, 303)
    _fill_up(event)
    record("merge guests", f"guest {drop.id} into {kept.id}")
    return _to_party(slug, kept.party_id)


def _fill_up(event: Event) -> None:
    """A place that came free goes to who waits for it."""
    now = clock.now()
    signup.move_up_all(db.session(), event, now, letters.post(db.session(), now))


def _other(event_id: int) -> Guest | None:
    """The guest who was chosen; None when nobody was. Raises NotFound for another event's."""
    sent = request.form.get("other", "")
    if not sent.isascii() or not sent.isdigit() or len(sent) > 9:
        return None
    other = db.session().get(Guest, int(sent))
    if other is None or other.event_id != event_id:
        raise NotFound
    return other


def _found(slug: str, party_id: int) -> tuple[Event, Party]:
    event = own_event(slug)
    if party_id >= 2**31:
        raise NotFound
    return event, parties.party_of(db.session(), event.id, party_id)


def _chosen(party: Party) -> Sequence[Guest] | None:
    sent = set(request.form.getlist("guest"))
    return [guest for guest in parties.here(party) if str(guest.id) in sent] if sent else None


def _uuid(name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get(name, ""))
    except ValueError:
        abort(400)


def _to_party(slug: str, party_id: int) -> Response:
    return redirect(url_for("organiser.party", slug=slug, party_id=party_id), 303)
