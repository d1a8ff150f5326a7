"""My sign-up: the ticket, and changing or cancelling it."""

from __future__ import annotations

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.lib import addresses, clock, i18n, qr, tokens
from kiosk.lib.db import db
from kiosk.lib.errors import NotFound
from kiosk.signup import calendar, letters, queries, service
from kiosk.site import queries as site
from kiosk.site.forms import shown_phone
from kiosk.site.routes import consents
from kiosk.site.routes.change import closed
from kiosk.site.routes.event import address_of, calendar_file
from kiosk.site.routes.room import blueprint, is_over, my_party, remember, text_of


@blueprint.get("/mijn/<token>")
def mine(token: str) -> ResponseReturnValue:
    try:
        party, event = my_party(token)
    except NotFound:
        return consents.page(token)
    response = make_response(
        render_template(
            "site/mine.html",
            party=party,
            event=event,
            text=text_of(event),
            moment=queries.moment_of(party, event),
            names=[each.name for each in site.first_names(party)],
            is_inside=site.are_inside(db.session(), event, party, clock.now()),
            saved=request.args.get("bewaard"),
            is_over=is_over(event),
            phone=shown_phone(party.phone) if party.phone else "",
            short=tokens.grouped(tokens.short_code(party.ticket)),
            qr=qr.svg(addresses.ticket(party.ticket), i18n.gettext("Your code for the door")),
            token=token,
        )
    )
    remember(response, token)
    return response


@blueprint.get("/mijn/<token>/agenda.ics")
def mine_calendar(token: str) -> ResponseReturnValue:
    party, event = queries.mine(db.session(), token, clock.now())
    is_off = party.state == "cancelled"
    return calendar_file(calendar.of_party(party, event, address_of(event), clock.now(), is_off=is_off))


@blueprint.get("/mijn/<token>/afmelden")
def cancel_ask(token: str) -> ResponseReturnValue:
    party, event = my_party(token)
    if is_over(event) or event.state == "cancelled":
        return closed(token, party, event)
    return render_template("site/cancel.html", party=party, event=event, text=text_of(event), token=token)


@blueprint.post("/mijn/<token>/afmelden")
def cancel(token: str) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    party, event = my_party(token)
    if is_over(event):
        return closed(token, party, event)
    service.cancel(session, party, now, letters.post(session, now))
    return _back(token)


@blueprint.post("/mijn/<token>/toch-komen")
def come_after_all(token: str) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    party, event = queries.mine(session, token, now)
    try:
        service.come_after_all(session, party, now, letters.post(session, now))
    except (service.SignUpIsClosed, service.MomentIsOver):
        return redirect(url_for("site.event", slug=event.slug), 303)
    return _back(token)


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("site.mine", token=token), 303)
