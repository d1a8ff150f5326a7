"""The pages of residents, a file for each thing they come to do. Importing a file hangs its routes up."""

from __future__ import annotations

from kiosk.site.routes import arrive, change, event, mine, operations, sign_up, slips
from kiosk.site.routes.room import blueprint

__all__ = ["arrive", "blueprint", "change", "event", "mine", "operations", "sign_up", "slips"]
