"""Two people at one screen: the second one to save is asked first."""

from __future__ import annotations

from typing import Any

from flask import request

from kiosk.events.models import Event
from kiosk.lib.db import db, start_writing
from kiosk.organiser import meanwhile
from kiosk.organiser.meanwhile import Difference

FIELD = "stond"
"""The hidden field that says what the screen held when it was opened."""


def hold(event: Event) -> None:
    """Nobody else changes the event until the commit; what we know of it is read anew."""
    start_writing(db.session())
    db.session().refresh(event, with_for_update=True)


def crossed(fresh: Any, typed: Any) -> list[Difference]:
    """What somebody else saved since the screen was opened, where it is unlike what is sent now."""
    return meanwhile.differences(fresh, typed) if _sent() not in ("", meanwhile.stamp(fresh)) else []


def stamp_of(fresh: Any, others: list[Difference]) -> str:
    """For the next time: as the screen was opened, until its person has seen what others saved."""
    return meanwhile.stamp(fresh) if others else _sent() or meanwhile.stamp(fresh)


def _sent() -> str:
    return request.form.get(FIELD, "")
