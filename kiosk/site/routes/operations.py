"""Whether it runs, where to report a leak, and the two papers behind every page's footer."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, redirect, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from kiosk.lib import addresses, clock, web
from kiosk.lib.db import db
from kiosk.site.routes.room import blueprint

VALID_DAYS = 180


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Says "ok" when the database answers; else this is an error page."""
    db.session.execute(text("select 1"))
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/.well-known/security.txt")
def security_txt() -> ResponseReturnValue:
    settings = addresses.settings()
    expires = (clock.now() + timedelta(days=VALID_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.security_contact or 'mailto:' + settings.mail_from}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Canonical: {addresses.base()}/.well-known/security.txt",
        "Preferred-Languages: nl, en",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@blueprint.get("/toegankelijkheid")
def accessibility() -> ResponseReturnValue:
    elsewhere = addresses.settings().accessibility_url
    if elsewhere:
        return redirect(elsewhere)
    web.public_page()
    return render_template("site/accessibility.html")


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    web.public_page()
    return render_template("site/privacy.html")
