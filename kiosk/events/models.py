"""The event and what belongs to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kiosk.events.colours import COLOURS, Colour
from kiosk.events.dealing import TOGETHER
from kiosk.events.words import GROUP_COLOURS, group_said
from kiosk.lib.db import Base, UtcDateTime
from kiosk.lib.keys import Sealed


class Event(Base):
    """States: rules.EVENT_MOVES. Kinds, ladder steps and offers: rules."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default="draft")
    is_practice: Mapped[bool] = mapped_column(default=False)
    """Invented, for rehearsal and demonstration; every page says so."""
    languages: Mapped[list[str]] = mapped_column(JSON, default=lambda: ["nl"])
    ladder: Mapped[str] = mapped_column(String(20), default="consult")
    venue: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    room: Mapped[str] = mapped_column(String(120), default="")
    stop: Mapped[str] = mapped_column(String(120), default="")
    is_step_free: Mapped[bool] = mapped_column(default=False)
    has_toilet: Mapped[bool] = mapped_column(default=False)
    """A wide toilet that a wheelchair can enter."""
    offers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Keys from rules.OFFERS; the value is true, or the words that go with it in the event's first language."""
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(30), default="")
    alarm_name: Mapped[str] = mapped_column(String(120), default="")
    alarm_email: Mapped[str | None] = mapped_column(Sealed("event.alarm_email"))
    finds_names: Mapped[bool] = mapped_column(default=False)
    """Whether guests may find themselves by name at its arrival kiosks. Of the event and not of a device: it is about
    what guests may see of each other, and a second kiosk or one in its place must not differ."""
    seating: Mapped[str] = mapped_column(String(10), default=TOGETHER)
    """How its guests were dealt over the groups: one of dealing.TOGETHER, dealing.SPREAD."""
    answers_on: Mapped[date | None]
    """The day from which residents can read what was done with the cards."""
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    texts: Mapped[list[EventText]] = relationship(cascade="all, delete-orphan", order_by="EventText.language")
    moments: Mapped[list[Moment]] = relationship(cascade="all, delete-orphan", order_by="Moment.starts_at")
    people: Mapped[list[Person]] = relationship(cascade="all, delete-orphan", order_by="Person.position")
    activities: Mapped[list[Activity]] = relationship(cascade="all, delete-orphan", order_by="Activity.position")

    def text(self, language: str) -> EventText:
        """The texts in this language, else in the event's first one: a gap is shown in Dutch, marked as such."""
        by_language = {each.language: each for each in self.texts}
        return by_language.get(language) or by_language.get(self.languages[0]) or self.texts[0]


class EventText(Base):
    """The organiser's own words in one language."""

    __tablename__ = "event_text"
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    title: Mapped[str] = mapped_column(String(120))
    intro: Mapped[str] = mapped_column(Text, default="")
    question: Mapped[str] = mapped_column(String(200), default="")
    open_points: Mapped[str] = mapped_column(Text, default="")
    """What residents can think along about, one point a line."""
    fixed_points: Mapped[str] = mapped_column(Text, default="")
    """What is decided already, one point a line."""


class Moment(Base):
    """One time slot. Capacity counts persons; none means there is always a place."""

    __tablename__ = "moment"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    capacity: Mapped[int | None]


class Person(Base):
    """Somebody you meet there: name, what they do, which languages they speak."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(60))
    does: Mapped[str] = mapped_column(String(120), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)


class Activity(Base):
    """Something the tablet offers (rules.ACTIVITIES), with its question per language."""

    __tablename__ = "activity"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=0)
    questions: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    def question(self, language: str, first: str) -> str:
        return self.questions.get(language) or self.questions.get(first, "")


class Group(Base):
    """Where a guest sits, made beforehand: a name such as "Table 3", and a colour of colours.COLOURS."""

    __tablename__ = "guest_group"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(30))
    colour: Mapped[str] = mapped_column(String(20))

    @property
    def look(self) -> Colour:
        """Ground, ink and shape."""
        return COLOURS[self.colour]

    @property
    def word(self) -> str:
        """The word for the colour, in the language that is in force."""
        return str(GROUP_COLOURS[self.colour])

    @property
    def said(self) -> str:
        """The name and the word for the colour, in the language that is in force: "Table 3, green"."""
        return group_said(self.name, self.colour)
