"""Forms with rows that can be added and taken away: the moments, and the people you meet there."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from flask import request
from wtforms import DateField, FieldList, Form, FormField, HiddenField, IntegerField, SelectMultipleField, StringField
from wtforms import TimeField as WtfTimeField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from kiosk.events import rules
from kiosk.events.models import Event
from kiosk.events.values import Helper, Slot
from kiosk.lib import clock
from kiosk.lib.i18n import LANGUAGES, gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import DeskForm, add_problem, at_most, one_line, options, tell_field

FIRST_YEAR, LAST_YEAR = 2020, 2100


class LocalDateField(DateField):
    """A day; also as people write it where the browser has no calendar."""

    def __init__(self, label: Any, validators: Any = (), **more: Any) -> None:
        super().__init__(label, validators, format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Write the day like this: 14-04-2026.")) from None
        if self.data and not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(gettext("Write the day like this: 14-04-2026."))


class TimeField(WtfTimeField):
    def __init__(self, label: Any, validators: Any = (), **more: Any) -> None:
        super().__init__(label, validators, format=["%H:%M", "%H.%M", "%H:%M:%S"], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(gettext("Write the time like this: 14:00.")) from None


class PlacesField(IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([each.strip() for each in valuelist])
        except ValueError:
            raise ValueError(gettext("Write the number of places in digits.")) from None


class MomentRow(Form):
    id = HiddenField()
    day = LocalDateField(_l("Day"), [Optional()])
    start = TimeField(_l("From"), [Optional()])
    end = TimeField(_l("To"), [Optional()])
    places = PlacesField(_l("Places"), [Optional()])

    def is_blank(self) -> bool:
        return not any(each.raw_data and "".join(each.raw_data).strip() for each in self if each.name != self.id.name)

    def number(self) -> int | None:
        """The id of a moment that stood there already."""
        typed = self.id.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None

    def times(self) -> tuple[datetime, datetime] | None:
        """An end at midnight is the end of that day."""
        day, start, end = self.day.data, self.start.data, self.end.data
        if day is None or start is None or end is None:
            return None
        until = day if end > time() else day + timedelta(days=1)
        return datetime.combine(day, start, clock.AMSTERDAM), datetime.combine(until, end, clock.AMSTERDAM)

    def check(self, known: dict[int, datetime], now: datetime) -> None:
        """Every row says all that is wrong with it at once."""
        for field, words in (
            (self.day, gettext("Write on which day it is.")),
            (self.start, gettext("Write when it starts.")),
            (self.end, gettext("Write when it ends.")),
        ):
            if field.data is None and not field.errors:
                add_problem(field, words)
        if self.places.data is not None and not 1 <= self.places.data <= rules.MOST_PLACES:
            add_problem(self.places, gettext("Write at least 1 place. Or leave it empty: then there is always room."))
        times = self.times()
        if times:
            self._check_order(*times, known.get(self.number() or 0) != times[0], now)

    def _check_order(self, start: datetime, end: datetime, is_new: bool, now: datetime) -> None:
        if end <= start:
            add_problem(self.end, gettext("Choose an end that is later than the start."))
        if is_new and start < now:
            add_problem(self.day, gettext("Choose a day and time that are still to come."))


class MomentsForm(DeskForm):
    moments = FieldList(FormField(MomentRow), _l("When"))
    tell = tell_field()
    known: dict[int, datetime]
    now: datetime

    @classmethod
    def of(cls, event: Event, **more: Any) -> MomentsForm:
        form = cls(data=stood({"moments": [_row(moment) for moment in event.moments] or [{}]}, more), **more)
        form.known = {moment.id: moment.starts_at for moment in event.moments}
        form.now = clock.now()
        return form

    def rows(self) -> list[MomentRow]:
        """The rows that hold something."""
        return [entry.form for entry in self.moments.entries if not entry.form.is_blank()]

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if not self.rows():
            self.moments.errors = [gettext("Add at least one moment.")]
        if len(self.rows()) > rules.MOST_MOMENTS:
            words = gettext("There is room for %(most)s moments. Take some away.", most=rules.MOST_MOMENTS)
            self.moments.errors = [*self.moments.errors, words]
        for row in self.rows():
            row.check(self.known, self.now)
        return not (self.moments.errors or any(field.errors for row in self.rows() for field in row) or self.errors)

    def slots(self) -> list[Slot]:
        """An id that is not the event's own counts for nothing, and counts once."""
        found: list[Slot] = []
        for row in self.rows():
            times, number = row.times(), row.number()
            if times:
                is_known = number in self.known and all(number != each.id for each in found)
                found.append(Slot(number if is_known else None, *times, row.places.data))
        return sorted(found, key=lambda each: each.starts_at)

    def add(self) -> None:
        """One row more, after the last one: the same day, as long, as many places."""
        last = self.moments.entries[-1].form if self.moments.entries else None
        self.moments.append_entry(_after(last) if last else {})
        self.moments.entries[-1].form.day.render_kw = {"autofocus": True}

    def remove(self, at: int) -> None:
        remove_row(self.moments, at)


def _after(last: MomentRow) -> dict[str, Any]:
    times = last.times()
    copied = {"day": last.day.data, "places": last.places.data or None}
    if times is None or times[1] <= times[0]:
        return copied
    end = times[1] + (times[1] - times[0])
    return {**copied, "start": times[1].time(), "end": end.time()} if end.date() == last.day.data else copied


def _row(moment: Any) -> dict[str, Any]:
    start, end = clock.local(moment.starts_at), clock.local(moment.ends_at)
    return {
        "id": str(moment.id),
        "day": start.date(),
        "start": start.time(),
        "end": end.time(),
        "places": moment.capacity,
    }


class HelperRow(Form):
    name = StringField(_l("First name"), [at_most(60)], filters=[one_line])
    does = StringField(_l("What this person does"), [at_most(120)], filters=[one_line])
    languages = SelectMultipleField(
        _l("Speaks"),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        choices=options({code: each.own_name for code, each in LANGUAGES.items()}),
        validate_choice=False,
    )

    def validate_name(self, field: StringField) -> None:
        if not field.data and self.does.data:
            raise ValidationError(gettext("Write the first name of this person."))

    def helper(self) -> Helper:
        spoken = [code for code in LANGUAGES if code in (self.languages.data or [])]
        return Helper(self.name.data or "", self.does.data or "", spoken)


def stood(data: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What stands there now fills a fresh form only: rows that are sent in may have moved up."""
    return {} if request.method == "POST" and "formdata" not in more else data


def remove_row(rows: FieldList[Any], at: int) -> None:
    """Rows are counted as they stand on the screen; a row that is not there is no trouble."""
    if 0 <= at < len(rows.entries):
        rows.entries.pop(at)
