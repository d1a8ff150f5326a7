"""Signing people up who stand at the desk or are on the phone: what they say, written down by the team."""

from __future__ import annotations

import uuid
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from kiosk.events.models import Event
from kiosk.guests.rules import MAX_PARTY
from kiosk.guests.service import NewParty
from kiosk.lib import names
from kiosk.lib.clock import local_day
from kiosk.lib.i18n import DEFAULT, LANGUAGES, day, gettext, language_name, moment_range, ngettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import DeskForm, at_most, many_lines, one_line
from kiosk.organiser.forms_event import phone_field
from kiosk.signup import rules
from kiosk.signup.queries import Place

ANY_TIME = "any"
NAMELESS = "-"


class PartyForm(DeskForm):
    """One line for each person; a dash for somebody whose name we do not know."""

    key = HiddenField()
    people = TextAreaField(
        _l("First names"),
        [at_most(1000)],
        filters=[many_lines],
        render_kw={"rows": 4, "autocomplete": "off", "spellcheck": "false"},
    )
    moment = RadioField(_l("When do they come?"), validate_choice=False)
    language = SelectField(_l("Their language"), default=DEFAULT, validate_choice=False)
    interpreter = BooleanField(_l("An interpreter"))
    interpreter_language = StringField(_l("Which language do they speak?"), [at_most(40)], filters=[one_line])
    wheelchair = BooleanField(_l("Room for a wheelchair or walking frame"))
    child_care = BooleanField(_l("Child care"))
    other = StringField(_l("Something else"), [at_most(200)], filters=[one_line])
    phone = phone_field(_l("Phone number"))
    email = EmailField(_l("E-mail address"), [at_most(254)], filters=[one_line], render_kw={"spellcheck": "false"})

    def for_places(self, event: Event, places: list[Place]) -> PartyForm:
        """Offers the moments that are left; a single one is chosen already."""
        self.key.data = _key(self.key.data)
        self.moment.choices = [(str(each.moment.id), _said(event, each)) for each in places]
        if rules.is_any_time(event.kind, len(event.moments)):
            self.moment.choices.append((ANY_TIME, gettext("At any time")))
        if len(self.moment.choices) == 1 and not self.moment.data:
            self.moment.data = self.moment.choices[0][0]
        self.language.choices = [(code, language_name(code)) for code in LANGUAGES]
        return self

    def validate_people(self, field: TextAreaField) -> None:
        found = self.everyone()
        if not found:
            raise ValidationError(gettext("Write a first name. Write a dash if you do not know it."))
        if len(found) > MAX_PARTY:
            raise ValidationError(gettext("Sign up 10 people at most. Put the others in a second sign-up."))
        if any(len(line.strip()) > names.MAX_NAME for line in (field.data or "").split("\n")):
            raise ValidationError(gettext("A name is too long. Write one first name on each line."))

    def validate_moment(self, field: RadioField) -> None:
        if field.data not in {each.data for each in field}:
            raise ValidationError(gettext("Choose when they come."))

    def validate_language(self, field: SelectField) -> None:
        if field.data not in LANGUAGES:
            raise ValidationError(gettext("Choose a language from the list."))

    def validate_email(self, field: EmailField) -> None:
        if not field.data:
            return
        try:
            field.data = validate_email(field.data, check_deliverability=False).normalized
        except EmailNotValidError:
            raise ValidationError(gettext("Check the e-mail address. It looks like this: name@example.nl.")) from None

    def everyone(self) -> list[str | None]:
        """One entry for each line that says something; None for a dash."""
        lines = [names.tidy(line) for line in (self.people.data or "").split("\n")]
        return [None if set(line) == {NAMELESS} else line for line in lines if line]

    def new_party(self, event: Event) -> NewParty:
        return NewParty(
            key=_key(self.key.data),
            event_id=event.id,
            moment_id=None if self.moment.data == ANY_TIME else int(self.moment.data),
            way="staff",
            language=self.language.data,
            names=self.everyone(),
            email=self.email.data or None,
            phone=_number(self.phone.data),
            help=self._wishes(),
        )

    def _wishes(self) -> dict[str, Any]:
        spoken = self.interpreter_language.data
        found = {
            "interpreter": spoken or bool(self.interpreter.data),
            "wheelchair": self.wheelchair.data,
            "child_care": self.child_care.data,
            "other": self.other.data,
        }
        return {key: value for key, value in found.items() if value}


def _key(sent: str | None) -> str:
    """The key that this blank form was given, or a new one."""
    try:
        return str(uuid.UUID(sent or ""))
    except ValueError:
        return str(uuid.uuid4())


def _number(typed: str | None) -> str | None:
    if not typed:
        return None
    return phonenumbers.format_number(phonenumbers.parse(typed, "NL"), phonenumbers.PhoneNumberFormat.E164)


def _said(event: Event, place: Place) -> str:
    """A moment with the places that are left, in words."""
    moment, is_one_day = place.moment, len({local_day(each.starts_at) for each in event.moments}) == 1
    when = moment_range(moment) if is_one_day else f"{day(moment.starts_at)}, {moment_range(moment)}"
    if place.free is None:
        return when
    if place.free == 0:
        return str(gettext("%(time)s: full, they join the waiting list", time=when))
    left = ngettext("%(time)s: %(num)s place left", "%(time)s: %(num)s places left", place.free, time=when)
    return str(left)
