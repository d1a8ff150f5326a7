"""The door's pages."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.door import feed, queries
from kiosk.events.colours import COLOURS
from kiosk.events.models import Event
from kiosk.events.words import GROUP_COLOURS
from kiosk.lib import clock, i18n, shells, web
from kiosk.lib.db import db
from kiosk.printing import queries as printing

blueprint = Blueprint("door", __name__)
blueprint.before_request(i18n.dutch_first)
TIME = "X-Kiosk-Time"
PRINTERS = "X-Kiosk-Printers"

SHELL = shells.Shell(
    "/deur",
    (
        "js/device/*.js",
        "js/door/*.js",
        "css/base.css",
        "css/door*.css",
        "css/group-colours.css",
        "css/tokens.css",
        "vendor/nlds.css",
        "vendor/qr-decode.js",
        "img/mark.svg",
    ),
)


@blueprint.get("/deur")
def home() -> ResponseReturnValue:
    web.allow_camera()
    return _page()


@blueprint.get("/deur/werker.js")
def worker() -> ResponseReturnValue:
    return shells.worker(SHELL, _page())


@blueprint.get("/deur/app.webmanifest")
def manifest() -> ResponseReturnValue:
    return shells.manifest(SHELL, guard.device().name)


def _page() -> str:
    """Every screen of the host is in it, so that the network never decides what can be shown."""
    device, session = guard.device(), db.session()
    event = session.get_one(Event, device.event_id)
    return render_template(
        "door/home.html",
        device=device,
        event=event,
        day=queries.day_of(event, clock.now()),
        groups=[(name, COLOURS[name], word) for name, word in GROUP_COLOURS.items()],
        noon=clock.local(clock.now()).replace(hour=11, minute=22),
    )


@blueprint.get("/deur/lijst")
def guest_list() -> ResponseReturnValue:
    """What changed on the list after the change `na`; nothing new is an empty answer.

    Both tell the time, and how many printers the event has.
    """
    session = db.session()
    event = session.get_one(Event, guard.device().event_id)
    news = feed.news(session, guard.device(), event, request.args.get("na", 0, type=int))
    answer = current_app.response_class(status=204) if news is None else jsonify(news)
    answer.headers[TIME] = str(int(clock.now().timestamp() * 1000))
    answer.headers[PRINTERS] = str(len(printing.printers_of(session, event.id)))
    return answer
