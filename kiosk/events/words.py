"""What the kinds, ladder steps and offers are called on screen."""

from __future__ import annotations

from kiosk.lib.i18n import lazy_gettext

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

PROMISES = {
    "inform": lazy_gettext("We tell you what will happen. The decision has been made already."),
    "consult": lazy_gettext("We want to know what you think. We decide later, and tell you why."),
    "advise": lazy_gettext("Your advice counts. If we do something else, we tell you why."),
    "co_produce": lazy_gettext("You make the plan together with us. The council decides on the plan."),
    "decide": lazy_gettext("You decide together with us. What we decide together will happen."),
}
"""The plain sentence of each ladder step: what a resident's words can change, and what not (standards D1)."""

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
