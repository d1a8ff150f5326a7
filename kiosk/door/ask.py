"""What the host asks the server for one guest: what would help them, and a ticket to take along."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.badges import queries
from kiosk.door.routes import blueprint
from kiosk.guests.models import Party
from kiosk.guests.rules import AT_THE_DOOR
from kiosk.guests.words import needs
from kiosk.lib import addresses, i18n, qr, tokens
from kiosk.lib.db import db
from kiosk.lib.errors import NotFound


@blueprint.get("/deur/hulp/<int(max=2147483647):guest_id>")
def needed_help(guest_id: int) -> ResponseReturnValue:
    return render_template("door/_help.html", needs=needs(_party(guest_id).help))


@blueprint.get("/deur/kaartje/<int(max=2147483647):guest_id>")
def ticket(guest_id: int) -> ResponseReturnValue:
    """Only for who came without one: the page behind it shows what else a sign-up holds."""
    party = _party(guest_id)
    if party.way not in AT_THE_DOOR:
        raise NotFound
    address = addresses.base() + url_for("site.mine", token=party.mine)
    picture = qr.svg(address, i18n.gettext("Code of the ticket"))
    code = tokens.grouped(tokens.short_code(party.ticket))
    return render_template("door/_pass.html", picture=picture, code=code)


def _party(guest_id: int) -> Party:
    session = db.session()
    return session.get_one(Party, queries.guest_of_event(session, guard.device().event_id, guest_id).party_id)
