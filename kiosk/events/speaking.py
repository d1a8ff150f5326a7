"""In which languages an event's tablets speak, and how a part of a page is rendered in another language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.events.models import Event
from kiosk.lib.i18n import DEFAULT, LANGUAGES, Language, force_locale


@dataclass(frozen=True)
class Phrase:
    language: Language
    words: str


def languages(event: Event) -> list[Language]:
    """The event's languages in the organiser's order; Dutch when none is known."""
    known = [LANGUAGES[code] for code in event.languages if code in LANGUAGES]
    return known or [LANGUAGES[DEFAULT]]


def phrases(offered: list[Language], said: Any) -> list[Phrase]:
    """A lazy sentence in each of them; a language without its own words is left out."""
    found: dict[str, Phrase] = {}
    for language in offered:
        with force_locale(language.code):
            words = str(said)
        found.setdefault(words, Phrase(language, words))
    return list(found.values())


def in_language(code: str, caller: Callable[[], str]) -> str:
    """For a template's call block: what is inside speaks this language."""
    with force_locale(code):
        return caller()
