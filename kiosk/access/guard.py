"""At every request: who is asking, and may they come here?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, make_response, redirect, render_template, request, url_for

from kiosk.access import queries, rules, service
from kiosk.access.models import Account, Device
from kiosk.lib import clock, htmx
from kiosk.lib.db import db, start_writing
from kiosk.lib.web import cookie_name, is_trustworthy

SIGN_IN_COOKIE = "beheer"
POLL = "X-Poll"
"""The header of a page that renews itself. Nobody touched it, so it does not keep anyone signed in."""
DEVICE_COOKIE = "apparaat"


@dataclass(frozen=True)
class Asker:
    """The one who asks: an account, a device, or a stranger."""

    account: Account | None = None
    device: Device | None = None


def init_app(app: Flask) -> None:
    app.before_request(_let_in)
    app.after_request(_stay_signed_in)


def account() -> Account:
    """The signed-in account, on a route that is not open to others."""
    found: Account | None = g.asker.account
    if found is None:
        abort(403)
    return found


def device() -> Device:
    """The paired device, on a route that is not open to others."""
    found: Device | None = g.asker.device
    if found is None:
        abort(403)
    return found


def _let_in() -> Response | None:
    if request.endpoint is None:
        g.asker = Asker()
        return None
    line = rules.ACCESS.get(request.endpoint)
    if line is None:
        abort(404)
    if line == rules.ANYONE:
        g.asker = Asker()
        return None
    if isinstance(line, frozenset) and not rules.is_for_devices(line):
        return _let_account_in(line)
    return _let_device_in(line)


def _let_account_in(roles: frozenset[str]) -> Response | None:
    token = request.cookies.get(cookie_name(SIGN_IN_COOKIE), "")
    found = queries.account_of(db.session(), token, clock.now()) if token and is_trustworthy() else None
    if found is None:
        g.asker = Asker()
        return _to_sign_in()
    g.asker = Asker(account=found)
    if found.role not in roles:
        abort(403)
    return None


def _to_sign_in() -> Response:
    """Comes back to this page after signing in; for a part of a page, to the page around it."""
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path if htmx.wants_fragment() else request.path
    is_page = request.method == "GET" or htmx.wants_fragment()
    address = url_for("organiser.sign_in", next=here if is_page and here else None)
    return htmx.go_to(make_response(redirect(address)), address)


def _stay_signed_in(response: Response) -> Response:
    if g.get("asker") is None or g.asker.account is None or POLL in request.headers or response.status_code >= 400:
        return response
    session = db.session()
    token = request.cookies.get(cookie_name(SIGN_IN_COOKIE), "")
    if queries.is_due(session, token, clock.now()):
        session.commit()
        start_writing(session)
        service.stay_signed_in(session, token, clock.now())
    return response


def _let_device_in(line: str | frozenset[str]) -> Response | None:
    token = request.cookies.get(cookie_name(DEVICE_COOKIE), "")
    found = queries.device_at(db.session(), token) if token and is_trustworthy() else None
    if found is None or not rules.device_may(found.purpose, found.state, line):
        abort(_not_in_use(found) if found is not None and found.state == "withdrawn" else 403)
    g.asker = Asker(device=found)
    return None


def _not_in_use(device: Device) -> Response:
    """A device that was withdrawn still delivers what it kept, on a page that tells nothing else."""
    return make_response(render_template("access/withdrawn.html", device=device), 403)
