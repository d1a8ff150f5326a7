"""The practice event itself: its texts, and moments around now so that the doors are open."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, delete, or_, select
from sqlalchemy.orm import Session

from kiosk.cli.demo.words import WORDS, in_all_languages
from kiosk.events.models import Activity, Event, EventText, Moment, Person
from kiosk.events.rules import KINDS
from kiosk.lib.clock import local, local_day
from kiosk.lib.db import Base
from kiosk.lib.i18n import LANGUAGES

MOMENTS, HOURS = 3, 2
OWN_PARTS = ("event", "event_text", "moment", "person", "activity")


def settle(session: Session, organisation_id: int, kind: str, now: datetime) -> tuple[Event, bool]:
    """The practice event of today, open now; and whether it is fresh, with nobody and nothing in it yet."""
    slug = WORDS["slugs"][kind]
    event = session.scalar(select(Event).where(Event.slug == slug, Event.is_practice))
    if event is not None and _is_open(event, now):
        return event, False
    is_fresh = event is None or local_day(event.moments[0].starts_at) != local_day(now) or event.state != "published"
    if event is None:
        event = _new(organisation_id, kind, slug, now)
        session.add(event)
    elif is_fresh:
        _empty(session, event)
    event.state, event.closed_at = "published", None
    event.answers_on = local_day(now) + timedelta(days=21)
    for moment, start in zip(event.moments, _starts(now), strict=True):
        moment.starts_at, moment.ends_at = start, start + timedelta(hours=HOURS)
    session.flush()
    return event, is_fresh


def _is_open(event: Event, now: datetime) -> bool:
    moments = event.moments
    return event.state == "published" and moments[0].starts_at <= now <= moments[-1].ends_at - timedelta(minutes=30)


def _starts(now: datetime) -> list[datetime]:
    """Three moments of two hours: one began in the last hour and a half; all on this day, also late in the evening."""
    here = local(now)
    first = min(max(0, here.hour - 1), 24 - MOMENTS * HOURS)
    return [here.replace(hour=first + HOURS * at, minute=0, second=0, microsecond=0) for at in range(MOMENTS)]


def _new(organisation_id: int, kind: str, slug: str, now: datetime) -> Event:
    event = Event(
        organisation_id=organisation_id,
        slug=slug,
        kind=kind,
        is_practice=True,
        languages=list(LANGUAGES),
        is_step_free=True,
        has_toilet=True,
        offers={
            "coffee": True,
            "compensation": WORDS["compensation"],
            "interpreter": WORDS["interpreter"],
            "child_care": True,
        },
        alarm_name=WORDS["contact_name"],
        alarm_email=WORDS["alarm_email"],
        published_at=now,
        created_at=now,
        **{name: WORDS[name] for name in ("venue", "address", "room", "stop", "contact_name", "contact_phone")},
    )
    event.texts = [_text(code, kind) for code in LANGUAGES]
    event.moments = [Moment(starts_at=now, ends_at=now, capacity=None) for _ in range(MOMENTS)]
    event.people = [Person(position=at, **person) for at, person in enumerate(WORDS["people"])]
    event.activities = [
        Activity(kind="feelings", position=0, questions=in_all_languages("question")),
        Activity(kind="tip", position=1, questions=in_all_languages("tip")),
        Activity(kind="keep_informed", position=2),
    ]
    return event


def _text(code: str, kind: str) -> EventText:
    parts: dict[str, Any] = {name: WORDS[name][code] for name in ("intro", "question", "open_points", "fixed_points")}
    return EventText(language=code, title=in_all_languages("titles", kind)[code], **parts)


def _empty(session: Session, event: Event) -> None:
    """Takes yesterday's people, cards and devices away; the event's own texts stay."""
    doomed = {
        table.name: table
        for table in Base.metadata.sorted_tables
        if table.name not in OWN_PARTS and _leads_to_event(table)
    }
    for table in reversed(doomed.values()):
        session.execute(delete(table).where(_of_event(table, event.id)))
    session.expire_all()


def _leads_to_event(table: Table) -> bool:
    return any(
        key.column.table.name == "event" or (key.column.table is not table and _leads_to_event(key.column.table))
        for key in table.foreign_keys
    )


def _of_event(table: Table, event_id: int) -> Any:
    """The rows of this table that hang from the event, by whichever of its keys leads there."""
    ways = []
    for key in table.foreign_keys:
        target = key.column.table
        if target.name == "event":
            ways.append(key.parent == event_id)
        elif target is not table and _leads_to_event(target):
            ways.append(key.parent.in_(select(key.column).where(_of_event(target, event_id))))
    return or_(*ways)


assert set(WORDS["slugs"]) == set(KINDS)
