"""The day page: who is expected, who came, which cards, which devices, without reloading."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kiosk.access import guard, rules
from kiosk.events.models import Event
from kiosk.lib import clock, i18n
from kiosk.lib.clock import local
from kiosk.lib.db import db
from kiosk.organiser import days, labels, queries
from kiosk.organiser.queries import Day
from kiosk.organiser.routes.room import blueprint, own_event


@blueprint.get("/<slug>/")
def day(slug: str) -> ResponseReturnValue:
    event = own_event(slug)
    return render_template("organiser/day.html", **_view(event, _numbers(event)))


@blueprint.get("/<slug>/nu")
def day_part(slug: str) -> ResponseReturnValue:
    """The part that renews itself; nothing at all for a page that shows these very numbers."""
    event = own_event(slug)
    numbers = _numbers(event)
    if request.args.get("seen") == _version(numbers):
        return "", 204
    return render_template("organiser/_day.html", **_view(event, numbers))


def _numbers(event: Event) -> Day:
    now = clock.now()
    return queries.day(db.session(), event, days.day_to_show(event, request.args.get("dag", ""), now), now)


def _version(numbers: Day) -> str:
    """The same for two answers that look the same; the time on the curve makes a new one each minute."""
    minute = f"{local(clock.now()):%H:%M}"
    seen = repr((numbers, minute, i18n.current().code, _as_table(), _may_see_people()))
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


def _view(event: Event, numbers: Day) -> dict[str, Any]:
    now = clock.now()
    return {
        "event": event,
        "day": numbers,
        "days": days.days_of(event),
        "span": days.span_of(event, numbers.on),
        "curve": days.curve(db.session(), event, numbers.on, now),
        "door": days.door_at(event, numbers.on, now),
        "version": _version(numbers),
        "as_table": _as_table(),
        "may_see_people": _may_see_people(),
        "labels": labels,
    }


def _as_table() -> bool:
    return request.args.get("tabel") == "1"


def _may_see_people() -> bool:
    return guard.account().role in rules.MAKERS
