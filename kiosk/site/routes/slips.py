"""Following a card by its slip: the QR opens it at once; picture, number and digits find it too."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kiosk.access import throttle
from kiosk.cards import queries, service
from kiosk.cards.models import Card
from kiosk.cards.rules import ANIMALS, COLOURS, MAX_MISSES, SlipFace, slip_face
from kiosk.events.models import Event
from kiosk.lib import clock, origin, tokens
from kiosk.lib.db import db
from kiosk.lib.errors import NotFound
from kiosk.lib.i18n import gettext
from kiosk.site.routes.room import blueprint, text_of
from kiosk.site.slip_form import SlipForm


@blueprint.get("/kaart/<slip>")
@blueprint.get("/KAART/<slip>")
def slip(slip: str) -> ResponseReturnValue:
    """The card behind a slip's QR."""
    throttle.check(db.session(), throttle.WRONG_SLIP, origin.of_request(), clock.now())
    try:
        card, found = queries.by_secret(db.session(), tokens.tidy(slip))
    except NotFound:
        throttle.count(db.session(), throttle.WRONG_SLIP, origin.of_request(), clock.now())
        raise
    return _card_page(card, slip_face(found.number))


@blueprint.get("/kaart")
def slip_search() -> ResponseReturnValue:
    return _form_page(SlipForm())


@blueprint.post("/kaart")
def slip_find() -> ResponseReturnValue:
    """Answers with the card itself: its secret is unknown here, so there is nowhere to redirect to."""
    form = SlipForm(request.form)
    if not form.validate():
        return _form_page(form)
    throttle.check(db.session(), throttle.WRONG_SLIP, origin.of_request(), clock.now())
    try:
        card = service.open_slip(db.session(), form.face(), str(form.digits.data))
    except (service.SlipIsUnknown, service.SlipIsShut) as refusal:
        throttle.count(db.session(), throttle.WRONG_SLIP, origin.of_request(), clock.now())
        form.digits.errors = [_why(refusal)]
        return _form_page(form, _what_is_wrong(refusal))
    return _card_page(card, form.face())


def _what_is_wrong(refusal: Exception) -> str:
    is_shut = isinstance(refusal, service.SlipIsShut)
    return str(gettext("This card is locked") if is_shut else gettext("We do not find this card"))


def _why(refusal: Exception) -> str:
    if isinstance(refusal, service.SlipIsShut):
        return str(gettext("There were %(count)s wrong tries. Now only the QR code opens this card.", count=MAX_MISSES))
    return str(gettext("Look at your slip and check all four parts."))


def _form_page(form: SlipForm, problem: str = "") -> ResponseReturnValue:
    return render_template("site/slip_search.html", form=form, animals=ANIMALS, colours=COLOURS, problem=problem)


def _card_page(card: Card, face: SlipFace) -> ResponseReturnValue:
    event = db.session().get_one(Event, card.event_id)
    return render_template("site/slip.html", card=card, face=face, event=event, text=text_of(event))
