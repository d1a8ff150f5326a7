"""The poster at the door: check yourself in on your own phone. And a ticket's code, opened by a stranger."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from kiosk.access import throttle
from kiosk.checkin import service as checkin
from kiosk.checkin.rules import ALREADY, How, looks_like_a_code
from kiosk.checkin.service import Visitor
from kiosk.events import queries as events
from kiosk.events.models import Event
from kiosk.guests import queries as guests
from kiosk.guests.models import Guest, Party
from kiosk.lib import clock, i18n, names, origin, web
from kiosk.lib.db import db, start_writing
from kiosk.lib.errors import NotFound
from kiosk.site import queries
from kiosk.site.routes.room import blueprint, known_tokens, remember, text_of


@blueprint.get("/T/<ticket>")
@blueprint.get("/t/<ticket>")
def ticket(ticket: str) -> ResponseReturnValue:
    """Tells a stranger who scans somebody's ticket nothing."""
    web.public_page()
    return render_template("site/ticket.html")


@blueprint.get("/ik-ben-er/<code>")
def arrive_ask(code: str) -> ResponseReturnValue:
    """Asks who is there; only the button lets anybody in."""
    return _in_its_hours(code, _known_or_asked)


@blueprint.post("/ik-ben-er/<code>")
def arrive(code: str) -> ResponseReturnValue:
    return _in_its_hours(code, _pressed)


def _in_its_hours(code: str, answer: Callable[[Event], ResponseReturnValue]) -> ResponseReturnValue:
    try:
        event = events.event_of_day_code(db.session(), code, clock.now())
    except NotFound:
        return _not_now(code)
    return answer(event)


def _known_or_asked(event: Event) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    party = None if request.args.get("ander") else queries.known_party(session, event, known_tokens())
    if party is not None and queries.are_inside(session, event, party, now):
        return _welcome(event, queries.first_names(party), is_again=True)
    return _ask(event, party)


def _pressed(event: Event) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    who = request.form.get("who")
    if who in ("new", "other"):
        return _newcomer(event, is_sure=who == "other")
    if who == "me":
        return _one_of_the_list(event)
    if who == "known":
        party = queries.known_party(session, event, known_tokens())
        return _let_in(event, party) if party else _ask(event, None)
    throttle.check(session, throttle.WRONG_CODE, origin.of_request(), now)
    try:
        return _let_in(event, _party_of(event, request.form.get("code", "")))
    except NotFound:
        throttle.count(session, throttle.WRONG_CODE, origin.of_request(), now)
        return _ask(event, None, has_error=True)


def _party_of(event: Event, typed: str) -> Party:
    if not looks_like_a_code(typed):
        raise NotFound
    return guests.by_ticket(db.session(), event.id, typed)


def _let_in(event: Event, party: Party, guest: Guest | None = None) -> ResponseReturnValue:
    """The whole party, or only this one of them; the page names nobody else."""
    session = db.session()
    start_writing(session)
    answer = checkin.check_in_party(session, party, [guest] if guest else None, How(_act()), clock.now())
    return _welcome(event, [guest] if guest else queries.first_names(party), is_again=answer.word == ALREADY)


def _newcomer(event: Event, is_sure: bool) -> ResponseReturnValue:
    """Who is on the list under this name is asked first whether that is them."""
    session = db.session()
    same = [] if is_sure else _namesakes(event)
    if not same or guests.by_key(session, str(_act())) is not None or not _may_ask_about_names():
        return _let_newcomer_in(event)
    return _is_this_you(event, same)


def _one_of_the_list(event: Event) -> ResponseReturnValue:
    """Who said "that is me": the name and the guest must go together, and a miss counts as a wrong code."""
    session, now = db.session(), clock.now()
    throttle.check(session, throttle.WRONG_CODE, origin.of_request(), now)
    chosen = next((each for each in _namesakes(event) if str(each.id) == request.form.get("guest")), None)
    if chosen is not None:
        return _let_in(event, chosen.party, chosen)
    throttle.count(session, throttle.WRONG_CODE, origin.of_request(), now)
    return _ask(event, None)


def _namesakes(event: Event) -> list[Guest]:
    name = names.tidy(request.form.get("name"))
    return queries.namesakes(db.session(), event, name, clock.now()) if name else []


def _may_ask_about_names() -> bool:
    """Counted, so that nobody reads the list by guessing. Beyond the limit nobody is held up: they come in as new."""
    session, now = db.session(), clock.now()
    try:
        throttle.check(session, throttle.SAME_NAME, origin.of_request(), now)
    except throttle.TooManyTries:
        return False
    throttle.count(session, throttle.SAME_NAME, origin.of_request(), now)
    return True


def _is_this_you(event: Event, same: list[Guest]) -> ResponseReturnValue:
    moments = {each.id: each for each in event.moments}
    people = [(each, moments.get(each.party.moment_id or 0)) for each in same]
    return render_template(
        "site/is_this_you.html",
        event=event,
        text=text_of(event),
        people=people,
        name=request.form.get("name", ""),
        act=_act(),
    )


def _let_newcomer_in(event: Event) -> ResponseReturnValue:
    session, now, act = db.session(), clock.now(), _act()
    throttle.check(session, throttle.SIGN_UP, origin.of_request(), now)
    start_writing(session)
    visitor = Visitor(names.tidy(request.form.get("name")), i18n.current().code, "self")
    checkin.walk_in(session, event.id, visitor, How(act), now)
    party = guests.by_key(session, str(act))
    throttle.count(session, throttle.SIGN_UP, origin.of_request(), now)
    return _welcome(event, queries.first_names(party) if party else [], mine=party.mine if party else "")


def _act() -> uuid.UUID:
    """Made when the page with the button opened: pressing again is the same act."""
    try:
        return uuid.UUID(request.form.get("act", ""))
    except ValueError:
        return uuid.uuid4()


def _ask(event: Event, party: Party | None, has_error: bool = False) -> ResponseReturnValue:
    page = render_template(
        "site/arrive.html",
        event=event,
        text=text_of(event),
        party=party,
        people=queries.first_names(party) if party else [],
        typed=request.form.get("code", ""),
        has_error=has_error,
        act=uuid.uuid4(),
    )
    return page, 422 if has_error else 200


def _welcome(event: Event, people: list[Guest], is_again: bool = False, mine: str = "") -> ResponseReturnValue:
    """`mine`: the link of who came in without a sign-up, for this browser to remember."""
    response = make_response(
        render_template(
            "site/inside.html",
            event=event,
            text=text_of(event),
            people=people,
            is_again=is_again,
            seats=queries.seats(db.session(), event, people),
            today=queries.today(event, clock.now()),
        )
    )
    if mine:
        remember(response, mine)
    return response


def _not_now(code: str) -> ResponseReturnValue:
    event, day = queries.hours_of_day_code(db.session(), code, clock.now())
    is_over = clock.now() > day.ends_at or event.state != "published"
    return render_template("site/not_now.html", event=event, text=text_of(event), day=day, is_over=is_over), 403
