"""The file in which a device saves its queue."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from tests.cast import Acts
from tests.conftest import MARKET_DAY


def queue_file(session: Session, door: Acts, *acts: dict[str, Any], at: datetime = MARKET_DAY, **changed: Any) -> bytes:
    """As the door page writes it."""
    device = session.scalars(select(Device).where(Device.purpose == "door")).one()
    file = {"kiosk": "queue", "v": 1, "device": device.id, "purpose": "door", "made": door.made}
    return json.dumps({**file, "saved_at": int(at.timestamp() * 1000), "acts": list(acts), **changed}).encode()
