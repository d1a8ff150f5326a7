"""The words for states, kinds and ways, the same on screen and in files."""

from __future__ import annotations

from collections import Counter

from kiosk.lib.i18n import LANGUAGES, language_name
from kiosk.lib.i18n import lazy_gettext as _l

GUEST_STATES = {
    "expected": _l("Expected"),
    "in": _l("Inside"),
    "waiting": _l("Waiting list"),
    "cancelled": _l("Cancelled"),
}
WAYS = {
    "online": _l("signed up online"),
    "staff": _l("signed up by the team"),
    "door": _l("came without signing up"),
    "self": _l("signed in at the door"),
    "code": _l("came with a code that we do not know"),
}
CARD_KINDS = {"glad": _l("Glad"), "sad": _l("Sad"), "mad": _l("Mad"), "tip": _l("Tip")}
CARD_STATES = {"waiting": _l("New"), "approved": _l("Shown to others"), "held": _l("Kept apart")}
CARD_MOVES = {"approved": _l("Show it"), "held": _l("Keep apart")}
PURPOSES = {"informed": _l("Hear what was done"), "join_in": _l("Think along again")}
CHANNELS = {"email": _l("by e-mail"), "phone": _l("by phone")}
THROUGH = {"tablet": _l("on the tablet"), "online": _l("online"), "staff": _l("through the team")}


REFUSED_ACTS = {
    **dict.fromkeys(("hash", "id", "payload", "shape", "time"), _l("the file is damaged there")),
    "kind": _l("not for this device"),
    "later": _l("went wrong on our side, bring the file in once more"),
    "quarantine_full": _l("too much was put aside already"),
}


def refusals(reasons: Counter[str]) -> Counter[str]:
    """Why acts were refused, in words for people, and how many each time."""
    found: Counter[str] = Counter()
    for reason, count in reasons.items():
        found[str(REFUSED_ACTS.get(reason, _l("does not fit this meeting")))] += count
    return found


def language(code: str) -> str:
    """What a language is called in the language of the page."""
    return language_name(code) if code in LANGUAGES else code
