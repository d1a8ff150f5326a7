"""What residents fill in: who comes and when, what helps, and how we may reach them."""

from __future__ import annotations

import re
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, EmailField, Form, HiddenField, RadioField, SelectField, StringField, TelField
from wtforms.validators import ValidationError

from kiosk.guests.rules import MAX_PARTY
from kiosk.lib import i18n, names
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.signup.queries import Place

ANY_TIME = "any"
SIZES = [str(size) for size in range(2, MAX_PARTY + 1)]
MAX_WORDS = 200
MAX_LANGUAGE = 40
SPOKEN = ("ar", "tr", "pl", "uk", "en")
OTHER = "other"
LEFT_TO_RIGHT = "\u2066{}\u2069"
"""Keeps an example in its order on a page that is read from the right."""
PHONE = LEFT_TO_RIGHT.format("06\u00a012\u00a034\u00a056\u00a078")
MAX_EMAIL = 254
HOME_COUNTRY = 31


class WhoForm(Form):
    """The moment, the first name, and who comes along."""

    moment = RadioField(_l("What time will you come?"), validate_choice=False)
    name = StringField(_l("Your first name"), render_kw={"autocomplete": "given-name", "spellcheck": "false"})
    nameless = HiddenField()
    together = BooleanField(_l("Somebody comes with me"))
    size = SelectField(_l("How many people come?"), coerce=str, validate_choice=False)
    others = StringField(_l("Who comes along?"), render_kw={"spellcheck": "false"})

    def __init__(
        self, submitted: MultiDict[str, str] | None, places: list[Place], is_any_time: bool, **data: Any
    ) -> None:
        super().__init__(submitted, **data)
        self.places, self.is_any_time = places, is_any_time
        self.size.choices = [(size, gettext("%(count)s people", count=size)) for size in SIZES]
        if len(places) == 1:
            self.moment.data = str(places[0].moment.id)

    def validate_moment(self, field: RadioField) -> None:
        if field.data not in self.moments():
            raise ValidationError(gettext("Choose a time."))

    def validate_name(self, field: StringField) -> None:
        if len(field.data or "") > names.MAX_NAME:
            raise ValidationError(gettext("Your name is too long. Write only your first name."))
        if not names.tidy(field.data) and not self.nameless.data:
            raise ValidationError(gettext("Write your first name. Or choose: go on without a name."))

    def validate_others(self, field: StringField) -> None:
        given = _names_in(field.data)
        if len(given) >= MAX_PARTY:
            raise ValidationError(gettext("You can sign up 10 people at once. Call us for a bigger group."))
        if any(len(each) > names.MAX_NAME for each in given):
            raise ValidationError(gettext("A name is too long. Put a comma between the names."))

    def validate_size(self, field: SelectField) -> None:
        if self.together.data and field.data not in SIZES:
            raise ValidationError(gettext("Choose how many people come."))

    def moments(self) -> set[str]:
        """The answers to "what time" that we can take."""
        return {str(place.moment.id) for place in self.places} | ({ANY_TIME} if self.is_any_time else set())

    def moment_id(self) -> int | None:
        return None if self.moment.data == ANY_TIME else int(self.moment.data)

    def everyone(self) -> list[str | None]:
        """One entry a person; None for somebody without a name. More names than people: the names count."""
        if not self.together.data:
            return [names.tidy(self.name.data)]
        given: list[str | None] = [names.tidy(self.name.data), *_names_in(self.others.data)]
        size = max(int(self.size.data or 2), len(given))
        return given + [None] * (size - len(given))


class HelpForm(Form):
    """What would help them to come. Everything may stay empty."""

    interpreter = BooleanField(_l("An interpreter"))
    interpreter_language = RadioField(_l("Which language do you speak?"), validate_choice=False)
    interpreter_other = StringField(_l("Name of the language"))
    wheelchair = BooleanField(_l("Room for a wheelchair or walking frame"))
    child_care = BooleanField(_l("Child care"))
    other = StringField(_l("Something else"))

    def __init__(self, submitted: MultiDict[str, str] | None = None, **data: Any) -> None:
        super().__init__(submitted, **data)
        page = i18n.current().code
        if not self.interpreter_language.data and page != i18n.DEFAULT:
            self.interpreter_language.data = page
        self.interpreter_language.choices = [(code, code) for code in sorted(SPOKEN, key=lambda each: each != page)]

    def validate_interpreter_language(self, field: RadioField) -> None:
        if self.interpreter.data and field.data not in (*SPOKEN, OTHER):
            raise ValidationError(gettext("Choose the language of the interpreter."))

    def validate_interpreter_other(self, field: StringField) -> None:
        if not self.interpreter.data or self.interpreter_language.data != OTHER:
            return
        if not _one_line(field.data):
            raise ValidationError(gettext("Write the name of the language."))
        if len(field.data or "") > MAX_LANGUAGE:
            raise ValidationError(gettext("That is too long. Write only the name of the language."))

    def validate_other(self, field: StringField) -> None:
        if len(field.data or "") > MAX_WORDS:
            raise ValidationError(gettext("That is too long. Write at most 200 letters."))

    def wishes(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "interpreter": self.language() if self.interpreter.data else None,
            "wheelchair": self.wheelchair.data or None,
            "child_care": self.child_care.data or None,
            "other": _one_line(self.other.data),
        }
        return {key: value for key, value in found.items() if value}

    def language(self) -> str | None:
        """In Dutch, for the people who look for an interpreter."""
        chosen = self.interpreter_language.data
        return i18n.LANGUAGES[chosen].dutch_name if chosen in SPOKEN else _one_line(self.interpreter_other.data)


def language_given(language: Any) -> dict[str, str]:
    """What HelpForm said before, as it fills in again."""
    if not isinstance(language, str):
        return {}
    same = (code for code in SPOKEN if language in (code, i18n.LANGUAGES[code].dutch_name))
    code = next(same, OTHER)
    return {"interpreter_language": code, "interpreter_other": language if code == OTHER else ""}


class ContactForm(Form):
    """How we may reach them, if they like."""

    email = EmailField(_l("E-mail address"), render_kw={"autocomplete": "email", "spellcheck": "false"})
    phone = TelField(_l("Phone number"), render_kw={"autocomplete": "tel"})

    def validate_email(self, field: EmailField) -> None:
        if (field.data or "").strip() and self.address() is None:
            raise ValidationError(gettext("Check your e-mail address. It looks like this: name@example.nl."))

    def validate_phone(self, field: TelField) -> None:
        if (field.data or "").strip() and self.number() is None:
            raise ValidationError(gettext("Check your phone number. It looks like this: %(example)s.", example=PHONE))

    def address(self) -> str | None:
        typed = (self.email.data or "").strip()
        if not typed or len(typed) > MAX_EMAIL:
            return None
        try:
            return str(validate_email(typed, check_deliverability=False).normalized)
        except EmailNotValidError:
            return None

    def number(self) -> str | None:
        typed = (self.phone.data or "").strip()
        if not typed or len(typed) > MAX_LANGUAGE:
            return None
        try:
            number = phonenumbers.parse(typed, "NL")
        except phonenumbers.NumberParseException:
            return None
        if not phonenumbers.is_valid_number(number):
            return None
        return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))

    def shown_number(self) -> str | None:
        number = self.number()
        return shown_phone(number) if number else None


def shown_phone(number: str) -> str:
    """Grouped, so that it can be read out: "06 12 34 56 78", "020 123 4567", "+49 30 123456"."""
    form = phonenumbers.PhoneNumberFormat
    try:
        parsed = phonenumbers.parse(number, "NL")
    except phonenumbers.NumberParseException:
        return number
    if parsed.country_code != HOME_COUNTRY:
        return str(phonenumbers.format_number(parsed, form.INTERNATIONAL))
    national = str(phonenumbers.format_number(parsed, form.NATIONAL))
    first, _, rest = national.partition(" ")
    return f"{first} {_in_pairs(rest)}" if first == "06" else national


def _in_pairs(digits: str) -> str:
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def _names_in(typed: str | None) -> list[str]:
    parts = re.split(r"[,;\n]", typed or "")
    return [" ".join(part.split()) for part in parts if names.tidy(part)]


def _one_line(typed: str | None) -> str | None:
    return names.tidy(typed, MAX_WORDS)
