"""Preview, publish, print and close: an event's way from draft to over."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kiosk.access import guard
from kiosk.access import queries as devices
from kiosk.access import service as access
from kiosk.acts import service as acts
from kiosk.badges import queries as badges
from kiosk.cards import service as cards
from kiosk.contacts import service as contacts
from kiosk.events import rules, service
from kiosk.events.days import days
from kiosk.lib import addresses, clock, i18n
from kiosk.lib.db import db, start_writing
from kiosk.organiser import parts
from kiosk.organiser.routes.room import blueprint, own_event, record


@blueprint.get("/<slug>/voorbeeld")
def preview(slug: str) -> ResponseReturnValue:
    """The page as residents will see it, with a band that says it is not there yet."""
    event = own_event(slug)
    text = event.text(i18n.current().code)
    return render_template(
        "site/event.html",
        event=event,
        text=text,
        organisation=guard.account().organisation,
        days=days(event.moments),
        is_open=True,
        is_full=False,
        open_points=rules.lines(text.open_points),
        fixed_points=rules.lines(text.fixed_points),
        data={"url": url_for("organiser.preview", slug=slug)},
        mine=None,
        preview_band=Markup(render_template("organiser/_preview_band.html", event=event)),  # noqa: S704
    )


@blueprint.post("/<slug>/publiceren")
def publish(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    start_writing(db.session())
    try:
        service.publish(db.session(), event, clock.now())
    except (service.SomethingIsMissing, service.EventCannotMove):
        return redirect(url_for("organiser.details", slug=slug))
    record("event.publish", f"event {event.id}")
    return redirect(url_for("organiser.papers", slug=slug, klaar=1))


@blueprint.get("/<slug>/afdrukken")
def papers(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    return render_template(
        "organiser/papers.html",
        event=event,
        days=days(event.moments),
        is_public=addresses.is_public(),
        parts=parts.parts(event),
        has_guests=bool(badges.guests_with_a_place(db.session(), event.id)),
        is_new=event.state == "published" and request.args.get("klaar") == "1",
    )


@blueprint.get("/<slug>/sluiten")
def ask_close(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    known = devices.devices_of(db.session(), event.id)
    still_on = any(moment.ends_at > clock.now() for moment in event.moments)
    waiting = [each for each in known if each.acts_waiting]
    return render_template("organiser/close.html", event=event, devices=known, waiting=waiting, still_on=still_on)


@blueprint.post("/<slug>/sluiten")
def close(slug: str) -> ResponseReturnValue:
    """Devices stop, cards lose their order, and the ledger becomes counts: nothing joins a card to a person."""
    event = own_event(slug)
    session = db.session()
    start_writing(session)
    try:
        service.close(session, event, clock.now())
    except service.EventCannotMove:
        return redirect(url_for("organiser.details", slug=slug))
    for device in devices.devices_of(session, event.id):
        access.withdraw(session, device)
    session.flush()
    acts.close(session, event.id)
    cards.shuffle(session, event)
    contacts.shuffle(session)
    record("event.close", f"event {event.id}")
    return redirect(url_for("organiser.details", slug=slug))
