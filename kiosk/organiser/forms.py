"""What all forms of organisers share: tidy words, clear limits, and one list of everything that is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    FieldList,
    FormField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import DataRequired, Length

from kiosk.lib.i18n import gettext, lazy_gettext

__all__ = [
    "DeskForm",
    "Problem",
    "SignInForm",
    "at_most",
    "many_lines",
    "one_line",
    "options",
    "problems",
    "tell_field",
]


@dataclass(frozen=True)
class Problem:
    """One thing to mend: the id of its field, and words that say how."""

    field: str
    words: str


def one_line(typed: str | None) -> str:
    """Without control signs, line breaks and double spaces."""
    return " ".join(_visible(typed).split())


def many_lines(typed: str | None) -> str:
    """Without control signs; line breaks stay."""
    lines = [line.rstrip() for line in _visible((typed or "").replace("\r\n", "\n").replace("\r", "\n")).split("\n")]
    return "\n".join(lines).strip()


def _visible(typed: str | None) -> str:
    return "".join(
        sign for sign in typed or "" if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Cn")
    )


def at_most(signs: int) -> Length:
    words = lazy_gettext("Make this shorter. There is room for %(signs)s letters.", signs=signs)
    return Length(max=signs, message=words)


def options(words: Mapping[str, Any]) -> list[SelectChoice]:
    """Choices from a table of words."""
    return [SelectChoice(value, label) for value, label in words.items()]


def problems(form: Iterable[Field]) -> list[Problem]:
    """Every error of the form, in the order of its fields, rows included."""
    return [problem for field in form for problem in _of_field(field)]


def _of_field(field: Field) -> Iterator[Problem]:
    if isinstance(field, FormField):
        yield from problems(field.form)
        return
    if isinstance(field, FieldList):
        yield from (Problem(field.id, str(each)) for each in field.errors if not isinstance(each, list | dict | tuple))
        for entry in field.entries:
            yield from _of_field(entry)
        return
    if field.errors:
        target = f"{field.id}-0" if isinstance(field, RadioField | SelectMultipleField) else field.id
        yield Problem(target, str(field.errors[0]))


def add_problem(field: Any, words: str) -> None:
    """An error that only the service could find, put where the person can mend it."""
    field.errors = [*field.errors, words]


class DeskForm(FlaskForm):  # type: ignore[misc]
    """A form of organisers, with the token that proves it is ours."""


def tell_field() -> BooleanField:
    """Whether people who signed up get a letter about what changed on this screen."""
    return BooleanField(lazy_gettext("Write to them if the time or the place changes"), default=True)


class SignInForm(DeskForm):
    """No format rules here: a wrong address and a wrong password get the same answer."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        [DataRequired(lazy_gettext("Write your e-mail address.")), at_most(254)],
        render_kw={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        [DataRequired(lazy_gettext("Write your password.")), at_most(1000)],
        render_kw={"autocomplete": "current-password"},
    )
    next = StringField()

    def refuse(self) -> None:
        add_problem(self.email, gettext("This address and this password do not belong together. Check both."))
