"""Name badges for the printer: of guests, of the team, and empty ones, on the paper that the organiser has."""

from __future__ import annotations

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.badges import queries, service, words
from kiosk.badges.service import SHEETS, STOCKS, Badge
from kiosk.events.models import Event
from kiosk.lib import addresses, web
from kiosk.lib.db import db, start_writing
from kiosk.lib.fonts import Fonts
from kiosk.organiser.routes.room import blueprint, own_event, record

STEPPED = "X-Steps"
"""A page that shows how far it is asks with this, and is told with it how many dots come before the PDF."""


@blueprint.get("/<slug>/afdrukken/naamkaartjes")
def badges(slug: str) -> ResponseReturnValue:
    """The choice of paper stands in the address."""
    event, chosen = own_event(slug), _paper()
    guests = len(queries.guests_with_a_place(db.session(), event.id))
    return render_template(
        "organiser/badges.html", event=event, chosen=chosen, stocks=STOCKS, papers=words.PAPERS, guests=guests
    )


@blueprint.get("/<slug>/afdrukken/naamkaartjes-team.pdf")
def staff_badges(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    return web.pdf(_drawn(event, words.team(event)), f"naamkaartjes-team-{slug}.pdf")


@blueprint.get("/<slug>/afdrukken/naamkaartjes-leeg.pdf")
def empty_badges(slug: str) -> ResponseReturnValue:
    """One page full, with a line to write on."""
    event = own_event(slug)
    return web.pdf(_drawn(event, [Badge(None)] * len(STOCKS[_paper()].places)), f"naamkaartjes-leeg-{slug}.pdf")


@blueprint.post("/<slug>/afdrukken/naamkaartjes.pdf")
def guest_badges(slug: str) -> ResponseReturnValue:
    """A POST, because it goes into the audit log: it holds the names of all guests."""
    event, paper = own_event(slug), _paper()
    found = words.of_guests(db.session(), event, queries.guests_with_a_place(db.session(), event.id))
    if not found:
        return redirect(url_for("organiser.badges", slug=slug, papier=paper), 303)
    answer = _answer(found, service.Stack(words.foot(event), _fonts(), STOCKS[paper]), slug)
    start_writing(db.session())
    record("print badges", f"event {event.id}: {len(found)} guests")
    return answer


def _answer(found: list[Badge], stack: service.Stack, slug: str) -> Response:
    if STEPPED in request.headers:
        steps = service.in_steps(found, stack)
        return Response(steps, mimetype="application/octet-stream", headers={STEPPED: str(service.STEPS)})
    return web.pdf(stack.of(found), f"naamkaartjes-{slug}.pdf", to_keep=True)


def _drawn(event: Event, found: list[Badge]) -> bytes:
    return service.badge_pdf(found, words.foot(event), _fonts(), _paper())


def _fonts() -> Fonts:
    return Fonts(addresses.settings().instance / "cache")


def _paper() -> str:
    wish = request.values.get("papier", SHEETS)
    if wish not in STOCKS:
        abort(400)
    return wish
