"""The blueprint that the pages of residents hang on, and what several of them need."""

from __future__ import annotations

from flask import Blueprint

from kiosk.events import queries as events
from kiosk.events.models import Event, EventText
from kiosk.lib import i18n
from kiosk.lib.db import db

blueprint = Blueprint("site", __name__)


def public_event(slug: str) -> Event:
    """Raises NotFound."""
    return events.public_by_slug(db.session(), slug)


def text_of(event: Event) -> EventText:
    """The event's words in the language of the page, else in its first language."""
    return event.text(i18n.current().code)


@blueprint.app_template_filter()
def capitalise(words: str) -> str:
    """The first letter large, the rest as it is."""
    return words[:1].upper() + words[1:]
