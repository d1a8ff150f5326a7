"""What would help somebody, in words."""

from __future__ import annotations

from typing import Any

from kiosk.lib import i18n
from kiosk.lib.i18n import lazy_gettext as _l

HELP = {
    "interpreter": _l("Interpreter"),
    "wheelchair": _l("Room for a wheelchair or walking frame"),
    "child_care": _l("Child care"),
    "other": _l("Something else"),
}


def needs(told: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Each thing that they asked for, with what they said of it, if anything."""
    given = {name: told[name] for name in HELP if told and told.get(name)}
    return [(str(HELP[name]), _said(name, value)) for name, value in given.items()]


def spoken(language: str) -> str:
    """A language as the page calls it; what a person wrote themselves stays as it is."""
    for each in i18n.LANGUAGES.values():
        if language in (each.code, each.dutch_name):
            return i18n.language_name(each.code)
    return language


def _said(name: str, value: object) -> str:
    if not isinstance(value, str):
        return ""
    return spoken(value) if name == "interpreter" else value
