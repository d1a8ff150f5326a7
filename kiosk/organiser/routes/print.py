"""What goes to the printer: posters, and the badges of guests and of the team."""

from __future__ import annotations

from datetime import date

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.badges import posters, queries, service, words
from kiosk.events.models import Event
from kiosk.events.queries import day_code
from kiosk.lib import addresses, i18n, web
from kiosk.lib.clock import local_day
from kiosk.lib.db import db, start_writing
from kiosk.lib.errors import NotFound
from kiosk.lib.fonts import Fonts
from kiosk.organiser.routes.room import blueprint, own_event, record


@blueprint.get("/<slug>/afdrukken/poster-<language>.pdf")
def poster(slug: str, language: str) -> ResponseReturnValue:
    event = own_event(slug)
    if language not in event.languages:
        raise NotFound
    link = _link(url_for("site.event", slug=slug, taal=language))
    with i18n.force_locale(language):
        drawn = posters.invitation(words.invitation(event, guard.account().organisation.name, link), _fonts())
    return web.pdf(drawn, f"poster-{slug}-{language}.pdf")


@blueprint.get("/<slug>/afdrukken/deurposter-<day>.pdf")
def door_poster(slug: str, day: str) -> ResponseReturnValue:
    """The poster of one event day; another day has another code."""
    event = own_event(slug)
    on = _event_day(event, day)
    moment = next(each for each in event.moments if local_day(each.starts_at) == on)
    link = _link(f"/ik-ben-er/{day_code(event.id, moment.starts_at)}")
    with i18n.force_locale(event.languages[0]):
        drawn = posters.door_sign(words.door_sign(event, on, link), _fonts())
    return web.pdf(drawn, f"deurposter-{slug}-{on.isoformat()}.pdf")


@blueprint.get("/<slug>/afdrukken/naamkaartjes-team.pdf")
def staff_badges(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    drawn = service.badge_pdf(words.team(event), words.foot(event), _fonts(), _paper(request.args.get("papier")))
    return web.pdf(drawn, f"naamkaartjes-team-{slug}.pdf")


@blueprint.post("/<slug>/afdrukken/naamkaartjes.pdf")
def guest_badges(slug: str) -> ResponseReturnValue:
    """A POST, because it goes into the audit log: it holds the names of all guests."""
    event, paper = own_event(slug), _paper(request.form.get("papier"))
    badges = words.of_guests(db.session(), event, queries.guests_with_a_place(db.session(), event.id))
    if not badges:
        return redirect(url_for("organiser.papers", slug=slug), 303)
    drawn = service.badge_pdf(badges, words.foot(event), _fonts(), paper)
    event_id = event.id
    start_writing(db.session())
    record("print badges", f"event {event_id}: {len(badges)} guests")
    return web.pdf(drawn, f"naamkaartjes-{slug}.pdf", to_keep=True)


def _fonts() -> Fonts:
    return Fonts(addresses.settings().instance / "cache")


def _link(path: str) -> words.Link:
    return words.Link(addresses.base() + path, addresses.is_public())


def _paper(wish: str | None) -> str:
    if wish not in (None, service.LABELS, service.SHEETS):
        abort(400)
    return wish or service.SHEETS


def _event_day(event: Event, text: str) -> date:
    """Raises NotFound unless the event has a moment that day."""
    days = {local_day(moment.starts_at).isoformat(): local_day(moment.starts_at) for moment in event.moments}
    if text not in days:
        raise NotFound
    return days[text]
