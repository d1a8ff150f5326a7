"""A calendar that took an earlier file follows what changed since."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.signup import calendar
from tests.conftest import MARKET_DAY


def entry(market: Event, at: datetime) -> Entry:
    sheet = calendar.Sheet("nl", "https://kiosk.example.nl/bijeenkomst/x")
    return Calendar.from_ical(calendar.file(market, market.moments, sheet, at)).walk("VEVENT")[0]


def test_a_moved_event_replaces_its_entry(session: Session, market: Event) -> None:
    before = entry(market, MARKET_DAY)
    for moment in market.moments:
        moment.starts_at += timedelta(days=7)
        moment.ends_at += timedelta(days=7)

    after = entry(market, MARKET_DAY + timedelta(minutes=1))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(days=7)
