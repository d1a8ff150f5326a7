"""The blueprint that the pages of residents hang on, and what several of them need."""

from __future__ import annotations

from flask import Blueprint, Response, request

from kiosk.events import queries as events
from kiosk.events.models import Event, EventText
from kiosk.guests.models import Party
from kiosk.guests.words import spoken
from kiosk.lib import clock, i18n, web
from kiosk.lib.db import db
from kiosk.signup import queries as signup

blueprint = Blueprint("site", __name__)

COOKIE = "mijn"
COOKIE_DAYS = 90
KEPT = 5
"""So many sign-ups a browser remembers, for the poster at the door and the page of the event."""


def public_event(slug: str) -> Event:
    """Raises NotFound."""
    return events.public_by_slug(db.session(), slug)


def text_of(event: Event) -> EventText:
    """The event's words in the language of the page, else in its first language."""
    return event.text(i18n.current().code)


def my_party(token: str) -> tuple[Party, Event]:
    """The sign-up behind a /mijn link; the page opens in its language. Raises NotFound."""
    party, event = signup.mine(db.session(), token, clock.now())
    i18n.prefer(party.language)
    return party, event


def is_over(event: Event) -> bool:
    return all(each.ends_at <= clock.now() for each in event.moments)


def known_tokens() -> list[str]:
    """The /mijn links that this browser opened, the latest first."""
    return request.cookies.get(web.cookie_name(COOKIE), "").split(".")[:KEPT]


def remember(response: Response, token: str) -> None:
    """So that the poster at the door knows this browser."""
    others = [each for each in known_tokens() if each and each != token]
    web.set_cookie(response, COOKIE, ".".join([token, *others][:KEPT]), max_age=COOKIE_DAYS * 86400)


blueprint.add_app_template_filter(spoken)


@blueprint.app_template_filter()
def capitalise(words: str) -> str:
    """The first letter large, the rest as it is."""
    return words[:1].upper() + words[1:]
