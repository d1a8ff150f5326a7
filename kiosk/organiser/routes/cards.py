"""Reading the cards, and moving each to the state it belongs in."""

from __future__ import annotations

import uuid

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.cards import service
from kiosk.cards.rules import CARD_MOVES
from kiosk.lib import htmx
from kiosk.lib.db import db
from kiosk.organiser import labels, lists
from kiosk.organiser.queries import card_lines
from kiosk.organiser.routes.room import blueprint, own_event, record

ALL = "all"
MOVED = "card-moved"
"""What the page hears when a card went elsewhere: its counts are asked anew."""


@blueprint.get("/<slug>/kaarten")
def cards(slug: str) -> ResponseReturnValue:
    event, state = own_event(slug), request.args.get("state", "waiting")
    if state not in (*CARD_MOVES, ALL):
        abort(404)
    found = lists.card_list(db.session(), event.id, "" if state == ALL else state)
    return render_template(
        "organiser/cards.html",
        event=event,
        state=state,
        page=lists.page_of(found, request.args.get("blad", "")),
        counts=lists.card_counts(db.session(), event.id),
        labels=labels,
        MOVED=MOVED,
    )


@blueprint.post("/<slug>/kaarten/<uuid:card_id>")
def move_card(slug: str, card_id: uuid.UUID) -> ResponseReturnValue:
    """Answers with the card alone, or goes back to the page that the button was on."""
    event, state = own_event(slug), request.form.get("state", "")
    if state not in CARD_MOVES:
        abort(400)
    try:
        moved = service.move(db.session(), event.id, card_id, state)
    except service.CardCannotMove:
        abort(409)
    [card] = card_lines(db.session(), event.id, [moved])
    record("move card", f"card {card.id} to {state}")
    if htmx.wants_fragment():
        page = render_template("organiser/_card.html", event=event, card=card, back=_back(), labels=labels)
        return htmx.told(page, MOVED)
    return redirect(url_for(f"organiser.{_back()}", slug=slug) + f"#card-{card.id}", 303)


def _back() -> str:
    return "day" if request.form.get("back") == "day" else "cards"
