"""Floor 7: hangs everything up."""

from __future__ import annotations

from flask import Flask, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

import kiosk.access.routes
import kiosk.acts.routes
import kiosk.arrival.routes
import kiosk.badges.acts
import kiosk.badges.prints
import kiosk.cards.acts
import kiosk.cards.models
import kiosk.contacts.models
import kiosk.door.acts
import kiosk.door.ask  # hangs its routes up
import kiosk.door.print
import kiosk.door.routes
import kiosk.events.models
import kiosk.followup.acts
import kiosk.followup.still
import kiosk.guests.models
import kiosk.mail.models
import kiosk.organiser.routes
import kiosk.printing.pairing  # hangs its routes up
import kiosk.printing.routes
import kiosk.signup.still
import kiosk.site.routes
import kiosk.tablet.routes
from kiosk.access import guard
from kiosk.access.throttle import TooManyTries
from kiosk.acts.service import Handler
from kiosk.lib import assets, db, htmx, i18n, keys, web
from kiosk.lib import settings as settings_module
from kiosk.lib.errors import NotFound
from kiosk.lib.settings import PACKAGE, Settings, resources
from kiosk.mail import post

ROOMS = (
    kiosk.access.routes.blueprint,
    kiosk.acts.routes.blueprint,
    kiosk.arrival.routes.blueprint,
    kiosk.door.routes.blueprint,
    kiosk.organiser.routes.blueprint,
    kiosk.printing.routes.blueprint,
    kiosk.site.routes.blueprint,
    kiosk.tablet.routes.blueprint,
)

ACT_HANDLERS: dict[str, Handler] = {
    **kiosk.door.acts.HANDLERS,
    **kiosk.badges.acts.HANDLERS,
    **kiosk.cards.acts.HANDLERS,
    **kiosk.followup.acts.HANDLERS,
}
"""Acts knows no feature: what a kind of act does is hung up here."""

MAY_SEND: dict[str, post.MaySend] = {
    "contact": kiosk.followup.still.is_wanted,
    "party": kiosk.signup.still.is_wanted,
}
"""Mail knows no feature either: whether a letter about something is still wanted is asked there."""

PRINTS: dict[str, kiosk.printing.routes.Drawer] = {kiosk.badges.acts.KIND: kiosk.badges.prints.badge}
"""Nor does printing: what a kind of job looks like is drawn there."""


TAKEN = {"acts.receive": "json", "organiser.read_file": "file", "organiser.bring_queue": "file"}
"""Where a body may be something else than the fields of a form."""


def create_app(settings: Settings | None = None) -> Flask:
    """The whole app, from the settings of the environment unless others are given."""
    settings = settings or settings_module.load()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        "kiosk",
        root_path=str(PACKAGE),
        template_folder=str(resources() / "templates"),
        static_folder=None,
        instance_path=str(settings.instance),
    )
    app.extensions["kiosk-settings"] = settings
    app.extensions["kiosk-acts"] = ACT_HANDLERS
    app.extensions[post.EXTENSION] = MAY_SEND
    app.extensions[kiosk.printing.routes.EXTENSION] = PRINTS
    keyring = keys.load(settings)
    keys.install(keyring)
    app.secret_key = keyring.mac("flask session")
    db.init_app(app, settings.database_url)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    htmx.init_app(app)
    i18n.init_app(app)
    web.init_app(app, settings.proxies)
    guard.init_app(app)
    app.before_request(_take_forms_only)
    for blueprint in ROOMS:
        app.register_blueprint(blueprint)
    _answer_errors(app)
    assets.init_app(app, resources() / "static", settings.instance)
    return app


def _take_forms_only() -> None:
    """Flask-WTF would read JSON and files as fields. Only devices send JSON, and their envelope is read strictly."""
    taken = TAKEN.get(request.endpoint or "", "fields")
    if (request.is_json and taken != "json") or (taken == "fields" and request.files):
        abort(415)


def _answer_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CSRFError, _form_is_old)
    app.register_error_handler(NotFound, lambda _: _error_page("not_found", 404))
    app.register_error_handler(TooManyTries, _too_many_tries)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    names = {403: "not_allowed", 404: "not_found", 405: "not_found", 413: "too_large", 429: "too_many"}
    return _error_page(names.get(error.code, "trouble" if error.code >= 500 else "not_understood"), error.code)


def _form_is_old(error: CSRFError) -> ResponseReturnValue:
    return _error_page("form_is_old", 400)


def _too_many_tries(error: TooManyTries) -> ResponseReturnValue:
    page, status = _error_page("too_many", 429)
    return page, status, {"Retry-After": str(error.seconds)}


def _error_page(name: str, status: int) -> tuple[str, int]:
    return render_template("shells/error.html", error=name, back=request.referrer), status
