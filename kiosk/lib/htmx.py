"""The one place that knows htmx's headers."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request
from htmx_flask import Htmx


def init_app(app: Flask) -> None:
    Htmx(app)
    app.after_request(_vary)


def wants_fragment() -> bool:
    """Whether htmx asks for a part of the page, and not for the whole page in its place."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)


def go_to(response: Response, address: str) -> Response:
    """Makes htmx load another page; a browser without script follows the response's own redirect."""
    if wants_fragment():
        response.headers["HX-Redirect"] = address
        response.status_code = 200
    return response


def told(fragment: str, name: str) -> Response:
    """The fragment, with a message of this name for other parts of the page (hx-trigger="name from:body")."""
    return Response(fragment, headers={"HX-Trigger": name}, mimetype="text/html")


def _vary(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("HX-Request")
    return response
