"""What saving or calling off brought about, said on the next page."""

from __future__ import annotations

from flask import flash

from kiosk.lib.i18n import ngettext
from kiosk.organiser.news import Told

CALL = "call"
"""The kind of message that goes with a link to the people who must be called."""


def say_moved_up(persons: int) -> None:
    if persons:
        words = ngettext(
            "%(num)s person moved up from the waiting list.", "%(num)s people moved up from the waiting list.", persons
        )
        flash(str(words))


def say_told(told: Told) -> None:
    if told.letters:
        flash(str(ngettext("%(num)s letter is on its way.", "%(num)s letters are on their way.", told.letters)))
    if told.not_told:
        words = ngettext(
            "%(num)s sign-up gets no letter: tell them yourself.",
            "%(num)s sign-ups get no letter: tell them yourself.",
            told.not_told,
        )
        flash(str(words), CALL)
