"""People who said yes: to what, when, how, and in which words."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kiosk.lib.db import db
from kiosk.organiser import labels, lists
from kiosk.organiser.routes.room import blueprint, own_event


@blueprint.get("/<slug>/contact")
def contacts(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    found = lists.contact_list(db.session(), event.id)
    page = lists.page_of(found, request.args.get("blad", ""))
    return render_template("organiser/contacts.html", event=event, page=page, labels=labels)
