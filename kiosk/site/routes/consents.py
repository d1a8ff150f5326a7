"""What somebody said yes to, seen by themselves; and taking it back with one button."""

from __future__ import annotations

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.contacts import queries as contacts
from kiosk.contacts.models import Contact
from kiosk.events.models import Event
from kiosk.followup import service as followup
from kiosk.lib import clock, i18n
from kiosk.lib.db import db
from kiosk.lib.errors import NotFound
from kiosk.site.forms import shown_phone
from kiosk.site.routes.room import blueprint, text_of


def page(token: str) -> Response | str:
    """The page of a contact's own link. Raises NotFound."""
    session = db.session()
    contact = contacts.by_mine(session, token)
    i18n.prefer(contact.language)
    event = session.get_one(Event, contact.event_id)
    standing = sorted({(each.purpose, each.given_on) for each in contacts.standing(contact)})
    return render_template(
        "site/consents.html",
        reached={"email": contact.email, "phone": shown_phone(contact.phone) if contact.phone else None},
        channels=_channels(contact),
        event=event,
        text=text_of(event),
        standing=standing,
        token=token,
    )


@blueprint.post("/mijn/<token>/stop")
def withdraw(token: str) -> ResponseReturnValue:
    session = db.session()
    contact = contacts.by_mine(session, token)
    try:
        followup.withdraw(session, contact, request.form.get("purpose", ""), clock.now())
    except followup.PurposeIsUnknown:
        raise NotFound from None
    return redirect(url_for("site.mine", token=token), 303)


def _channels(contact: Contact) -> dict[str, list[str]]:
    """By purpose: where they hear from us."""
    found: dict[str, list[str]] = {}
    for each in contacts.standing(contact):
        found.setdefault(each.purpose, []).append(each.channel)
    return found
