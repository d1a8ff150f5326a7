"""Is a letter about a sign-up still true when it leaves?"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.guests.models import Party

STATES = {
    "signup_confirmation": "signed_up",
    "signup_moved_up": "signed_up",
    "signup_waiting": "waiting",
    "signup_cancelled": "cancelled",
}
"""The state that each kind of letter tells of."""


def is_wanted(session: Session, kind: str, party_id: str) -> bool:
    """Not when the sign-up is gone, nor when what the letter says has changed since."""
    if not party_id.isdigit():
        return False
    state = session.scalar(select(Party.state).where(Party.id == int(party_id)))
    return state is not None and state == STATES.get(kind, state)
