"""What the states of an event are called on organisers' pages."""

from __future__ import annotations

from kiosk.lib.i18n import lazy_gettext

EVENT_STATES = {
    "draft": lazy_gettext("Draft"),
    "published": lazy_gettext("Published"),
    "cancelled": lazy_gettext("Cancelled"),
    "closed": lazy_gettext("Closed"),
    "archived": lazy_gettext("Archived"),
}
