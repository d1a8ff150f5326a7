"""Signing in and out."""

from __future__ import annotations

import re

from flask import make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from kiosk.access import rules, service, throttle
from kiosk.access.guard import SIGN_IN_COOKIE
from kiosk.access.models import Account
from kiosk.lib import clock, origin
from kiosk.lib.db import db, start_writing
from kiosk.lib.web import cookie_name, drop_cookie, is_trustworthy, set_cookie
from kiosk.organiser.forms import SignInForm, problems
from kiosk.organiser.routes.room import blueprint, record

KNOWN_COOKIE = "bekend"
KNOWN_DAYS = 180
_OWN_PATH = re.compile(r"/beheer(/[A-Za-z0-9-]+)*/?")


@blueprint.get("/inloggen")
def sign_in() -> ResponseReturnValue:
    if not is_trustworthy():
        return render_template("organiser/not_safe.html"), 400
    return _page(SignInForm(formdata=None, next=own_path(request.args.get("next", ""))))


@blueprint.post("/inloggen")
def do_sign_in() -> ResponseReturnValue:
    if not is_trustworthy():
        return render_template("organiser/not_safe.html"), 400
    form = SignInForm()
    if not form.validate():
        return _page(form), 422
    limits = _limits(form.email.data or "")
    try:
        for limit, who in limits:
            throttle.check(db.session(), limit, who, clock.now())
        account, token = service.sign_in(db.session(), form.email.data or "", form.password.data or "", clock.now())
    except throttle.TooManyTries as wait:
        return _page(form, wait_minutes=wait.seconds // 60 + 1), 429, {"Retry-After": str(wait.seconds)}
    except service.WrongEmailOrPassword:
        _count_miss(limits)
        form.refuse()
        return _page(form), 422
    return _welcome(account, token, own_path(form.next.data or ""))


@blueprint.post("/uitloggen")
def sign_out() -> ResponseReturnValue:
    start_writing(db.session())
    service.sign_out(db.session(), request.cookies.get(cookie_name(SIGN_IN_COOKIE), ""), clock.now())
    record("account.sign_out", "account")
    session.clear()
    response = make_response(redirect(url_for("organiser.sign_in")))
    drop_cookie(response, SIGN_IN_COOKIE)
    return response


def own_path(wish: str) -> str:
    """Where to go after signing in: a page of organisers and nothing else."""
    return wish if _OWN_PATH.fullmatch(wish) else url_for("organiser.events")


def _page(form: SignInForm, wait_minutes: int = 0) -> str:
    return render_template("organiser/sign_in.html", form=form, problems=problems(form), wait_minutes=wait_minutes)


def _limits(email: str) -> list[tuple[throttle.Limit, str]]:
    is_known = service.is_known_browser(email, request.cookies.get(cookie_name(KNOWN_COOKIE), ""))
    return throttle.sign_in_limits(email.strip().casefold(), origin.of_request(), is_known)


def _count_miss(limits: list[tuple[throttle.Limit, str]]) -> None:
    """The first count commits the line in the audit log along with itself."""
    start_writing(db.session())
    miss = service.Deed("account.sign_in", "account", origin.of_request(), "refused")
    service.record(db.session(), miss, None, clock.now())
    for limit, who in limits:
        throttle.count(db.session(), limit, who, clock.now())


def _welcome(account: Account, token: str, address: str) -> Response:
    """A new session and a new form token; the session that this browser had before ends."""
    service.sign_out(db.session(), request.cookies.get(cookie_name(SIGN_IN_COOKIE), ""), clock.now())
    deed = service.Deed("account.sign_in", f"account {account.id}", origin.of_request())
    service.record(db.session(), deed, account, clock.now())
    session.clear()
    response = make_response(redirect(address))
    set_cookie(response, SIGN_IN_COOKIE, token, max_age=rules.LONGEST_HOURS * 3600)
    set_cookie(response, KNOWN_COOKIE, service.known_browser(account), max_age=KNOWN_DAYS * 86400)
    return response
