"""The agenda, and the page of one event."""

from __future__ import annotations

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from kiosk.access.models import Organisation
from kiosk.events import queries as events
from kiosk.events import rules as event_rules
from kiosk.events.days import days
from kiosk.events.models import Event
from kiosk.lib import addresses, clock, i18n, kept, web
from kiosk.lib.db import db
from kiosk.signup import calendar
from kiosk.signup import queries as signup
from kiosk.site import linked_data, queries
from kiosk.site.routes.room import blueprint, known_tokens, public_event, text_of


@blueprint.get("/")
def agenda() -> ResponseReturnValue:
    web.public_page()
    session, now = db.session(), clock.now()
    return render_template(
        "site/agenda.html", events=events.upcoming(session, now), text_of=text_of, days=days, now=now
    )


@blueprint.get("/bijeenkomst/<slug>")
def event(slug: str) -> ResponseReturnValue:
    return kept.page(("event", slug, i18n.current().code, addresses.base()), lambda: _event_page(slug))


def _event_page(slug: str) -> str:
    session, now = db.session(), clock.now()
    event = public_event(slug)
    text, organisation = text_of(event), session.get_one(Organisation, event.organisation_id)
    places = signup.places(session, event, now) if event.state == "published" else []
    mine = queries.coming_party(session, event, known_tokens())
    if mine is None:
        web.public_page()
    return render_template(
        "site/event.html",
        event=event,
        text=text,
        mine=mine,
        open_points=event_rules.lines(text.open_points),
        fixed_points=event_rules.lines(text.fixed_points),
        organisation=organisation,
        days=days(event.moments),
        is_open=bool(places),
        is_full=bool(places) and all(each.free == 0 for each in places),
        data=linked_data.event(event, text, organisation.name, address_of(event)),
    )


@blueprint.get("/bijeenkomst/<slug>/agenda.ics")
def event_calendar(slug: str) -> ResponseReturnValue:
    web.public_page()
    event = public_event(slug)
    sheet = calendar.Sheet(i18n.current().code, address_of(event))
    return calendar_file(calendar.file(event, event.moments, sheet, clock.now()))


def address_of(event: Event) -> str:
    return addresses.base() + url_for("site.event", slug=event.slug)


def calendar_file(content: bytes) -> Response:
    response = Response(content, mimetype="text/calendar")
    response.headers["Content-Disposition"] = "attachment; filename=buurtkiosk.ics"
    return response
