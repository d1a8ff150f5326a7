"""What devices may ask of this room: one handler for each kind of act."""

from __future__ import annotations

from kiosk.acts.service import Handler

HANDLERS: dict[str, Handler] = {}
