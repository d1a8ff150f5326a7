"""Nothing is lost and nothing is doubled: three doors, a bad line, wrong clocks, and a phone that is killed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access.models import Organisation
from kiosk.acts.models import Act
from kiosk.events.models import Event, EventText, Moment
from kiosk.guests.models import Arrival
from kiosk.lib import clock
from kiosk.lib.db import db
from tests.browser import Live, eventually, serving
from tests.cast import sign_up
from tests.door.soak import Phone, phones


@pytest.fixture
def live(database_url: str, tmp_path: Path) -> Iterator[Live]:
    with serving(database_url, tmp_path) as running:
        yield running


@pytest.fixture
def session(live: Live) -> Session:
    return db.session()


@pytest.fixture
def today(session: Session) -> Event:
    """A market that runs now."""
    organisation = Organisation(name="gemeente Lindewaard", team="Team Oosterveld")
    session.add(organisation)
    session.flush()
    now = clock.now()
    event = Event(organisation_id=organisation.id, slug="vandaag", kind="market", state="published", created_at=now)
    event.languages = ["nl"]
    event.texts = [EventText(language="nl", title="Hulp in uw buurt")]
    event.moments = [Moment(starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=2))]
    session.add(event)
    session.commit()
    return event


def an_evening(doors: list[Phone], codes: list[str]) -> None:
    """Each door scans its own third and some guests of its neighbour's; the last phone is killed half-way."""
    third, some = len(codes) // 3, len(codes) // 20
    for number, door in enumerate(doors):
        own = codes[number * third : (number + 1) * third]
        theirs = codes[(number * third + third) % len(codes) :][:some]
        door.scans(own[: third // 2])
        if door is doors[-1]:
            door.is_killed()
            door.open()
            door.on_a_bad_line()
        door.scans([*own[third // 2 :], *theirs])


def all_agree(doors: list[Phone], session: Session, guests: int) -> None:
    for door in doors:
        door.on_a_good_line()
    for door in doors:
        door.has_delivered()
    for door in doors:
        eventually(lambda door=door: door.counts() == f"{guests} binnen", door.page)  # type: ignore[misc]
    session.rollback()
    came = session.scalars(select(Arrival.guest_id).where(Arrival.is_open)).all()
    assert (len(came), len(set(came))) == (guests, guests)
    for made, first, last in session.execute(
        select(func.count(), func.min(Act.seq), func.max(Act.seq)).group_by(Act.device_id)
    ):
        assert (first, last) == (1, made), "a number is missing in the row of a device"


def soak(live: Live, playwright: Playwright, session: Session, event: Event, folder: Path, guests: int) -> None:
    codes = [sign_up(session, event, f"Gast {number}").ticket for number in range(guests)]
    doors = phones(live, playwright, session, event, folder)
    try:
        for door in doors:
            door.open()
            door.knows(guests)
            door.on_a_bad_line()
        an_evening(doors, codes)
        all_agree(doors, session, guests)
    finally:
        for door in doors:
            door.context.close()


@pytest.mark.browser
def test_thirty_guests_at_three_doors_on_a_bad_line(
    live: Live, playwright: Playwright, session: Session, today: Event, tmp_path: Path
) -> None:
    soak(live, playwright, session, today, tmp_path, 30)


@pytest.mark.soak
def test_six_hundred_guests_at_three_doors_on_a_bad_line(
    live: Live, playwright: Playwright, session: Session, today: Event, tmp_path: Path
) -> None:
    soak(live, playwright, session, today, tmp_path, 600)
