"""The tablet's one page: every screen in every language of the event, for the browser to show one by one."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.access.models import Organisation
from kiosk.cards.rules import ANIMALS, COLOURS
from kiosk.events import speaking
from kiosk.events.models import Event
from kiosk.lib import addresses, i18n
from kiosk.lib.db import db

blueprint = Blueprint("tablet", __name__)
blueprint.before_request(i18n.dutch_first)


@blueprint.get("/tablet")
def kiosk() -> ResponseReturnValue:
    device = guard.device()
    event = db.session().get_one(Event, device.event_id)
    organisation = db.session().get_one(Organisation, event.organisation_id)
    languages = speaking.languages(event)
    return render_template(
        "tablet/kiosk.html",
        device=device,
        event=event,
        organisation=organisation.name,
        team=organisation.team or organisation.name,
        languages=languages,
        choose=speaking.phrases(languages, i18n.lazy_gettext("Choose your language")),
        activities={each.kind: each for each in event.activities},
        in_language=speaking.in_language,
        animals=ANIMALS,
        colours=COLOURS,
        base=addresses.base(),
        is_practice=event.is_practice or not addresses.is_public(),
    )
