"""Filling in an event, a screen at a time; and what is still missing."""

from __future__ import annotations

import re
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kiosk.events import service, words
from kiosk.events.models import Event
from kiosk.lib import clock, i18n
from kiosk.lib.db import db
from kiosk.organiser import news, sections
from kiosk.organiser.forms import Problem, problems
from kiosk.organiser.meanwhile import Difference
from kiosk.organiser.routes import stamps, told
from kiosk.organiser.routes.room import blueprint, own_event, record
from kiosk.signup import letters
from kiosk.signup import service as signup

_TAKE_AWAY = re.compile(r"weg-(\d{1,4})")


@blueprint.get("/<slug>/gegevens")
def details(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    gaps = sections.gaps(event, clock.now())
    saved = next((each for each in sections.SECTIONS if each.path == request.args.get("klaar")), None)
    return render_template(
        "organiser/event.html",
        event=event,
        gaps=gaps,
        still_empty=sections.still_empty(event),
        sections=sections.SECTIONS,
        saved=saved,
        no_address=_no_address(event),
        kinds=words.KINDS,
        states=words.STATES,
        ladder_words=words.LADDER,
        offer_words=words.OFFERS,
        activity_words=words.ACTIVITIES,
    )


@blueprint.get("/<slug>/gegevens/<path>")
def section(slug: str, path: str) -> ResponseReturnValue:
    event, found = own_event(slug), sections.section(path)
    return _page(event, found, found.form(event), [])


@blueprint.post("/<slug>/gegevens/<path>")
def save_section(slug: str, path: str) -> ResponseReturnValue:
    event, found = own_event(slug), sections.section(path)
    form = found.form(event)
    if _change_rows(form):
        return _page(event, found, form, [])
    if not form.validate():
        return _page(event, found, form, problems(form)), 422
    stamps.hold(event)
    others, before = stamps.crossed(found.form(event, formdata=None), form), news.plan_of(event)
    if others:
        return _page(event, found, form, [], others), 409
    try:
        found.save(db.session(), event, form)
    except service.EventIsOver:
        return redirect(url_for("organiser.details", slug=slug))
    except service.SomethingIsMissing as refused:
        return _page(event, found, form, sections.point_out(found, form, refused.names)), 422
    except service.MomentIsInUse as refused:
        return _page(event, found, form, [_in_use(refused)]), 422
    _follow_up(event, before, form)
    record("event.change", f"event {event.id} {found.name}")
    return redirect(_after(event, found))


def _page(
    event: Event, found: sections.Section, form: Any, wrong: list[Problem], others: list[Difference] | None = None
) -> str:
    is_told = event.state == "published" and "tell" in form
    return render_template(
        "organiser/event_section.html",
        event=event,
        section=found,
        form=form,
        problems=wrong,
        others=others or [],
        stamp=stamps.stamp_of(found.form(event, formdata=None), others or []),
        circle=news.circle_of(db.session(), event, clock.now()) if is_told else None,
    )


def _no_address(event: Event) -> int:
    """How many sign-ups must be called now that the event is off."""
    if event.state != "cancelled":
        return 0
    return len(news.circle_of(db.session(), event, clock.now()).called)


def _follow_up(event: Event, before: news.Plan, form: Any) -> None:
    """New places go to who waits for them, and people hear of another time or place."""
    session, now = db.session(), clock.now()
    post = letters.post(session, now)
    told.say_moved_up(sum(party.size for party in signup.move_up_all(session, event, now, post)))
    wants_letters = "tell" in form and form.tell.data
    told.say_told(news.tell_changes(session, event, before, post if wants_letters else None, now))


def _change_rows(form: Any) -> bool:
    """A row more or less, when one of those buttons was pressed. Nothing is saved."""
    wish = request.form.get("rij", "")
    gone = _TAKE_AWAY.fullmatch(wish)
    if wish == "erbij" and hasattr(form, "add"):
        form.add()
    elif gone and hasattr(form, "remove"):
        form.remove(int(gone[1]))
    else:
        return False
    return True


def _in_use(refused: service.MomentIsInUse) -> Problem:
    words = i18n.gettext(
        "People signed up for %(moment)s. Put this moment back, or change its time.",
        moment=f"{i18n.day(refused.starts_at)}, {i18n.clock_time(refused.starts_at)}",
    )
    return Problem("when", words)


def _after(event: Event, found: sections.Section) -> str:
    """On to the next screen that misses something; else back to the overview."""
    gaps = sections.gaps(event, clock.now()) if event.state == "draft" else []
    if found.path == "talen" and len(event.languages) > 1:
        return url_for("organiser.section", slug=event.slug, path="talen")
    later = [gap.section.path for gap in gaps if sections.SECTIONS.index(gap.section) > sections.SECTIONS.index(found)]
    if later:
        return url_for("organiser.section", slug=event.slug, path=later[0])
    return url_for("organiser.details", slug=event.slug, klaar=found.path)
