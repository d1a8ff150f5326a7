"""What the kinds, ladder steps and offers are called on screen."""

from __future__ import annotations

from kiosk.lib.i18n import gettext, lazy_gettext

KINDS = {
    "walk_in_hour": lazy_gettext("Walk-in hour"),
    "meeting": lazy_gettext("Meeting"),
    "market": lazy_gettext("Information market"),
}

LADDER = {
    "inform": lazy_gettext("Inform"),
    "consult": lazy_gettext("Ask for opinions"),
    "advise": lazy_gettext("Ask for advice"),
    "co_produce": lazy_gettext("Make it together"),
    "decide": lazy_gettext("Decide together"),
}

OFFERS = {
    "coffee": lazy_gettext("Coffee and tea"),
    "food": lazy_gettext("Something to eat"),
    "compensation": lazy_gettext("Something for your time"),
    "interpreter": lazy_gettext("Interpreter"),
    "child_care": lazy_gettext("Child care"),
}

ACTIVITIES = {
    "feelings": lazy_gettext("Glad, sad or mad"),
    "tip": lazy_gettext("A tip"),
    "keep_informed": lazy_gettext("Keep me informed"),
}

STATES = {
    "draft": lazy_gettext("Draft"),
    "published": lazy_gettext("On the agenda"),
    "cancelled": lazy_gettext("Will not take place"),
    "closed": lazy_gettext("Closed"),
    "archived": lazy_gettext("In the archive"),
}

GROUP_COLOURS = {
    "yellow": lazy_gettext("yellow"),
    "purple": lazy_gettext("purple"),
    "green": lazy_gettext("green"),
    "orange": lazy_gettext("orange"),
    "blue": lazy_gettext("blue"),
    "pink": lazy_gettext("pink"),
    "brown": lazy_gettext("brown"),
    "grey": lazy_gettext("grey"),
}


def group_said(name: str, colour: str) -> str:
    """A group with the word for its colour, such as "Table 3, green"."""
    return str(gettext("%(group)s, %(colour)s", group=name, colour=GROUP_COLOURS[colour]))
