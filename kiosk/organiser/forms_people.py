"""Whom residents can call, whom they meet there, and what they read and answer in their own language."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, FieldList, FormField, StringField, TextAreaField
from wtforms.validators import ValidationError

from kiosk.events import rules, words
from kiosk.events.models import Event
from kiosk.events.values import Helper, Words
from kiosk.lib.i18n import gettext, language_name
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import DeskForm, at_most, many_lines, one_line
from kiosk.organiser.forms_event import phone_field
from kiosk.organiser.forms_rows import HelperRow, remove_row, stood


class PeopleForm(DeskForm):
    contact_name = StringField(_l("Name of the contact person"), [at_most(120)], filters=[one_line])
    contact_phone = phone_field(_l("Phone number of the contact person"))
    people = FieldList(FormField(HelperRow), _l("Whom do people meet there?"))

    @classmethod
    def of(cls, event: Event, **more: Any) -> PeopleForm:
        people = [{"name": each.name, "does": each.does, "languages": each.languages} for each in event.people]
        contact = {"contact_name": event.contact_name, "contact_phone": event.contact_phone}
        return cls(data=stood({**contact, "people": people or [{}]}, more), **more)

    def validate(self, extra_validators: Any = None) -> bool:
        is_right = super().validate(extra_validators)
        if len(self.people.entries) > rules.MOST_PEOPLE:
            words = gettext("There is room for %(most)s people. Take some away.", most=rules.MOST_PEOPLE)
            self.people.errors = [words]
            return False
        return bool(is_right)

    def helpers(self) -> list[Helper]:
        found = [entry.form.helper() for entry in self.people.entries]
        return [each for each in found if each.name]

    def add(self) -> None:
        self.people.append_entry({})
        self.people.entries[-1].form.name.render_kw = {"autofocus": True}

    def remove(self, at: int) -> None:
        remove_row(self.people, at)


class WordsForm(DeskForm):
    """The texts in one language other than the first."""

    title = StringField(_l("Title"), [at_most(120)], filters=[one_line])
    question = StringField(_l("The question it is about"), [at_most(200)], filters=[one_line])
    intro = TextAreaField(_l("What happens there?"), [at_most(2000)], filters=[many_lines])
    open_points = TextAreaField(_l("What people can still change"), [at_most(2000)], filters=[many_lines])
    fixed_points = TextAreaField(_l("What has been decided already"), [at_most(2000)], filters=[many_lines])

    FIELDS = ("title", "question", "intro", "open_points", "fixed_points")

    @classmethod
    def of_language(cls, event: Event, language: str, **more: Any) -> WordsForm:
        text = next((each for each in event.texts if each.language == language), None)
        return cls(data={name: getattr(text, name) if text else "" for name in cls.FIELDS}, **more)

    def validate_title(self, field: StringField) -> None:
        if not field.data and self.is_begun():
            raise ValidationError(gettext("Write the title in this language too."))

    def validate_question(self, field: StringField) -> None:
        if not field.data and self.is_begun():
            raise ValidationError(gettext("Write the question in this language too."))

    def is_begun(self) -> bool:
        return any(self[name].data for name in self.FIELDS)

    def words(self) -> Words | None:
        return Words(*(self[name].data or "" for name in self.FIELDS)) if self.is_begun() else None


class TabletForm(DeskForm):
    """What the tablet offers; `of` makes the class, because the languages are the event's own."""

    feelings = BooleanField(words.ACTIVITIES["feelings"])
    tip = BooleanField(words.ACTIVITIES["tip"])
    keep_informed = BooleanField(words.ACTIVITIES["keep_informed"])
    languages: list[str]

    @classmethod
    def of(cls, event: Event, **more: Any) -> TabletForm:
        fields: dict[str, Any] = {"languages": list(event.languages)}
        for name in _names(event.languages):
            code = name.split("_")[1]
            label = _l("Question in %(language)s", language=language_name(code))
            fields[name] = StringField(label, [at_most(200)], filters=[one_line], render_kw={"lang": code})
        shaped: type[TabletForm] = type("TabletFormOfEvent", (cls,), fields)
        return shaped(data=_offered(event), **more)

    def questions(self) -> dict[str, dict[str, str]]:
        return {kind: self._asked(kind) for kind in rules.ACTIVITIES if self[kind].data}

    def _asked(self, kind: str) -> dict[str, str]:
        if kind not in rules.ASKS:
            return {}
        asked = {language: self[f"{kind}_{language}"].data or "" for language in self.languages}
        return {language: question for language, question in asked.items() if question}


def _names(languages: list[str]) -> list[str]:
    return [f"{kind}_{language}" for kind in rules.ASKS for language in languages]


def _offered(event: Event) -> dict[str, Any]:
    """An event without activities yet starts with its own question as the one for the feelings."""
    offered = {each.kind: each for each in event.activities}
    filled: dict[str, Any] = {kind: kind in offered for kind in rules.ACTIVITIES}
    for kind in rules.ASKS:
        for language in event.languages:
            known = offered[kind].questions.get(language, "") if kind in offered else ""
            own = next((text.question for text in event.texts if text.language == language), "")
            filled[f"{kind}_{language}"] = known or (own if kind == "feelings" and not offered else "")
    return filled
