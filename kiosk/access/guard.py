"""At every request: who is asking, and may they come here?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from kiosk.access import queries, rules
from kiosk.access.models import Account, Device
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.lib.web import cookie_name, is_trustworthy

SIGN_IN_COOKIE = "beheer"
DEVICE_COOKIE = "apparaat"


@dataclass(frozen=True)
class Asker:
    """The one who asks: an account, a device, or a stranger."""

    account: Account | None = None
    device: Device | None = None


def init_app(app: Flask) -> None:
    app.before_request(_let_in)


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
    if isinstance(line, frozenset):
        return _let_account_in(line)
    return _let_device_in(line)


def _let_account_in(roles: frozenset[str]) -> Response | None:
    token = request.cookies.get(cookie_name(SIGN_IN_COOKIE), "")
    found = queries.account_of(db.session(), token, clock.now()) if token and is_trustworthy() else None
    if found is None:
        g.asker = Asker()
        return redirect(url_for("organiser.sign_in", **({"next": request.path} if request.method == "GET" else {})))
    g.asker = Asker(account=found)
    if found.role not in roles:
        abort(403)
    return None


def _let_device_in(purpose: str) -> Response | None:
    token = request.cookies.get(cookie_name(DEVICE_COOKIE), "")
    found = queries.device_of(db.session(), token) if token and is_trustworthy() else None
    if found is None or (purpose != rules.DEVICE and (found.purpose != purpose or found.state != "paired")):
        abort(403)
    g.asker = Asker(device=found)
    return None
