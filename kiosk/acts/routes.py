"""POST /acts: the one way in for devices."""

from __future__ import annotations

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from kiosk.access import guard
from kiosk.acts import service
from kiosk.acts.rules import EnvelopeIsBroken, read_envelope
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.lib.web import csrf

blueprint = Blueprint("acts", __name__)
HEADER = "X-Kiosk"


@blueprint.post("/acts")
@csrf.exempt  # type: ignore[untyped-decorator]
def receive() -> ResponseReturnValue:
    """The device's cookie, our own header and the Origin stand in for a form token (design.md, section 5)."""
    if HEADER not in request.headers or request.headers.get("Origin") != request.host_url.rstrip("/"):
        return jsonify(refused="origin"), 403
    now = clock.now()
    try:
        envelope = read_envelope(request.get_data(), now)
    except EnvelopeIsBroken as broken:
        return jsonify(refused=broken.reason), 413 if broken.reason in ("too_large", "too_many") else 400
    receipts = service.receive(db.session(), guard.device(), envelope, current_app.extensions["kiosk-acts"], now)
    db.session.commit()
    return jsonify(v=1, time=int(now.timestamp() * 1000), receipts=receipts)
