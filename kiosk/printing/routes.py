"""What a print agent asks of the server: to be paired, the next job, and to take note of how it went.

An agent is a program beside a printer. Its cookie and our own header stand in for a form token, as at /acts.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from string import hexdigits

from flask import Blueprint, Response, abort, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from kiosk.access import guard
from kiosk.lib import addresses, clock
from kiosk.lib.db import db
from kiosk.lib.errors import NotFound
from kiosk.lib.fonts import Fonts
from kiosk.lib.web import csrf
from kiosk.printing import rules, service
from kiosk.printing.models import PrintJob

log = logging.getLogger(__name__)

blueprint = Blueprint("printing", __name__)
HEADER = "X-Kiosk"
EXTENSION = "kiosk-prints"

Drawer = Callable[[Session, int, str, Fonts], bytes]
"""Makes the PDF of one job, from the event and what the job is about. Raises NotFound when that is gone."""


@blueprint.post("/printer/werk")
@csrf.exempt  # type: ignore[untyped-decorator]
def work() -> ResponseReturnValue:
    """The oldest job as a PDF, with a lease on it; 204 when nothing waits."""
    _only_agents()
    session, now = db.session(), clock.now()
    service.note_heard(session, guard.device(), now)
    job = service.lease(session, guard.device(), _run(), now)
    session.commit()
    drawn = _drawn(session, job) if job is not None else None
    if job is None or drawn is None:
        return "", 204
    response = Response(drawn, mimetype="application/pdf")
    response.headers["X-Kiosk-Job"] = str(job.id)
    response.headers["X-Kiosk-Copies"] = str(job.copies)
    return response


@blueprint.post("/printer/klaar")
@csrf.exempt  # type: ignore[untyped-decorator]
def report() -> ResponseReturnValue:
    _only_agents()
    outcome = request.form.get("outcome", "")
    try:
        job_id = uuid.UUID(request.form.get("job", ""))
    except ValueError:
        abort(400)
    if outcome not in rules.OUTCOMES:
        abort(400)
    told = service.Report(job_id, outcome, request.form.get("trouble", "")[:20])
    return jsonify(state=service.report(db.session(), guard.device(), told, clock.now()).state)


def _only_agents() -> None:
    if HEADER not in request.headers:
        abort(403)


def _run() -> str:
    """Which start of the agent asks, as a word of its own making."""
    return "".join(sign for sign in request.form.get("run", "")[:32] if sign in hexdigits)


def _drawn(session: Session, job: PrintJob) -> bytes | None:
    """The PDF; a job that cannot be drawn is put aside, so that the next one gets its turn."""
    draw: Drawer | None = current_app.extensions[EXTENSION].get(job.kind)
    try:
        if draw is None:
            raise NotFound
        return draw(session, job.event_id, job.about, Fonts(addresses.settings().instance / "cache"))
    except NotFound:
        trouble = "gone"
    except Exception:
        log.exception("a print job of kind %s could not be drawn", job.kind)
        session.rollback()
        trouble = "not_drawn"
    service.report(session, guard.device(), service.Report(job.id, "failed", trouble), clock.now())
    return None
