"""Two doors of the market, and what stands in the book of arrivals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event, Moment
from kiosk.guests.models import Arrival
from tests.cast import Acts, paired
from tests.conftest import MARKET_DAY


@pytest.fixture
def door(app: Flask, session: Session, market: Event, now: object) -> Acts:
    return Acts(paired(app, session, market, "door"))


@pytest.fixture
def other_door(app: Flask, session: Session, market: Event, now: object) -> Acts:
    return Acts(paired(app, session, market, "door"))


@pytest.fixture
def inside(session: Session) -> object:
    """`inside()` lists the guests who are in now."""

    def look() -> list[int]:
        session.expire_all()
        rows = session.scalars(select(Arrival.guest_id).where(Arrival.is_open).order_by(Arrival.guest_id)).all()
        session.rollback()
        return list(rows)

    return look


@pytest.fixture
def other_market(session: Session, market: Event) -> Event:
    """Another event of the same organisation, a week later."""
    event = Event(
        organisation_id=market.organisation_id, slug="later", kind="market", state="published", created_at=MARKET_DAY
    )
    start = MARKET_DAY + timedelta(days=7)
    event.moments = [Moment(starts_at=start, ends_at=start + timedelta(hours=1))]
    session.add(event)
    session.commit()
    return event
