"""Finding events and the moment that counts now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import bindparam, exists, select
from sqlalchemy.orm import Session, selectinload

from kiosk.events import rules
from kiosk.events.models import Event, Group, Moment
from kiosk.lib import tokens
from kiosk.lib.clock import Span, local_day
from kiosk.lib.errors import NotFound

_BY_SLUG = select(Event).where(Event.slug == bindparam("slug"))


def by_slug(session: Session, slug: str) -> Event:
    """Raises NotFound."""
    if not rules.SLUG.fullmatch(slug):
        raise NotFound
    event = session.scalar(_BY_SLUG, {"slug": slug})
    if event is None:
        raise NotFound
    return event


def public_by_slug(session: Session, slug: str) -> Event:
    """An event that residents may see. Raises NotFound for a draft."""
    event = by_slug(session, slug)
    if event.state == "draft":
        raise NotFound
    return event


def of_organisation(session: Session, organisation_id: int, slug: str) -> Event:
    """An event of one's own organisation. Raises NotFound, for another's as for none."""
    event = by_slug(session, slug)
    if event.organisation_id != organisation_id:
        raise NotFound
    return event


def all_of_organisation(session: Session, organisation_id: int) -> list[Event]:
    return list(
        session.scalars(
            select(Event)
            .where(Event.organisation_id == organisation_id)
            .options(selectinload(Event.texts), selectinload(Event.moments))
            .order_by(Event.id.desc())
        )
    )


def upcoming(session: Session, now: datetime) -> list[Event]:
    """Published events with a moment that has not ended, the soonest first."""
    events = session.scalars(
        select(Event)
        .where(Event.state == "published", exists().where(Moment.event_id == Event.id, Moment.ends_at > now))
        .options(selectinload(Event.texts), selectinload(Event.moments))
    )
    return sorted(events, key=lambda event: min(each.starts_at for each in event.moments if each.ends_at > now))


def groups_of(session: Session, event_id: int) -> Sequence[Group]:
    """The groups of the event, in their order."""
    return session.scalars(select(Group).where(Group.event_id == event_id).order_by(Group.position, Group.id)).all()


SomeSpan = TypeVar("SomeSpan", bound=Span)


def moment_for(moments: Sequence[SomeSpan], at: datetime) -> SomeSpan:
    """The moment that somebody who comes in now comes for: the running one, else the nearest in time.

    Raises NotFound when the event has no moments.
    """
    if not moments:
        raise NotFound

    def distance(moment: SomeSpan) -> timedelta:
        if moment.starts_at <= at <= moment.ends_at:
            return timedelta()
        return min(abs(moment.starts_at - at), abs(moment.ends_at - at))

    return min(moments, key=lambda moment: (distance(moment), moment.starts_at))


def day_code(event_id: int, at: datetime) -> str:
    """The code on the door poster of one event day. Nobody can guess it, and it need not be stored."""
    return tokens.derived("day", event_id, local_day(at).isoformat())


def event_of_day_code(session: Session, code: str, now: datetime) -> Event:
    """The event whose doors this code opens now: from an hour before the day's first moment to the end of its last.

    Raises NotFound for another day's code, and outside those hours.
    """
    same = moments_of_day_code(session, code, now, timedelta(days=1))
    opens = same[0].starts_at - timedelta(minutes=rules.OPENS_EARLIER_MINUTES)
    event = session.get_one(Event, same[0].event_id)
    if event.state != "published" or not opens <= now <= max(each.ends_at for each in same):
        raise NotFound
    return event


def moments_of_day_code(session: Session, code: str, now: datetime, around: timedelta) -> list[Moment]:
    """The moments of the poster's day, the first one first. Raises NotFound when there is none that near."""
    moments = session.scalars(
        select(Moment)
        .join(Event, Event.id == Moment.event_id)
        .where(Event.state != "draft", Moment.starts_at.between(now - around, now + around))
        .order_by(Moment.starts_at)
    )
    same = [each for each in moments if day_code(each.event_id, each.starts_at) == code]
    if not same:
        raise NotFound
    return same
