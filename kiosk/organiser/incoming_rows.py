"""One row of a list from elsewhere: who, how many, when; or the words for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from kiosk.events.models import Event, Moment
from kiosk.guests.rules import MAX_PARTY
from kiosk.lib import names
from kiosk.lib.clock import local
from kiosk.lib.errors import Refusal
from kiosk.lib.i18n import LANGUAGES, gettext, language_name
from kiosk.lib.sheets import FORMULA_SIGNS
from kiosk.lib.tables import Row
from kiosk.signup import rules

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+([a-z]{3})")
_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3])\s*(?:[:.]([0-5]\d)|(?:uur|u|h)\b)")
_MONTHS = ("jan", "feb", "maa mrt mar", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec")


class RowIsWrong(Refusal):
    """This row cannot go on the list. It says why, in words for the person who has the file."""


@dataclass(frozen=True)
class Wanted:
    """A sign-up as a row asks for it."""

    names: tuple[str | None, ...]
    moment: Moment | None
    language: str
    email: str | None
    phone: str | None


@dataclass(frozen=True)
class Reader:
    """Reads rows for one event. `otherwise`: the moment of who names none; None where that is any time."""

    event: Event
    columns: dict[int, str]
    otherwise: Moment | None
    may_be_any_time: bool

    def read(self, row: Row) -> Wanted:
        """Raises RowIsWrong."""
        return Wanted(
            names=_people(self._cell(row, "name"), self._cell(row, "size")),
            moment=self._moment(self._cell(row, "when")),
            language=_language(self._cell(row, "language")) or self.event.languages[0],
            email=_email(self._cell(row, "email")),
            phone=_phone(self._cell(row, "phone")),
        )

    def _cell(self, row: Row, field: str) -> str:
        return " ".join(row.cells[at] for at, each in self.columns.items() if each == field and row.cells[at])

    def _moment(self, typed: str) -> Moment | None:
        if not typed:
            return self._otherwise()
        on, at = _day(typed), _time(typed)
        if on is None and at is None:
            raise RowIsWrong(gettext("We do not understand the time."))
        found = [each for each in self.event.moments if on is None or _is_on(local(each.starts_at).date(), on)]
        found = _at(found, at) if at else found
        if not found:
            raise RowIsWrong(gettext("The meeting has no such day or time."))
        if len(found) == 1:
            return found[0]
        if self.otherwise not in found and not self.may_be_any_time:
            raise RowIsWrong(gettext("That day has several times. Write which one."))
        return self.otherwise if self.otherwise in found else None

    def _otherwise(self) -> Moment | None:
        if self.otherwise is None and not self.may_be_any_time:
            raise RowIsWrong(gettext("There is no day or time."))
        return self.otherwise


def reader(event: Event, columns: dict[int, str], otherwise: str) -> Reader:
    """`otherwise` is the number of a moment; a single moment needs no words."""
    only = event.moments[0] if len(event.moments) == 1 else None
    moment = next((each for each in event.moments if str(each.id) == otherwise), only)
    return Reader(event, columns, moment, rules.is_any_time(event.kind, len(event.moments)))


def _people(typed: str, size: str) -> tuple[str | None, ...]:
    count = _count(size)
    several = [each for each in map(names.tidy, re.split(r"[,;&+]|\s(?:en|and)\s", typed)) if each]
    found = several if count and len(several) == count > 1 else [names.tidy(typed)]
    name = found[0]
    if name is None or not any(sign.isalpha() for sign in name):
        raise RowIsWrong(gettext("There is no first name."))
    if name[0] in FORMULA_SIGNS:
        raise RowIsWrong(gettext("This is a formula, not a name."))
    return (*found, *[None] * ((count or 1) - len(found)))


def _count(typed: str) -> int | None:
    """ "2", "2,0" and "2.0" are two."""
    if not typed:
        return None
    whole = re.fullmatch(r"(\d{1,3})(?:[.,]0+)?", typed)
    if whole is None or not typed.isascii() or int(whole[1]) == 0:
        raise RowIsWrong(gettext("The number of people is not a number."))
    if int(whole[1]) > MAX_PARTY:
        raise RowIsWrong(gettext("There are more than 10 people in one row."))
    return int(whole[1])


def _day(typed: str) -> date | tuple[int, int] | None:
    """A date, or a day and month without a year. Raises RowIsWrong for a day that no calendar has."""
    text = names.folded(typed)
    try:
        if found := _ISO.search(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DUTCH.search(text):
            return date(int(found[3]) + (2000 if len(found[3]) == 2 else 0), int(found[2]), int(found[1]))
    except ValueError:
        raise RowIsWrong(gettext("We do not understand the time.")) from None
    if found := _IN_WORDS.search(text):
        month = next((at for at, said in enumerate(_MONTHS, 1) if found[2] in said.split()), 0)
        return (int(found[1]), month) if month else None
    return None


def _is_on(day: date, asked: date | tuple[int, int]) -> bool:
    return day == asked if isinstance(asked, date) else (day.day, day.month) == asked


def _time(typed: str) -> time | None:
    found = _TIME.search(_DUTCH.sub(" ", _ISO.sub(" ", typed.lower())))
    return time(int(found[1]), int(found[2] or 0)) if found else None


def _at(moments: Sequence[Moment], at: time) -> list[Moment]:
    """Those that start then; else those that are on then."""
    starting = [each for each in moments if local(each.starts_at).time() == at]
    return starting or [each for each in moments if local(each.starts_at).time() <= at < local(each.ends_at).time()]


def _language(typed: str) -> str | None:
    """By its code or by any of its names; None for one that our letters do not speak."""
    asked = names.folded(typed).strip()
    for code, each in LANGUAGES.items():
        said = {code, names.folded(each.own_name), names.folded(each.dutch_name), names.folded(language_name(code))}
        if asked in said:
            return code
    return None


def _email(typed: str) -> str | None:
    if not typed:
        return None
    try:
        return validate_email(typed, check_deliverability=False).normalized
    except EmailNotValidError:
        raise RowIsWrong(gettext("The e-mail address is not right.")) from None


def _phone(typed: str) -> str | None:
    """A spreadsheet takes the first nought away: 612345678 is 06 12345678."""
    if not typed:
        return None
    whole = f"0{typed}" if re.fullmatch(r"[1-9]\d{8}", typed) else typed
    try:
        number = phonenumbers.parse(whole, "NL")
        if phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException as error:
        raise RowIsWrong(gettext("The phone number is not right.")) from error
    raise RowIsWrong(gettext("The phone number is not right."))
