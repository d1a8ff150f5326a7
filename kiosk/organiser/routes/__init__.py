"""The pages of organisers, a file for each part of their work. Importing a file hangs its routes up."""

from __future__ import annotations

import kiosk.organiser.routes.events
import kiosk.organiser.routes.signin  # noqa: F401
from kiosk.organiser.routes.room import blueprint

__all__ = ["blueprint"]
