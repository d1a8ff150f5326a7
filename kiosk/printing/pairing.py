"""Pairing a print agent: by the organiser's link or short code, as every device, but answered to a program."""

from __future__ import annotations

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.access import queries, service, throttle
from kiosk.access.guard import DEVICE_COOKIE
from kiosk.access.models import Device
from kiosk.access.routes import COOKIE_DAYS
from kiosk.lib import clock, origin
from kiosk.lib.db import db, start_writing
from kiosk.lib.web import cookie_name, csrf, is_trustworthy, set_cookie
from kiosk.printing.routes import HEADER, blueprint


@blueprint.post("/printer/koppelen")
@csrf.exempt  # type: ignore[untyped-decorator]
def ask() -> ResponseReturnValue:
    """Takes `token` or `code`, and the `key` that the agent made for itself: asked twice with it is asked once."""
    if HEADER not in request.headers:
        return _refused("header", 403)
    if not is_trustworthy():
        return _refused("not_safe", 400)
    session, now = db.session(), clock.now()
    throttle.check(session, throttle.PAIRING, origin.of_request(), now)
    token = request.form.get("token", "")[:40] or service.token_of_code(request.form.get("code", ""))
    start_writing(session)
    try:
        device = _asked_before() or service.pairing_of(session, token, now)
        if device.purpose != "printer":
            return _refused("not_a_printer", 409)
        device, key = service.ask_to_pair(session, token, now, request.form.get("key", ""))
    except service.PairingIsOver:
        throttle.count(session, throttle.PAIRING, origin.of_request(), now)
        return _refused("over", 404)
    deed = service.Deed("device.ask", f"device {device.id}", origin.of_request(), "done", device.organisation_id)
    service.record(session, deed, None, now)
    response = _standing(device)
    set_cookie(response, DEVICE_COOKIE, key, max_age=COOKIE_DAYS * 86400, same_site="Strict")
    return response


@blueprint.get("/printer/koppelen")
def asked() -> ResponseReturnValue:
    """Whether the organiser said yes. The agent asks until then."""
    token = request.cookies.get(cookie_name(DEVICE_COOKIE), "")
    device = queries.device_of(db.session(), token) if token and is_trustworthy() else None
    if device is None or device.purpose != "printer" or device.state not in ("asked", "paired"):
        return _refused("over", 404)
    if device.state == "asked" and (device.pair_until is None or device.pair_until < clock.now()):
        return _refused("over", 404)
    return _standing(device)


def _asked_before() -> Device | None:
    key = request.form.get("key", "")
    return queries.device_of(db.session(), key) if key else None


def _standing(device: Device) -> Response:
    return jsonify(state=device.state, name=device.name, digits=device.pair_digits)


def _refused(reason: str, status: int) -> tuple[Response, int]:
    return jsonify(refused=reason), status
