"""The arrival kiosk's one page: every screen in every language of the event, for the browser to show one by one."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.events import speaking
from kiosk.events.colours import COLOURS
from kiosk.events.models import Event
from kiosk.events.words import GROUP_COLOURS
from kiosk.lib import addresses, i18n, shells, web
from kiosk.lib.db import db
from kiosk.lib.i18n import lazy_gettext as _l

blueprint = Blueprint("arrival", __name__)
blueprint.before_request(i18n.dutch_first)

SHELL = shells.Shell(
    "/aankomst",
    (
        "js/arrival/*.js",
        "js/device/*.js",
        "js/door/*.js",
        "js/tablet/*.js",
        "css/animals.css",
        "css/arrival*.css",
        "css/base.css",
        "css/group-colours.css",
        "css/tablet*.css",
        "css/tokens.css",
        "img/mark.svg",
        "vendor/fonts.css",
        "vendor/fonts/*",
        "vendor/keyboard.*",
        "vendor/nlds.css",
        "vendor/qr-decode.js",
    ),
)
CHOOSE, HOLD = _l("Choose your language"), _l("Show your code here")


@blueprint.get("/aankomst")
def kiosk() -> ResponseReturnValue:
    web.allow_camera()
    return _page()


@blueprint.get("/aankomst/werker.js")
def worker() -> ResponseReturnValue:
    return shells.worker(SHELL, _page())


def _page() -> str:
    device = guard.device()
    event = db.session().get_one(Event, device.event_id)
    languages = speaking.languages(event)
    return render_template(
        "arrival/kiosk.html",
        device=device,
        event=event,
        languages=languages,
        choose=speaking.phrases(languages, CHOOSE),
        hold=speaking.phrases(languages, HOLD),
        in_language=speaking.in_language,
        looks=COLOURS,
        colour_words=GROUP_COLOURS,
        is_practice=event.is_practice or not addresses.is_public(),
    )
