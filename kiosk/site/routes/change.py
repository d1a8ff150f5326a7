"""Changing one's own sign-up: the same three screens, each saved by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import Form

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import clock, i18n
from kiosk.lib.db import db
from kiosk.signup import letters, queries, rules, service
from kiosk.signup.service import Change
from kiosk.site.forms import ANY_TIME, ContactForm, HelpForm, WhoForm, language_given, shown_phone
from kiosk.site.routes.room import blueprint, is_over, my_party, text_of

ADDRESS = "/mijn/<token>/wijzig/<any(who,help,contact):step>"


@blueprint.get(ADDRESS)
def change_ask(token: str, step: str) -> ResponseReturnValue:
    party, event = my_party(token)
    if not _is_open(party, event):
        return closed(token, party, event)
    return _page(token, step, event, _form(step, party, event, None))


@blueprint.post(ADDRESS)
def change(token: str, step: str) -> ResponseReturnValue:
    party, event = my_party(token)
    if not _is_open(party, event):
        return closed(token, party, event)
    form = _form(step, party, event, request.form)
    if request.form.get("go") == "stay" or not form.validate():
        return _page(token, step, event, form)
    session, now = db.session(), clock.now()
    new = replace(_said_anew(party, form), may_wait=request.form.get("go") == "wait")
    try:
        service.change(session, party, new, now, letters.post(session, now))
    except service.MomentIsFull:
        return _page(token, step, event, form, is_full=True)
    except (service.MomentIsOver, service.SignUpIsClosed):
        return closed(token, party, event)
    except service.SomebodyIsInside:
        form["size"].errors = [i18n.gettext("Somebody of you is inside already. Ask the host.")]
        return _page(token, step, event, form)
    return redirect(url_for("site.mine", token=token, bewaard=step), 303)


def _is_open(party: Party, event: Event) -> bool:
    return party.state != "cancelled" and event.state == "published" and not is_over(event)


def closed(token: str, party: Party, event: Event) -> ResponseReturnValue:
    """Says why nothing can change any more, and leads back."""
    return render_template("site/change_closed.html", token=token, party=party, event=event, text=text_of(event)), 410


def _form(step: str, party: Party, event: Event, submitted: MultiDict[str, str] | None) -> Form:
    if step == "help":
        return HelpForm(submitted, data=_help_given(party))
    if step == "contact":
        phone = shown_phone(party.phone) if party.phone else ""
        return ContactForm(submitted, data={"email": party.email, "phone": phone})
    places = [_with_own(each, party) for each in queries.places(db.session(), event, clock.now())]
    return WhoForm(submitted, places, rules.is_any_time(event.kind, len(places)), data=_who_given(party))


def _with_own(place: queries.Place, party: Party) -> queries.Place:
    """The places that the party has itself count as free for it."""
    if place.free is None or place.moment.id != party.moment_id or party.state != "signed_up":
        return place
    return replace(place, free=place.free + party.size)


def _who_given(party: Party) -> dict[str, Any]:
    given = [each.name for each in party.guests if each.merged_into_id is None]
    return {
        "moment": str(party.moment_id) if party.moment_id else ANY_TIME,
        "name": given[0] if given else "",
        "nameless": "" if given and given[0] else "yes",
        "together": party.size > 1,
        "size": str(max(party.size, 2)),
        "others": ", ".join(name for name in given[1:] if name),
    }


def _help_given(party: Party) -> dict[str, Any]:
    given = dict(party.help or {})
    return {**given, "interpreter": bool(given.get("interpreter")), **language_given(given.get("interpreter"))}


def _said_anew(party: Party, form: Form) -> Change:
    """What the party said before, with what this screen changes."""
    names = [each.name for each in party.guests if each.merged_into_id is None]
    before = Change(party.moment_id, names, party.email, party.phone, party.help or {})
    if isinstance(form, HelpForm):
        return replace(before, help=form.wishes())
    if isinstance(form, ContactForm):
        return replace(before, email=form.address(), phone=form.number())
    if isinstance(form, WhoForm):
        return replace(before, moment_id=form.moment_id(), names=form.everyone())
    return before


def _page(token: str, step: str, event: Event, form: Form, is_full: bool = False) -> ResponseReturnValue:
    page = render_template(
        "site/change.html", token=token, step=step, event=event, text=text_of(event), form=form, is_full=is_full
    )
    return page, 422 if form.errors or is_full else 200
