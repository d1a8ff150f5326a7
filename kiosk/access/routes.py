"""Pairing a phone or tablet, from the device's side."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.access import queries, service, throttle
from kiosk.access.guard import DEVICE_COOKIE
from kiosk.access.models import Device
from kiosk.lib import clock, origin
from kiosk.lib.db import db
from kiosk.lib.web import cookie_name, is_trustworthy, set_cookie

blueprint = Blueprint("access", __name__)

HOME = {"door": "/deur", "tablet": "/tablet"}
COOKIE_DAYS = 60


@blueprint.get("/koppelen/<token>")
def pair(token: str) -> ResponseReturnValue:
    """Says what this device is about to become. Changes nothing: link previews open it too."""
    if not is_trustworthy():
        return render_template("access/not_safe.html"), 400
    throttle.check(db.session(), throttle.PAIRING, origin.of_request(), clock.now())
    try:
        device = service.pairing_of(db.session(), token, clock.now())
    except service.PairingIsOver:
        throttle.count(db.session(), throttle.PAIRING, origin.of_request(), clock.now())
        return render_template("access/over.html"), 404
    return render_template("access/pair.html", device=device, token=token)


@blueprint.post("/koppelen/<token>")
def ask(token: str) -> ResponseReturnValue:
    if not is_trustworthy():
        return render_template("access/not_safe.html"), 400
    try:
        device, key = service.ask_to_pair(db.session(), token, clock.now())
    except service.PairingIsOver:
        return render_template("access/over.html"), 404
    response = redirect(_next_page(device))
    set_cookie(response, DEVICE_COOKIE, key, max_age=COOKIE_DAYS * 86400, same_site="Strict")
    return response


@blueprint.get("/koppelen")
def wait() -> ResponseReturnValue:
    """Shows the four digits until the organiser says that they match; then goes to work."""
    token = request.cookies.get(cookie_name(DEVICE_COOKIE), "")
    device = queries.device_of(db.session(), token) if token else None
    if device is None or device.state == "withdrawn":
        return render_template("access/over.html"), 404
    if device.state == "paired":
        return redirect(HOME[device.purpose])
    return render_template("access/wait.html", device=device), 200, {"Refresh": "3"}


def _next_page(device: Device) -> str:
    return HOME[device.purpose] if device.state == "paired" else url_for("access.wait")
