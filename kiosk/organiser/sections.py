"""The screens on which an event is filled in: their order, their forms, and what each must hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from kiosk.events import service
from kiosk.events.missing import missing, missing_to_publish
from kiosk.events.models import Event
from kiosk.guests import queries as guests
from kiosk.lib.errors import NotFound
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import Problem, add_problem
from kiosk.organiser.forms_event import CareForm, InfluenceForm, LanguagesForm, OffersForm, WhatForm, WhereForm
from kiosk.organiser.forms_people import PeopleForm, TabletForm
from kiosk.organiser.forms_rows import MomentsForm

Save = Callable[[Session, Event, Any], None]


@dataclass(frozen=True)
class Section:
    """`path` ends its address, `name` its fragment; `needs` says which field holds what must not be empty.

    `form` fills the form from an event; with formdata=None it does not look at what was sent in.
    """

    path: str
    name: str
    title: Any
    form: Callable[..., Any]
    save: Save
    needs: dict[str, str]


def _what(session: Session, event: Event, form: WhatForm) -> None:
    service.set_what(session, event, form.what())


def _when(session: Session, event: Event, form: MomentsForm) -> None:
    service.set_moments(session, event, form.slots(), guests.moments_in_use(session, event.id))


def _where(session: Session, event: Event, form: WhereForm) -> None:
    service.set_where(event, form.where())


def _people(session: Session, event: Event, form: PeopleForm) -> None:
    contact = (form.contact_name.data or "", form.contact_phone.data or "")
    service.set_people(event, contact, form.helpers())


def _influence(session: Session, event: Event, form: InfluenceForm) -> None:
    service.set_influence(event, form.ladder.data, form.open_points.data or "", form.fixed_points.data or "")


def _offers(session: Session, event: Event, form: OffersForm) -> None:
    service.set_offers(event, form.offers())


def _languages(session: Session, event: Event, form: LanguagesForm) -> None:
    service.set_languages(event, form.chosen())


def _tablet(session: Session, event: Event, form: TabletForm) -> None:
    service.set_activities(event, form.questions())


def _care(session: Session, event: Event, form: CareForm) -> None:
    service.set_care(event, form.care())


SECTIONS = (
    Section("wat", "what", _l("What it is about"), WhatForm.of, _what, {"question": "question"}),
    Section(
        "wanneer",
        "when",
        _l("When"),
        MomentsForm.of,
        _when,
        {"moments": "moments-0-day", "future_moment": "moments-0-day"},
    ),
    Section("waar", "where", _l("Where"), WhereForm.of, _where, {"venue": "venue", "address": "address"}),
    Section(
        "mensen",
        "people",
        _l("People"),
        PeopleForm.of,
        _people,
        {"contact_name": "contact_name", "contact_phone": "contact_phone"},
    ),
    Section("invloed", "influence", _l("What words can change"), InfluenceForm.of, _influence, {"ladder": "ladder-0"}),
    Section("aanbod", "offers", _l("What you offer"), OffersForm.of, _offers, {}),
    Section("talen", "event_languages", _l("Languages"), LanguagesForm.of, _languages, {}),
    Section("tablet", "tablet", _l("On the tablet"), TabletForm.of, _tablet, {}),
    Section(
        "zorg",
        "care",
        _l("Answers and worries"),
        CareForm.of,
        _care,
        {"alarm_name": "alarm_name", "alarm_email": "alarm_email", "answers_on": "answers_on"},
    ),
)

MISSING = {
    "question": _l("Write the question that it is about."),
    "moments": _l("Add at least one moment."),
    "future_moment": _l("Add a moment that is still to come."),
    "venue": _l("Write the name of the building."),
    "address": _l("Write the address."),
    "contact_name": _l("Write the name of the contact person."),
    "contact_phone": _l("Write the phone number of the contact person."),
    "ladder": _l("Choose what people's words can change."),
    "alarm_name": _l("Write who reads a card that gives cause for worry."),
    "alarm_email": _l("Write the e-mail address for cards that give cause for worry."),
    "answers_on": _l("Choose from which day people can read the answers."),
}


@dataclass(frozen=True)
class Gap:
    """Something that must still be filled in, and where."""

    section: Section
    field: str
    words: Any


def section(path: str) -> Section:
    """Raises NotFound."""
    for each in SECTIONS:
        if each.path == path:
            return each
    raise NotFound


def gaps(event: Event, now: datetime) -> list[Gap]:
    """What must be filled in before residents can see the event, in the order of the screens.

    Once they see it, a moment that is past is no gap any more.
    """
    names = missing_to_publish(event, now) if event.state == "draft" else missing(event)
    return [Gap(each, each.needs[name], MISSING[name]) for each in SECTIONS for name in names if name in each.needs]


def still_empty(event: Event) -> list[Section]:
    """The screens on which nothing must be filled in, and nothing is."""
    given = {"offers": event.offers, "tablet": event.activities}
    return [each for each in SECTIONS if each.name in given and not given[each.name]]


def point_out(of: Section, form: Any, names: list[str]) -> list[Problem]:
    """Puts what the service refused at the fields of this screen, and gives the list for above the form."""
    found = []
    for name in names:
        field, words = of.needs.get(name, of.name), str(MISSING[name])
        found.append(Problem(field, words))
        if field.removesuffix("-0") in form:
            add_problem(form[field.removesuffix("-0")], words)
    return found
