"""What each screen of an event asks for, with every field by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class NewEvent:
    organisation_id: int
    kind: str
    title: str
    question: str = ""


@dataclass(frozen=True)
class What:
    kind: str
    title: str
    question: str
    intro: str


@dataclass(frozen=True)
class Where:
    venue: str
    address: str
    room: str
    stop: str
    is_step_free: bool
    has_toilet: bool


@dataclass(frozen=True)
class Slot:
    """A moment as the screen knows it; the id of one that stood there already."""

    id: int | None
    starts_at: datetime
    ends_at: datetime
    capacity: int | None


@dataclass(frozen=True)
class Helper:
    name: str
    does: str
    languages: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    title: str
    question: str
    intro: str
    open_points: str
    fixed_points: str


@dataclass(frozen=True)
class Care:
    alarm_name: str
    alarm_email: str | None
    answers_on: date | None
