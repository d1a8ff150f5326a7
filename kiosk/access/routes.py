"""Pairing a phone or tablet, from the device's side."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.access import queries, service, throttle
from kiosk.access.guard import DEVICE_COOKIE
from kiosk.access.models import Device
from kiosk.lib import clock, origin, tokens
from kiosk.lib.db import db, start_writing
from kiosk.lib.web import cookie_name, is_trustworthy, set_cookie

blueprint = Blueprint("access", __name__)

HOME = {"door": "/deur", "arrival": "/aankomst", "tablet": "/tablet", "printer": "/"}
"""Where a paired device works. A printer has no screen: its agent has addresses of its own."""
COOKIE_DAYS = 60


@blueprint.get("/koppelen/<token>")
def pair(token: str) -> ResponseReturnValue:
    """Says what this device is about to become. Changes nothing: link previews open it too."""
    if not is_trustworthy():
        return render_template("access/not_safe.html"), 400
    throttle.check(db.session(), throttle.PAIRING, origin.of_request(), clock.now())
    this = _this_device()
    if this is not None and service.came_by(db.session(), token, this, clock.now()):
        return redirect(HOME[this.purpose])
    try:
        device = service.pairing_of(db.session(), token, clock.now())
    except service.PairingIsOver:
        return _over()
    if device.purpose == "printer":
        return render_template("access/printer.html", device=device, address=request.base_url)
    return render_template("access/pair.html", device=device, key=tokens.new(), now_is=this)


@blueprint.post("/koppelen/<token>")
def ask(token: str) -> ResponseReturnValue:
    if not is_trustworthy():
        return render_template("access/not_safe.html"), 400
    throttle.check(db.session(), throttle.PAIRING, origin.of_request(), clock.now())
    if _is_for_a_program(token):
        return redirect(url_for("access.pair", token=token), 303)
    start_writing(db.session())
    this = _this_device()
    if this is not None and service.came_by(db.session(), token, this, clock.now()):
        return redirect(HOME[this.purpose])
    try:
        device, key = service.ask_to_pair(db.session(), token, clock.now(), request.form.get("key", ""))
    except service.PairingIsOver:
        return _over()
    deed = service.Deed(
        "device.ask", f"device {device.id}", origin.of_request(), organisation_id=device.organisation_id
    )
    service.record(db.session(), deed, None, clock.now())
    response = make_response(redirect(_next_page(device)))
    set_cookie(response, DEVICE_COOKIE, key, max_age=COOKIE_DAYS * 86400, same_site="Strict")
    return response


@blueprint.get("/koppelen")
def wait() -> ResponseReturnValue:
    """Shows the four digits until the organiser says that they match; then goes to work. A new device types a code."""
    device = _this_device()
    if device is not None and device.state == "paired":
        return redirect(HOME[device.purpose])
    if device is None and cookie_name(DEVICE_COOKIE) not in request.cookies:
        return render_template("access/code.html", is_wrong=False)
    if device is None or device.pair_until is None or device.pair_until < clock.now():
        return render_template("access/over.html", home=None), 404
    return render_template("access/wait.html", device=device)


@blueprint.post("/koppelen")
def by_code() -> ResponseReturnValue:
    """A code that the organiser read out leads to its link. Wrong codes count, so that they cannot be guessed."""
    throttle.check(db.session(), throttle.PAIRING, origin.of_request(), clock.now())
    token = service.token_of_code(request.form.get("code", ""))
    try:
        service.pairing_of(db.session(), token, clock.now())
    except service.PairingIsOver:
        throttle.count(db.session(), throttle.PAIRING, origin.of_request(), clock.now())
        return render_template("access/code.html", is_wrong=True), 422
    return redirect(url_for("access.pair", token=token), 303)


def _is_for_a_program(token: str) -> bool:
    """A print agent pairs itself (kiosk/printing/pairing.py): a browser that has its link only shows how."""
    try:
        return service.pairing_of(db.session(), token, clock.now()).purpose == "printer"
    except service.PairingIsOver:
        return False


def _this_device() -> Device | None:
    """What this browser is already, if it is still in use."""
    token = request.cookies.get(cookie_name(DEVICE_COOKIE), "")
    device = queries.device_of(db.session(), token) if token and is_trustworthy() else None
    return device if device is not None and device.state != "withdrawn" else None


def _over() -> ResponseReturnValue:
    """A wrong link counts, so that links cannot be guessed."""
    throttle.count(db.session(), throttle.PAIRING, origin.of_request(), clock.now())
    this = _this_device()
    home = (this, _next_page(this)) if this is not None else None
    return render_template("access/over.html", home=home), 404


def _next_page(device: Device) -> str:
    return HOME[device.purpose] if device.state == "paired" else url_for("access.wait")
