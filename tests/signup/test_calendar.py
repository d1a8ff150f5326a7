"""A calendar that took an earlier file follows what changed since."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask
from icalendar import Calendar
from icalendar import Event as Entry
from sqlalchemy.orm import Session

from kiosk.events.models import Event, Moment
from kiosk.signup import calendar
from tests.cast import sign_up
from tests.conftest import MARKET_DAY

PAGE = "https://kiosk.example.nl/bijeenkomst/x"


def read(content: bytes) -> Entry:
    return Calendar.from_ical(content).walk("VEVENT")[0]


def entry(market: Event, at: datetime) -> Entry:
    return read(calendar.file(market, market.moments, calendar.Sheet("nl", PAGE), at))


def test_a_moved_event_replaces_its_entry(session: Session, market: Event) -> None:
    before = entry(market, MARKET_DAY)
    for moment in market.moments:
        moment.starts_at += timedelta(days=7)
        moment.ends_at += timedelta(days=7)

    after = entry(market, MARKET_DAY + timedelta(minutes=1))

    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt - before["DTSTART"].dt == timedelta(days=7)


def test_another_moment_replaces_the_partys_entry(app: Flask, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")

    def mine(moment: Moment) -> Entry:
        party.moment_id = moment.id
        with app.app_context():
            return read(calendar.of_party(party, market, PAGE, MARKET_DAY, is_off=False))

    first, last = mine(market.moments[0]), mine(market.moments[-1])

    assert first["UID"] == last["UID"]
    assert first["DTSTART"].dt < last["DTSTART"].dt
