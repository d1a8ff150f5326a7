"""The pages of organisers, a file for each part of their work. Importing a file hangs its routes up."""

from __future__ import annotations

import kiosk.organiser.routes.badges
import kiosk.organiser.routes.calls
import kiosk.organiser.routes.cards
import kiosk.organiser.routes.contacts
import kiosk.organiser.routes.day
import kiosk.organiser.routes.details
import kiosk.organiser.routes.devices
import kiosk.organiser.routes.downloads
import kiosk.organiser.routes.entering
import kiosk.organiser.routes.events
import kiosk.organiser.routes.groups
import kiosk.organiser.routes.guests
import kiosk.organiser.routes.importing
import kiosk.organiser.routes.inside
import kiosk.organiser.routes.moves
import kiosk.organiser.routes.names
import kiosk.organiser.routes.paper
import kiosk.organiser.routes.parties
import kiosk.organiser.routes.print
import kiosk.organiser.routes.printers
import kiosk.organiser.routes.queues
import kiosk.organiser.routes.signin
import kiosk.organiser.routes.texts  # noqa: F401
from kiosk.organiser.routes.room import blueprint

__all__ = ["blueprint"]
