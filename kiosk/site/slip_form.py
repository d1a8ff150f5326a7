"""What stands on a slip, typed in by hand."""

from __future__ import annotations

import unicodedata

from wtforms import Form, RadioField, StringField
from wtforms.validators import ValidationError

from kiosk.cards.rules import ANIMALS, COLOURS, DIGITS, SlipFace
from kiosk.lib.i18n import gettext
from kiosk.lib.i18n import lazy_gettext as _l

_BIGGEST = 7
"""More figures than any slip will ever have."""


def _figures(typed: str | None) -> str:
    """The figures in what was typed, of any script, without gaps."""
    return "".join(str(unicodedata.digit(sign)) for sign in (typed or "")[:40] if sign.isdecimal())


class SlipForm(Form):
    """Picture, colour, number and the four secret digits."""

    animal = RadioField(_l("Which animal?"), choices=[], validate_choice=False)
    colour = RadioField(_l("Which colour?"), choices=[], validate_choice=False)
    number = StringField(_l("The big number"), render_kw={"inputmode": "numeric", "autocomplete": "off"})
    digits = StringField(_l("The four secret digits"), render_kw={"inputmode": "numeric", "autocomplete": "off"})

    def validate_animal(self, field: RadioField) -> None:
        if field.data not in ANIMALS:
            raise ValidationError(gettext("Choose the animal on your slip."))

    def validate_colour(self, field: RadioField) -> None:
        if field.data not in COLOURS:
            raise ValidationError(gettext("Choose the colour of the animal."))

    def validate_number(self, field: StringField) -> None:
        field.data = _figures(field.data)
        if not 3 <= len(field.data) <= _BIGGEST:
            raise ValidationError(gettext("Write the big number beside the picture."))

    def validate_digits(self, field: StringField) -> None:
        field.data = _figures(field.data)
        if not DIGITS.match(field.data):
            raise ValidationError(gettext("Write the four secret digits beside the square code."))

    def face(self) -> SlipFace:
        return SlipFace(str(self.colour.data), str(self.animal.data), int(str(self.number.data)))
