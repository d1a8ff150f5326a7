"""What every answer carries: safety headers, and one commit for one request."""

from __future__ import annotations

import gzip
import ipaddress
from functools import lru_cache
from typing import Any

import brotli
from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from kiosk.lib.db import db

csrf = CSRFProtect()

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'; manifest-src 'self'; worker-src 'self'"
)
MAX_BODY = 5 * 1024 * 1024
WORTH_COMPRESSING = 1000


def init_app(app: Flask, proxies: int) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=512 * 1024,
        MAX_FORM_PARTS=1000,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    if proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    app.session_interface = _HostBoundSession()
    csrf.init_app(app)
    app.after_request(_compress)
    app.after_request(_commit)
    app.after_request(_headers)


class _HostBoundSession(SecureCookieSessionInterface):
    """Flask's signed cookie, which here holds the form token and nothing else."""

    def get_cookie_name(self, app: Any) -> str:
        return cookie_name("sessie")

    def get_cookie_secure(self, app: Any) -> bool:
        return request.is_secure

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """A private answer does not vary by cookie: else a browser that got one more cookie loses the screens of a
        form, and its Back shows an error page."""
        super().save_session(app, session, response)
        if response.cache_control.private:
            response.vary.discard("cookie")


def cookie_name(name: str) -> str:
    """Over https a cookie is bound to this host by its name's prefix; plain http cannot do that."""
    return f"__Host-{name}" if request.is_secure else name


def set_cookie(response: Response, name: str, value: str, max_age: int, same_site: str = "Lax") -> None:
    response.set_cookie(
        cookie_name(name),
        value,
        max_age=max_age,
        secure=request.is_secure,
        httponly=True,
        samesite=same_site,
        path="/",
    )


def drop_cookie(response: Response, name: str) -> None:
    response.delete_cookie(cookie_name(name), path="/", secure=request.is_secure, httponly=True, samesite="Lax")


def is_trustworthy() -> bool:
    """Whether a browser treats this address as a secure context: https, or this very machine."""
    return request.is_secure or is_this_machine(request.host.rsplit(":", 1)[0].strip("[]"))


def is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def public_page() -> None:
    """Marks this answer as free of secrets and personal data: it may be compressed and kept by the browser."""
    g.is_public = True


def pdf(content: bytes, name: str, *, to_keep: bool = False) -> Response:
    """A PDF to look at and print, or `to_keep` as a file."""
    response = Response(content, mimetype="application/pdf")
    response.headers.set("Content-Disposition", "attachment" if to_keep else "inline", filename=name)
    return response


def allow_camera() -> None:
    g.needs_camera = True


def _commit(response: Response) -> Response:
    if response.status_code < 400:
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _compress(response: Response) -> Response:
    """Only pages without a secret: a compressed secret can be guessed by its length (BREACH)."""
    if not g.get("is_public") or session.modified or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= WORTH_COMPRESSING and request.accept_encodings.quality("br") > 0:
        response.set_data(_brotli(body))
        response.content_encoding = "br"
    elif len(body) >= WORTH_COMPRESSING and request.accept_encodings.quality("gzip") > 0:
        response.set_data(_gzip(body))
        response.content_encoding = "gzip"
    return response


@lru_cache(maxsize=100)
def _brotli(body: bytes) -> bytes:
    packed: bytes = brotli.compress(body, quality=5)
    return packed


@lru_cache(maxsize=100)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 6)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    camera = "(self)" if g.get("needs_camera") else "()"
    headers["Permissions-Policy"] = f"camera={camera}, microphone=(), geolocation=()"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if not g.get("is_public") or session.modified:
        headers.setdefault("Cache-Control", "no-store")
    else:
        headers.setdefault("Cache-Control", "private, no-cache")
    return response
