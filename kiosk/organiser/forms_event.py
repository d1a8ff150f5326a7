"""What an event is, where it is, what it offers, and what people's words can change."""

from __future__ import annotations

from typing import Any

import phonenumbers
from wtforms import BooleanField, EmailField, RadioField, SelectMultipleField, StringField, TelField, TextAreaField
from wtforms.validators import DataRequired, Email, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from kiosk.events import rules, words
from kiosk.events.models import Event
from kiosk.events.values import Care, NewEvent, What, Where
from kiosk.lib.i18n import LANGUAGES, gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import DeskForm, at_most, many_lines, one_line, options, tell_field
from kiosk.organiser.forms_rows import LocalDateField

TITLE = [DataRequired(_l("Write the title of the meeting.")), at_most(120)]
KIND = [DataRequired(_l("Choose what kind of meeting it is."))]


class NewEventForm(DeskForm):
    kind = RadioField(_l("What kind of meeting is it?"), KIND, choices=options(words.KINDS), validate_choice=False)
    title = StringField(_l("Title"), TITLE, filters=[one_line])
    question = StringField(_l("The question it is about"), [at_most(200)], filters=[one_line])

    def validate_kind(self, field: RadioField) -> None:
        known(field, words.KINDS, gettext("Choose what kind of meeting it is."))

    def value(self, organisation_id: int) -> NewEvent:
        return NewEvent(organisation_id, self.kind.data, self.title.data or "", self.question.data or "")


class WhatForm(NewEventForm):
    intro = TextAreaField(_l("What happens there?"), [at_most(2000)], filters=[many_lines])

    @classmethod
    def of(cls, event: Event, **more: Any) -> WhatForm:
        text = event.text(event.languages[0])
        return cls(
            data={"kind": event.kind, "title": text.title, "question": text.question, "intro": text.intro}, **more
        )

    def what(self) -> What:
        return What(self.kind.data, self.title.data or "", self.question.data or "", self.intro.data or "")


class WhereForm(DeskForm):
    venue = StringField(_l("Name of the building"), [at_most(120)], filters=[one_line])
    address = StringField(_l("Street, number and town"), [at_most(200)], filters=[one_line])
    room = StringField(_l("Room or floor"), [at_most(120)], filters=[one_line])
    stop = StringField(_l("Nearest stop"), [at_most(120)], filters=[one_line])
    is_step_free = BooleanField(_l("You can get in without steps"))
    has_toilet = BooleanField(_l("There is a wide toilet for a wheelchair"))
    tell = tell_field()

    @classmethod
    def of(cls, event: Event, **more: Any) -> WhereForm:
        return cls(obj=event, **more)

    def where(self) -> Where:
        return Where(
            venue=self.venue.data or "",
            address=self.address.data or "",
            room=self.room.data or "",
            stop=self.stop.data or "",
            is_step_free=bool(self.is_step_free.data),
            has_toilet=bool(self.has_toilet.data),
        )


class OffersForm(DeskForm):
    coffee = BooleanField(words.OFFERS["coffee"])
    food = BooleanField(words.OFFERS["food"])
    child_care = BooleanField(words.OFFERS["child_care"])
    compensation = BooleanField(words.OFFERS["compensation"])
    compensation_words = StringField(_l("What do people get?"), [at_most(120)], filters=[one_line])
    interpreter = BooleanField(words.OFFERS["interpreter"])
    interpreter_words = StringField(_l("For which languages?"), [at_most(120)], filters=[one_line])

    @classmethod
    def of(cls, event: Event, **more: Any) -> OffersForm:
        filled: dict[str, Any] = {name: bool(event.offers.get(name)) for name in rules.OFFERS}
        for name in ("compensation", "interpreter"):
            said = event.offers.get(name)
            filled[f"{name}_words"] = said if isinstance(said, str) else ""
        return cls(data=filled, **more)

    def validate(self, extra_validators: Any = None) -> bool:
        """New words tick their box; words that stood there already leave room to untick it."""
        for box, typed in ((self.compensation, self.compensation_words), (self.interpreter, self.interpreter_words)):
            box.data = box.data or bool(typed.data and typed.data != typed.object_data)
        return bool(super().validate(extra_validators))

    def validate_compensation_words(self, field: StringField) -> None:
        if self.compensation.data and not field.data:
            raise ValidationError(gettext("Write what people get for their time."))

    def validate_interpreter_words(self, field: StringField) -> None:
        if self.interpreter.data and not field.data:
            raise ValidationError(gettext("Write for which languages there is an interpreter."))

    def offers(self) -> dict[str, Any]:
        said = {"compensation": self.compensation_words.data, "interpreter": self.interpreter_words.data}
        return {name: said.get(name, True) for name in rules.OFFERS if self[name].data}


class InfluenceForm(DeskForm):
    ladder = RadioField(_l("What can people's words change?"), choices=options(words.LADDER), validate_choice=False)
    open_points = TextAreaField(_l("What people can still change"), [at_most(2000)], filters=[many_lines])
    fixed_points = TextAreaField(_l("What has been decided already"), [at_most(2000)], filters=[many_lines])

    @classmethod
    def of(cls, event: Event, **more: Any) -> InfluenceForm:
        text = event.text(event.languages[0])
        points = {"open_points": text.open_points, "fixed_points": text.fixed_points}
        return cls(data={"ladder": event.ladder, **points}, **more)

    def validate_ladder(self, field: RadioField) -> None:
        known(field, words.LADDER, gettext("Choose what people's words can change."))


class LanguagesForm(DeskForm):
    languages = SelectMultipleField(
        _l("Which languages besides Dutch?"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        choices=options({code: each.own_name for code, each in LANGUAGES.items() if code != rules.FIRST_LANGUAGE}),
        validate_choice=False,
    )

    @classmethod
    def of(cls, event: Event, **more: Any) -> LanguagesForm:
        return cls(data={"languages": event.languages[1:]}, **more)

    def chosen(self) -> list[str]:
        return [code for code in LANGUAGES if code in (self.languages.data or [])]


class CareForm(DeskForm):
    alarm_name = StringField(_l("Name"), [at_most(120)], filters=[one_line])
    alarm_email = EmailField(
        _l("E-mail address"),
        [Optional(), at_most(254), Email(_l("Write the whole address, such as name@example.org."))],
        filters=[one_line],
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )
    answers_on = LocalDateField(_l("From which day can people read the answers?"), [Optional()])

    last_day: Any = None

    @classmethod
    def of(cls, event: Event, **more: Any) -> CareForm:
        form = cls(obj=event, **more)
        form.last_day = max((each.ends_at for each in event.moments), default=None)
        return form

    def validate_answers_on(self, field: LocalDateField) -> None:
        if field.data and self.last_day and field.data < self.last_day.date():
            raise ValidationError(gettext("Choose a day after the meeting."))

    def care(self) -> Care:
        return Care(self.alarm_name.data or "", self.alarm_email.data or None, self.answers_on.data)


def known(field: RadioField, choices: dict[str, Any], words: str) -> None:
    """Nothing chosen, or something that is not on the list: the same words."""
    if field.data not in choices:
        raise ValidationError(words)


def phone_field(label: Any) -> TelField:
    return TelField(
        label, [Optional(), at_most(30), phone_number], filters=[one_line], render_kw={"autocomplete": "tel"}
    )


def phone_number(form: Any, field: TelField) -> None:
    try:
        is_number = phonenumbers.is_possible_number(phonenumbers.parse(field.data or "", "NL"))
    except phonenumbers.NumberParseException:
        is_number = False
    if not is_number:
        raise ValidationError(gettext("Write a whole phone number, such as 088 000 00 00."))
