"""Who may come where, in one table; and the states of a device."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count

ROLES = ("admin", "organiser", "moderator")
PURPOSES = ("door", "arrival", "tablet", "printer")
AT_THE_DOOR = frozenset({"door", "arrival"})
"""A host's device, and the tablet at which people let themselves in."""

DEVICE_MOVES: dict[str, set[str]] = {
    "offered": {"asked", "paired", "withdrawn"},
    "asked": {"paired", "offered", "withdrawn"},  # back to offered: the digits did not match
    "paired": {"withdrawn"},
    "withdrawn": set(),
}


def is_for_devices(line: str | frozenset[str]) -> bool:
    """Whether a line of ACCESS that is not for everybody is for devices, and not for accounts."""
    return isinstance(line, str) or line <= frozenset(PURPOSES)


def device_may(purpose: str, state: str, line: str | frozenset[str]) -> bool:
    """Whether a device of this purpose and state may pass a line of ACCESS that is for devices."""
    if line == DEVICE:
        return state in ("paired", "withdrawn")
    return state == "paired" and (purpose in line if isinstance(line, frozenset) else purpose == line)


def next_name(name: str, taken: Collection[str]) -> str:
    """The name of one more device like this one: after "Deur" or "Deur 1" comes "Deur 2"."""
    plain = re.sub(r" \d+$", "", name)[:LONGEST_NAME]
    return next(found for at in count(2) if (found := f"{plain} {at}") not in taken)


LONGEST_NAME = 54
"""So that a number fits behind it."""

PAIRING_MINUTES = 15
IDLE_HOURS = 2
LONGEST_HOURS = 12
NOTED_EVERY_MINUTES = 1
MIN_PASSWORD = 12

ANYONE = "anyone"
DEVICE = "device"
"""Any device that was ever paired: what a withdrawn one still delivers goes into quarantine."""

STAFF = frozenset(ROLES)
MAKERS = frozenset({"admin", "organiser"})

ACCESS: dict[str, str | frozenset[str]] = {
    "access.pair": ANYONE,
    "access.ask": ANYONE,
    "access.wait": ANYONE,
    "access.by_code": ANYONE,
    "acts.receive": DEVICE,
    "organiser.sign_in": ANYONE,
    "organiser.do_sign_in": ANYONE,
    "organiser.sign_out": STAFF,
    "organiser.events": STAFF,
    "organiser.new_event": MAKERS,
    "organiser.make_event": MAKERS,
    "organiser.details": MAKERS,
    "organiser.section": MAKERS,
    "organiser.save_section": MAKERS,
    "organiser.texts": MAKERS,
    "organiser.save_texts": MAKERS,
    "organiser.preview": MAKERS,
    "organiser.publish": MAKERS,
    "organiser.papers": MAKERS,
    "organiser.ask_cancel": MAKERS,
    "organiser.cancel": MAKERS,
    "organiser.call_list": MAKERS,
    "organiser.ask_close": MAKERS,
    "organiser.close": MAKERS,
    "organiser.devices": MAKERS,
    "organiser.device_lines": MAKERS,
    "organiser.add_device": MAKERS,
    "organiser.printers": MAKERS,
    "organiser.print_again": MAKERS,
    "organiser.cancel_print": MAKERS,
    "organiser.renew_link": MAKERS,
    "organiser.confirm_device": MAKERS,
    "organiser.refuse_device": MAKERS,
    "organiser.ask_withdraw": MAKERS,
    "organiser.withdraw_device": MAKERS,
    "organiser.bring_queue": MAKERS,
    "organiser.day": STAFF,
    "organiser.day_part": STAFF,
    "organiser.cards": STAFF,
    "organiser.move_card": STAFF,
    "organiser.inside": MAKERS,
    "organiser.print_inside": MAKERS,
    "organiser.guests": MAKERS,
    "organiser.guest_list": MAKERS,
    "organiser.new_party": MAKERS,
    "organiser.add_party": MAKERS,
    "organiser.party": MAKERS,
    "organiser.cancel_party": MAKERS,
    "organiser.check_in": MAKERS,
    "organiser.undo_check_in": MAKERS,
    "organiser.merge_ask": MAKERS,
    "organiser.merge": MAKERS,
    "organiser.groups": MAKERS,
    "organiser.make_groups": MAKERS,
    "organiser.deal_groups": MAKERS,
    "organiser.move_guests": MAKERS,
    "organiser.change_group": MAKERS,
    "organiser.drop_group": MAKERS,
    "organiser.contacts": MAKERS,
    "organiser.download": MAKERS,
    "site.event": ANYONE,
    "site.event_calendar": ANYONE,
    "site.sign_up": ANYONE,
    "site.sign_up_step": ANYONE,
    "site.mine": ANYONE,
    "site.mine_calendar": ANYONE,
    "site.withdraw": ANYONE,
    "site.cancel_ask": ANYONE,
    "site.cancel": ANYONE,
    "site.come_after_all": ANYONE,
    "site.change_ask": ANYONE,
    "site.change": ANYONE,
    "site.ticket": ANYONE,
    "site.arrive_ask": ANYONE,
    "site.arrive": ANYONE,
    "site.accessibility": ANYONE,
    "site.privacy": ANYONE,
    "door.home": "door",
    "door.worker": "door",
    "door.manifest": "door",
    "door.needed_help": "door",
    "door.ticket": "door",
    "door.guest_list": AT_THE_DOOR,
    "organiser.poster": STAFF,
    "organiser.door_poster": STAFF,
    "organiser.badges": MAKERS,
    "organiser.staff_badges": STAFF,
    "organiser.empty_badges": STAFF,
    "organiser.guest_badges": MAKERS,
    "organiser.paper_list": MAKERS,
    "organiser.importing": MAKERS,
    "organiser.read_file": MAKERS,
    "organiser.read_rows": MAKERS,
    "organiser.entering": MAKERS,
    "organiser.enter": MAKERS,
    "organiser.enter_unlisted": MAKERS,
    "organiser.undo_entry": MAKERS,
    "door.badge": "door",
    "printing.ask": ANYONE,
    "printing.asked": ANYONE,
    "printing.work": "printer",
    "printing.report": "printer",
    "site.agenda": ANYONE,
    "site.healthz": ANYONE,
    "site.security_txt": ANYONE,
    "site.slip": ANYONE,
    "site.slip_search": ANYONE,
    "site.slip_find": ANYONE,
    "tablet.kiosk": "tablet",
    "arrival.kiosk": "arrival",
    "arrival.worker": "arrival",
    "organiser.find_by_name": MAKERS,
}
"""The line of every route: anyone, a device's purpose or a set of them, or a set of roles. No line, no way in."""
