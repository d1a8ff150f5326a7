"""The guest list: finding people, and signing somebody up who asks the team."""

from __future__ import annotations

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.events.models import Event
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.lib.i18n import gettext
from kiosk.organiser import days, labels, lists
from kiosk.organiser.forms import add_problem, problems
from kiosk.organiser.forms_guests import PartyForm
from kiosk.organiser.routes.room import blueprint, own_event, record
from kiosk.signup import letters, service
from kiosk.signup import queries as signups

ASKED = ("zoek", "staat", "moment", "hoe")
"""The parts of lists.Wish, in their order."""


@blueprint.get("/<slug>/gasten")
def guests(slug: str) -> ResponseReturnValue:
    return render_template("organiser/guests.html", **_view(own_event(slug)))


@blueprint.get("/<slug>/gasten/lijst")
def guest_list(slug: str) -> ResponseReturnValue:
    """The list alone, while somebody types; the address bar keeps up."""
    response = make_response(render_template("organiser/_guests.html", **_view(own_event(slug))))
    response.headers["HX-Replace-Url"] = url_for("organiser.guests", slug=slug, **_asked())
    return response


@blueprint.get("/<slug>/gasten/nieuw")
def new_party(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    return _form_page(event, _form(event))


@blueprint.post("/<slug>/gasten/nieuw")
def add_party(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    form, now = _form(event), clock.now()
    if not form.validate():
        return _form_page(event, form), 422
    try:
        party = service.sign_up(db.session(), event, form.new_party(event), now, letters.post(db.session(), now))
    except (service.SignUpIsClosed, service.MomentIsOver):
        add_problem(form.moment, gettext("You can no longer sign up for this time."))
        return _form_page(event, form), 409
    record("sign up guest", f"party {party.id}")
    return redirect(url_for("organiser.party", slug=slug, party_id=party.id), 303)


def _form(event: Event) -> PartyForm:
    return PartyForm().for_places(event, signups.places(db.session(), event, clock.now()))


def _form_page(event: Event, form: PartyForm) -> str:
    found = problems(form)
    return render_template("organiser/guest_new.html", event=event, form=form, problems=found)


def _asked() -> dict[str, Any]:
    """What the address asks for, without what it leaves empty."""
    return {name: value[:60] for name in ASKED if (value := request.args.get(name, "").strip())}


def _view(event: Event) -> dict[str, Any]:
    asked = _asked()
    wish = lists.Wish(*(asked.get(name, "") for name in ASKED))
    found = lists.guest_list(db.session(), event.id, wish)
    return {
        "event": event,
        "asked": asked,
        "page": lists.page_of(found, request.args.get("blad", "")),
        "heads": lists.heads(found),
        "moments": {each.id: each for each in event.moments},
        "several_days": len(days.days_of(event)) > 1,
        "labels": labels,
    }
