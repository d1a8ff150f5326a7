"""What somebody types over from a list on paper, besides the codes."""

from __future__ import annotations

import uuid

from wtforms import HiddenField, StringField, TextAreaField, ValidationError

from kiosk.lib import names
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import DeskForm, at_most, many_lines, one_line

MOST_AT_ONCE = 50


class UnlistedForm(DeskForm):
    """Guests from the empty lines: how many, and the first names of those who gave one."""

    key = HiddenField()
    number = StringField(
        _l("How many guests did not sign up?"),
        [at_most(10)],
        filters=[one_line],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    people = TextAreaField(
        _l("First names"),
        [at_most(4000)],
        filters=[many_lines],
        render_kw={"rows": 3, "autocomplete": "off", "spellcheck": "false"},
    )

    def validate_number(self, field: StringField) -> None:
        named = len(self.named())
        if not field.data and not named:
            raise ValidationError(gettext("Write how many guests there were."))
        typed = field.data or str(named)
        if not typed.isascii() or not typed.isdigit() or not 0 < int(typed) <= MOST_AT_ONCE:
            raise ValidationError(gettext("Write a number from 1 to 50. Enter more guests in a second turn."))
        if int(typed) < named:
            raise ValidationError(gettext("There are more names than guests. Make the number larger."))

    def named(self) -> list[str]:
        lines = [names.tidy(line) for line in (self.people.data or "").split("\n")]
        return [line for line in lines if line]

    def everyone(self) -> list[str | None]:
        """The names, and nothing for each other guest."""
        known: list[str | None] = [*self.named()]
        return known + [None] * (int(self.number.data or len(known)) - len(known))

    def key_of(self) -> uuid.UUID:
        """The key that this blank form was given, or a new one."""
        try:
            return uuid.UUID(self.key.data or "")
        except ValueError:
            return uuid.uuid4()
