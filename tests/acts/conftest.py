"""A paired door, and the ledger it writes in."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from tests.cast import Acts, paired


@pytest.fixture
def door(app: Flask, session: Session, market: Event, now: object) -> Acts:
    return Acts(paired(app, session, market, "door"))
