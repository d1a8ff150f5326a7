"""The world of tests/safety/world.py, on both databases."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from tests.safety.world import World, build


@pytest.fixture
def world(app: Flask, session: Session, market: Event, now: datetime) -> World:
    return build(app, session, market)


@pytest.fixture
def open_world(world: World) -> World:
    """Forms need no token: for tests of what comes after it."""
    world.app.config["WTF_CSRF_ENABLED"] = False
    return world
