"""Which day of an event counts, and who came in on it by what time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from kiosk.events import rules as events
from kiosk.events.models import Event, Moment
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.rules import AT_THE_DOOR
from kiosk.lib.clock import local_day
from kiosk.lib.db import UtcDateTime
from kiosk.organiser.curve import Curve, Ramp, draw

LIVING = ("draft", "published")
"""The states of an event that can still change (events.rules.EVENT_MOVES)."""

_BEFORE_A_MEETING = timedelta(minutes=30)
_EARLY = timedelta(minutes=events.OPENS_EARLIER_MINUTES)

PERSON = func.coalesce(Guest.merged_into_id, Guest.id)
"""Two records of one person are one person."""


def pairs(rows: Iterable[Any]) -> dict[Any, int]:
    """Rows of a thing and its count."""
    return {thing: count for thing, count in rows}


@dataclass(frozen=True)
class Span:
    """From the first start to the last end of a day."""

    starts_at: datetime
    ends_at: datetime


def days_of(event: Event) -> list[date]:
    """The days on which the event has a moment."""
    return sorted({local_day(moment.starts_at) for moment in event.moments})


def day_to_show(event: Event, asked: str, now: datetime) -> date:
    """The day asked for, else today, else the event's next day, else its last; without moments today."""
    days, today = days_of(event), local_day(now)
    for each in days:
        if each.isoformat() == asked:
            return each
    return next((each for each in days if each >= today), days[-1] if days else today)


@dataclass(frozen=True)
class Agenda:
    """The events of an organisation: of today, still to come (soonest first; without a day last), and over."""

    today: list[Event]
    coming: list[Event]
    over: list[Event]


def agenda(found: Iterable[Event], now: datetime) -> Agenda:
    """The latest of what is over comes first; what will not take place is over."""
    today, events = local_day(now), list(found)
    is_over = {each.id: each.state not in LIVING or _last_day(each, date.max) < today for each in events}
    living = [each for each in events if not is_over[each.id]]
    on = [each for each in living if today in days_of(each)]
    return Agenda(
        sorted(on, key=lambda each: min(moment.starts_at for moment in moments_on(each, today))),
        sorted((each for each in living if each not in on), key=lambda each: _next_day(each, today)),
        sorted((each for each in events if is_over[each.id]), key=lambda each: _last_day(each, date.min), reverse=True),
    )


def _last_day(event: Event, without: date) -> date:
    return max(days_of(event), default=without)


def _next_day(event: Event, today: date) -> date:
    return min((each for each in days_of(event) if each > today), default=date.max)


def moments_on(event: Event, on: date) -> list[Moment]:
    return [moment for moment in event.moments if local_day(moment.starts_at) == on]


def span_of(event: Event, on: date) -> Span | None:
    """None for a day without moments."""
    moments = moments_on(event, on)
    if not moments:
        return None
    return Span(min(each.starts_at for each in moments), max(each.ends_at for each in moments))


def door_hours(event: Event, on: date) -> tuple[datetime, datetime] | None:
    """From when until when the door is open on the day; None without moments."""
    span = span_of(event, on)
    return (span.starts_at - _EARLY, span.ends_at) if span else None


def of_day(column: InstrumentedAttribute[Any], event: Event, on: date) -> ColumnElement[bool]:
    """True for an event of one day; else only the day's own moments, and what has no moment."""
    if len(days_of(event)) <= 1:
        return true()
    return or_(column.in_([moment.id for moment in moments_on(event, on)]), column.is_(None))


def guests_of(event: Event, *what: Any) -> Select[Any]:
    """Guests with their parties, each person once."""
    return (
        select(*what)
        .select_from(Guest)
        .join(Party, Party.id == Guest.party_id)
        .where(Party.event_id == event.id, Guest.merged_into_id.is_(None))
    )


def signed_up(event: Event, *what: Any) -> Select[Any]:
    """Guests of parties that signed up beforehand."""
    return guests_of(event, *what).where(Party.way.not_in(AT_THE_DOOR))


def came_in(event: Event, on: date, *what: Any) -> Select[Any]:
    """Arrivals of the day that were not undone."""
    return (
        select(*what)
        .select_from(Arrival)
        .join(Guest, Guest.id == Arrival.guest_id)
        .where(Arrival.event_id == event.id, Arrival.is_open, of_day(Arrival.moment_id, event, on))
    )


def curve(session: Session, event: Event, on: date, now: datetime) -> Curve:
    """The day's arrivals, and beside them how many were expected by when."""
    hours = door_hours(event, on) or (now, now)
    first_came = came_in(event, on, func.min(Arrival.at, type_=UtcDateTime())).group_by(PERSON)
    return draw(session.scalars(first_came).all(), _plan(session, event, moments_on(event, on)), hours, now)


def _plan(session: Session, event: Event, moments: Sequence[Moment]) -> list[Ramp]:
    """People drop in during their moment, or at any time; for a meeting they come in the half hour before it."""
    counted = signed_up(event, Party.moment_id, func.count(Guest.id)).where(Party.state == "signed_up")
    persons: dict[int | None, int] = pairs(session.execute(counted.group_by(Party.moment_id)))
    ramps = [_ramp(each, persons[each.id], event.kind) for each in moments if each.id in persons]
    if None in persons and moments and len(moments) == len(event.moments):
        ramps.append(Ramp(moments[0].starts_at, max(each.ends_at for each in moments), persons[None]))
    return ramps


def _ramp(moment: Moment, persons: int, kind: str) -> Ramp:
    if kind == "meeting":
        return Ramp(moment.starts_at - _BEFORE_A_MEETING, moment.starts_at, persons)
    return Ramp(moment.starts_at, moment.ends_at, persons)


@dataclass(frozen=True)
class Door:
    """Whether the door is "shut" before the day, "open", "over", or the day has "no_moment"; and when it opens."""

    state: str
    opens: datetime | None = None


def door_at(event: Event, on: date, now: datetime) -> Door:
    hours = door_hours(event, on)
    if hours is None:
        return Door("no_moment")
    if now < hours[0]:
        return Door("shut", hours[0])
    return Door("open" if now <= hours[1] else "over", hours[0])
