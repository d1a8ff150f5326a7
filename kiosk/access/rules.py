"""Who may come where, in one table; and the states of a device."""

from __future__ import annotations

ROLES = ("admin", "organiser", "moderator")
PURPOSES = ("door", "tablet")

DEVICE_MOVES: dict[str, set[str]] = {
    "offered": {"asked", "paired", "withdrawn"},
    "asked": {"paired", "offered", "withdrawn"},  # back to offered: the digits did not match
    "paired": {"withdrawn"},
    "withdrawn": set(),
}

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
    "acts.receive": DEVICE,
    "organiser.sign_in": ANYONE,
    "organiser.do_sign_in": ANYONE,
    "organiser.sign_out": STAFF,
    "organiser.events": STAFF,
    "site.agenda": ANYONE,
    "site.healthz": ANYONE,
    "site.security_txt": ANYONE,
}
"""The line of every route: anyone, a device's purpose, or a set of roles. No line, no way in."""
