"""Making, changing and moving an event. Each screen's values have their own named list of fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.events import rules
from kiosk.events.missing import missing, missing_to_publish
from kiosk.events.models import Activity, Event, EventText, Moment, Person
from kiosk.events.values import Care, Helper, NewEvent, Slot, What, Where, Words
from kiosk.lib.errors import Refusal

SAME_FORM = timedelta(minutes=2)


class EventCannotMove(Refusal):
    """rules.EVENT_MOVES does not know this step."""


class EventIsOver(Refusal):
    """A cancelled, closed or archived event stays as it was."""


class MomentIsInUse(Refusal):
    """Somebody signed up for a moment that was to go. Carries the moment's start."""

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(f"{starts_at:%d %B %H:%M}")
        self.starts_at = starts_at


class SomethingIsMissing(Refusal):
    """Residents see this event, or are about to, and these things are empty."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def create(session: Session, new: NewEvent, now: datetime) -> Event:
    """A draft. The same form sent twice within two minutes is one event."""
    for event in _recent(session, new, now):
        if event.text(rules.FIRST_LANGUAGE).title == new.title and event.kind == new.kind:
            return event
    event = Event(
        organisation_id=new.organisation_id,
        slug="",
        kind=new.kind,
        state="draft",
        languages=[rules.FIRST_LANGUAGE],
        ladder="",
        created_at=now,
        texts=[EventText(language=rules.FIRST_LANGUAGE, title=new.title, question=new.question)],
    )
    _settle_slug(session, event, new.title)
    return event


def _recent(session: Session, new: NewEvent, now: datetime) -> list[Event]:
    recent = select(Event).where(
        Event.organisation_id == new.organisation_id, Event.state == "draft", Event.created_at > now - SAME_FORM
    )
    return list(session.scalars(recent))


def _settle_slug(session: Session, event: Event, title: str) -> None:
    """Gives the event the first free address, also when somebody else takes the same one now."""
    wish = rules.slug_of(title)
    for turn in range(1, 1000):
        slug = f"{wish}-{turn}" if turn > 1 else wish
        if slug in rules.TAKEN_SLUGS or session.scalar(select(Event.id).where(Event.slug == slug)):
            continue
        try:
            with session.begin_nested():
                event.slug = slug
                session.add(event)
            return
        except IntegrityError:
            continue


def set_what(session: Session, event: Event, what: What) -> None:
    """The address follows the title until residents have seen it."""
    with _changing(event):
        text = event.text(event.languages[0])
        event.kind = what.kind
        text.question, text.intro = what.question, what.intro
        if text.title != what.title:
            text.title = what.title
            if event.state == "draft" and rules.slug_of(what.title) != event.slug:
                _settle_slug(session, event, what.title)


def set_where(event: Event, where: Where) -> None:
    with _changing(event):
        event.venue, event.address = where.venue, where.address
        event.room, event.stop = where.room, where.stop
        event.is_step_free, event.has_toilet = where.is_step_free, where.has_toilet


def set_moments(session: Session, event: Event, slots: list[Slot], in_use: set[int]) -> None:
    """Raises MomentIsInUse when somebody signed up for, or came to, a moment that is no longer there."""
    with _changing(event):
        known = {moment.id: moment for moment in event.moments}
        kept = {slot.id for slot in slots}
        for moment in event.moments:
            if moment.id in in_use and moment.id not in kept:
                raise MomentIsInUse(moment.starts_at)
        try:
            with session.begin_nested():
                event.moments = [_moment(known.get(slot.id or 0), slot) for slot in slots]
        except IntegrityError:
            raise MomentIsInUse(min(known[gone].starts_at for gone in set(known) - kept)) from None
        session.refresh(event, ["moments"])


def _moment(known: Moment | None, slot: Slot) -> Moment:
    moment = known or Moment()
    moment.starts_at, moment.ends_at, moment.capacity = slot.starts_at, slot.ends_at, slot.capacity
    return moment


def set_people(event: Event, contact: tuple[str, str], people: list[Helper]) -> None:
    with _changing(event):
        event.contact_name, event.contact_phone = contact
        event.people = [
            Person(position=at, name=each.name, does=each.does, languages=each.languages)
            for at, each in enumerate(people)
        ]


def set_offers(event: Event, offers: dict[str, Any]) -> None:
    with _changing(event):
        event.offers = {name: offers[name] for name in rules.OFFERS if offers.get(name)}


def set_influence(event: Event, ladder: str, open_points: str, fixed_points: str) -> None:
    with _changing(event):
        event.ladder = ladder
        text = event.text(event.languages[0])
        text.open_points, text.fixed_points = open_points, fixed_points


def set_languages(event: Event, languages: list[str]) -> None:
    """The first language stays. Texts of a language that goes are kept, in case it comes back."""
    with _changing(event):
        first = event.languages[0]
        event.languages = [first, *(each for each in languages if each != first)]


def set_words(event: Event, language: str, words: Words | None) -> None:
    """None takes the texts in this language away: residents then read them in the first language."""
    with _changing(event):
        found = next((text for text in event.texts if text.language == language), None)
        if words is None:
            event.texts = [text for text in event.texts if text is not found]
            return
        if found is None:
            found = EventText(language=language)
            event.texts.append(found)
        found.title, found.question, found.intro = words.title, words.question, words.intro
        found.open_points, found.fixed_points = words.open_points, words.fixed_points


def set_activities(event: Event, questions: dict[str, dict[str, str]]) -> None:
    """What the tablet offers, each with its question per language."""
    with _changing(event):
        offered = [kind for kind in rules.ACTIVITIES if kind in questions]
        event.activities = [
            Activity(kind=kind, position=at, questions=questions[kind]) for at, kind in enumerate(offered)
        ]


def set_care(event: Event, care: Care) -> None:
    with _changing(event):
        event.alarm_name, event.alarm_email, event.answers_on = care.alarm_name, care.alarm_email, care.answers_on


def set_finding_names(event: Event, is_on: bool) -> None:
    with _changing(event):
        event.finds_names = is_on


def publish(session: Session, event: Event, now: datetime) -> None:
    """Raises SomethingIsMissing, or EventCannotMove."""
    session.refresh(event, with_for_update=True)
    names = missing_to_publish(event, now)
    if names:
        raise SomethingIsMissing(names)
    _move(event, "published")
    event.published_at = now


def cancel(session: Session, event: Event) -> None:
    """It will not take place. Raises EventCannotMove."""
    session.refresh(event, with_for_update=True)
    _move(event, "cancelled")


def close(session: Session, event: Event, now: datetime) -> None:
    """It is over: no more arrivals and no more cards. Raises EventCannotMove."""
    session.refresh(event, with_for_update=True)
    _move(event, "closed")
    event.closed_at = now


def _move(event: Event, state: str) -> None:
    if state not in rules.EVENT_MOVES[event.state]:
        raise EventCannotMove(f"{event.state} to {state}")
    event.state = state


@contextmanager
def _changing(event: Event) -> Iterator[None]:
    """Lets a change through while the event lives; what residents see never loses what it had."""
    if event.state not in ("draft", "published"):
        raise EventIsOver(event.state)
    before = missing(event)
    yield
    if event.state == "published":
        names = [name for name in missing(event) if name not in before]
        if names:
            raise SomethingIsMissing(names)
