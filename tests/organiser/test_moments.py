"""The moments of an event: rows come and go without saving, and a moment that people signed up for stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from kiosk.lib.clock import AMSTERDAM
from tests.cast import sign_up
from tests.organiser.scene import SLUG, desk

WHEN = f"{SLUG}/gegevens/wanneer"
EVENING = {"day": "2026-04-16", "start": "19:00", "end": "21:00", "places": "12"}

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


def rows(*moments: dict[str, Any]) -> dict[str, str]:
    return {f"moments-{at}-{name}": value for at, moment in enumerate(moments) for name, value in moment.items()}


def known(event: Event, at: int, **changed: str) -> dict[str, str]:
    """A moment that stands there already, as the form sends it."""
    start, end = (each.astimezone(AMSTERDAM) for each in (event.moments[at].starts_at, event.moments[at].ends_at))
    filled = {"day": f"{start:%Y-%m-%d}", "start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "places": "10"}
    return {"id": str(event.moments[at].id), **filled, **changed}


def starts(session: Session, event: Event) -> list[str]:
    session.expire_all()
    return [f"{each.starts_at.astimezone(AMSTERDAM):%d %H:%M}" for each in session.get_one(Event, event.id).moments]


def test_moments_are_kept_in_order_of_time(ilses: FlaskClient, session: Session, market: Event) -> None:
    ids = {each.id for each in market.moments}
    answer = ilses.post(WHEN, data=rows(EVENING, known(market, 0), known(market, 1), known(market, 2)))

    assert answer.status_code == 302
    assert starts(session, market) == ["14 14:00", "14 15:00", "14 16:00", "16 19:00"]
    assert ids < {each.id for each in market.moments}
    assert market.moments[-1].capacity == 12


def test_another_row_saves_nothing_and_keeps_what_was_typed(
    ilses: FlaskClient, session: Session, market: Event
) -> None:
    page = ilses.post(WHEN, data={**rows(EVENING), "rij": "erbij"})

    assert page.status_code == 200
    assert 'name="moments-1-day"' in page.text and 'value="19:00"' in page.text
    assert 'value="21:00"' in page.text.split('name="moments-1-start"')[1]
    assert len(starts(session, market)) == 3


def test_a_row_less_saves_nothing(ilses: FlaskClient, session: Session, market: Event) -> None:
    page = ilses.post(WHEN, data={**rows(EVENING, {**EVENING, "places": "77"}), "rij": "weg-0"})

    assert page.status_code == 200
    assert 'value="77"' in page.text and 'value="12"' not in page.text
    assert len(starts(session, market)) == 3


@pytest.mark.parametrize("wish", ["weg-99", "weg-", "weg--1", "weg-99999999", "\x00"])
def test_a_row_that_is_not_there_is_no_trouble(ilses: FlaskClient, wish: str) -> None:
    assert ilses.post(WHEN, data={**rows(EVENING), "rij": wish}).status_code in (200, 302)


def test_empty_rows_are_passed_over(ilses: FlaskClient, session: Session, market: Event) -> None:
    blank = {"day": "", "start": "", "end": "", "places": ""}
    ilses.post(WHEN, data=rows(blank, EVENING, blank))

    assert starts(session, market) == ["16 19:00"]


def test_times_as_people_write_them(ilses: FlaskClient, session: Session, market: Event) -> None:
    ilses.post(WHEN, data=rows({"day": "16-04-2026", "start": "19.30", "end": "21.00"}))

    assert starts(session, market) == ["16 19:30"]
    assert market.moments[0].capacity is None


def test_midnight_is_the_end_of_the_day(ilses: FlaskClient, session: Session, market: Event) -> None:
    ilses.post(WHEN, data=rows({**EVENING, "end": "00:00"}))

    assert starts(session, market) == ["16 19:00"]
    assert market.moments[0].ends_at == datetime(2026, 4, 17, tzinfo=AMSTERDAM)


WRONG = [
    ({"end": "18:00"}, "end"),
    ({"end": "19:00"}, "end"),
    ({"end": ""}, "end"),
    ({"start": "half acht"}, "start"),
    ({"start": "25:00"}, "start"),
    ({"day": ""}, "day"),
    ({"day": "2026-02-30"}, "day"),
    ({"day": "2026-04-13"}, "day"),
    ({"day": "0001-01-01"}, "day"),
    ({"day": "9999-12-31"}, "day"),
    ({"places": "0"}, "places"),
    ({"places": "-3"}, "places"),
    ({"places": "10001"}, "places"),
    ({"places": "tien"}, "places"),
    ({"places": "9" * 5000}, "places"),
]


def test_what_is_wrong_is_said_at_its_field(ilses: FlaskClient, session: Session, market: Event) -> None:
    for wrong, field in WRONG:
        page = ilses.post(WHEN, data=rows({**EVENING, **wrong}))
        assert page.status_code == 422, wrong
        assert f'href="#moments-0-{field}"' in page.text, wrong
        assert "<title>Fout: " in page.text
    assert len(starts(session, market)) == 3


def test_a_past_moment_that_stood_there_may_stay(
    ilses: FlaskClient, session: Session, market: Event, later: Any
) -> None:
    later(hours=2)
    ilses.post(WHEN, data=rows(known(market, 0, places="15"), known(market, 2)))

    assert starts(session, market) == ["14 14:00", "14 16:00"]
    assert market.moments[0].capacity == 15


def test_no_moments_and_too_many_are_refused(ilses: FlaskClient, session: Session, market: Event) -> None:
    assert ilses.post(WHEN, data={}).status_code == 422
    many = ilses.post(WHEN, data=rows(*[EVENING] * 200))

    assert many.status_code == 422
    assert "Er is plek voor 40 momenten" in many.text
    assert len(starts(session, market)) == 3


def test_a_moment_that_people_signed_up_for_stays(ilses: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Fatima")
    page = ilses.post(WHEN, data=rows(known(market, 1)))

    assert page.status_code == 422
    assert "14.00" in page.text
    assert len(starts(session, market)) == 3


def test_a_moment_that_people_signed_up_for_may_move(ilses: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    ilses.post(WHEN, data=rows(known(market, 0, day="2026-04-20")))

    session.refresh(party)
    assert starts(session, market) == ["20 14:00"]
    assert party.moment_id == market.moments[0].id


def test_a_moment_of_another_event_is_not_touched(
    ilses: FlaskClient, session: Session, market: Event, vera: Account
) -> None:
    """Its number in the form makes a new moment, and no more."""
    other = Event(organisation_id=vera.organisation_id, slug="elders", kind="meeting", created_at=market.created_at)
    other.moments = [type(market.moments[0])(starts_at=market.moments[0].starts_at, ends_at=market.moments[0].ends_at)]
    session.add(other)
    session.commit()
    for number in (str(other.moments[0].id), "99999999999999999999", "x", str(market.moments[0].id)):
        ilses.post(WHEN, data=rows({**EVENING, "id": number}, {**EVENING, "id": number}))

    session.expire_all()

    assert starts(session, other) == ["14 14:00"]
    assert starts(session, market) == ["16 19:00", "16 19:00"]
