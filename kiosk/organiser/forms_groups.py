"""Making groups, and giving one another name or colour."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from kiosk.events.dealing import LONGEST_NAME, MOST_GROUPS
from kiosk.events.words import GROUP_COLOURS
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l
from kiosk.organiser.forms import DeskForm, add_problem, at_most, one_line, options

LONGEST_WORD = LONGEST_NAME - len(f" {MOST_GROUPS}")


class HowManyField(IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([each.strip()[:9] for each in valuelist])
        except ValueError:
            raise ValueError(_how_many()) from None


class MakeForm(DeskForm):
    """So many groups of one word: Table 1, Table 2. `stood` is how many there were when the form opened."""

    word = StringField(
        _l("What do you call a group?"),
        [DataRequired(_l("Write a word, such as Table.")), at_most(LONGEST_WORD)],
        filters=[one_line],
        render_kw={"maxlength": LONGEST_WORD, "autocomplete": "off"},
    )
    count = HowManyField(
        _l("How many groups?"),
        [InputRequired(_l("Write a number from 1 to %(most)s.", most=MOST_GROUPS))],
        render_kw={"min": 1, "max": MOST_GROUPS},
    )
    stood = HiddenField()

    def validate_count(self, field: HowManyField) -> None:
        NumberRange(1, MOST_GROUPS, _how_many())(self, field)

    @property
    def known(self) -> int:
        sent = self.stood.data or ""
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0

    def refuse_so_many(self) -> None:
        add_problem(self.count, gettext("A meeting has at most %(most)s groups.", most=MOST_GROUPS))


class GroupForm(DeskForm):
    name = StringField(
        _l("Name"),
        [DataRequired(_l("Write what this group is called.")), at_most(LONGEST_NAME)],
        filters=[one_line],
    )
    colour = SelectField(_l("Colour"), choices=options(GROUP_COLOURS))

    def refuse_name(self) -> None:
        add_problem(self.name, gettext("Another group has this name. Choose another one."))

    def at(self, group_id: int) -> GroupForm:
        """Its fields have ids of their own: a page has many groups."""
        self.name.id, self.colour.id = f"name-{group_id}", f"colour-{group_id}"
        return self


def _how_many() -> Any:
    return gettext("Write a number from 1 to %(most)s.", most=MOST_GROUPS)
