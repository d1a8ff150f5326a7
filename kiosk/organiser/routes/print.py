"""Posters to hang up, for the street and for the door."""

from __future__ import annotations

from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.badges import posters, words
from kiosk.events.models import Event
from kiosk.events.queries import day_code
from kiosk.lib import addresses, i18n, web
from kiosk.lib.clock import local_day
from kiosk.lib.errors import NotFound
from kiosk.lib.fonts import Fonts
from kiosk.organiser.routes.room import blueprint, own_event


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


def _fonts() -> Fonts:
    return Fonts(addresses.settings().instance / "cache")


def _link(path: str) -> words.Link:
    return words.Link(addresses.base() + path, addresses.is_public())


def _event_day(event: Event, text: str) -> date:
    """Raises NotFound unless the event has a moment that day."""
    days = {local_day(moment.starts_at).isoformat(): local_day(moment.starts_at) for moment in event.moments}
    if text not in days:
        raise NotFound
    return days[text]
