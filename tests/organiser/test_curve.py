"""The arrivals of a day as a line and as rows."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.organiser.curve import Ramp, draw
from tests.conftest import MARKET_DAY

TWO = MARKET_DAY.replace(hour=14, minute=0)
OPEN = (TWO - timedelta(hours=1), TWO + timedelta(hours=3))
PLAN = [Ramp(TWO, TWO + timedelta(hours=1), 10), Ramp(TWO + timedelta(hours=1), TWO + timedelta(hours=2), 20)]


def after(minutes: int) -> datetime:
    return TWO + timedelta(minutes=minutes)


def test_rows_count_each_half_hour_up_to_now() -> None:
    curve = draw([after(0), after(5), after(31)], PLAN, OPEN, after(45))

    assert [(f"{row.start:%H:%M}", row.came, row.total) for row in curve.rows] == [
        ("13:00", 0, 0),
        ("13:30", 0, 0),
        ("14:00", 2, 2),
        ("14:30", 1, 3),
    ]


def test_the_line_climbs_a_step_for_each_person_and_stops_now() -> None:
    curve = draw([after(0), after(60)], [], OPEN, after(120))

    assert curve.line == "M0 1000H250V667H500V333H750"
    assert curve.now is not None
    assert (curve.now.across, curve.now.persons) == (75.0, 2)


def test_the_plan_adds_up_to_everyone_expected() -> None:
    curve = draw([], PLAN, OPEN, after(0))

    assert curve.expected.persons == 30
    assert curve.plan == "M0 1000L250 1000L500 667L750 0"
    assert [mark.value for mark in curve.heights] == [10, 20, 30]


def test_before_the_door_opens_there_is_no_line() -> None:
    curve = draw([], PLAN, OPEN, after(-600))

    assert (curve.line, curve.area, curve.now, curve.rows) == ("", "", None, [])


def test_after_the_end_the_line_stops_at_the_end() -> None:
    curve = draw([after(10)], PLAN, OPEN, after(60 * 24 * 30))

    assert curve.now is not None
    assert (curve.now.across, curve.now.at) == (100.0, OPEN[1])
    assert curve.rows[-1].start < OPEN[1] + timedelta(minutes=30)


def test_hours_are_those_of_the_people_who_live_here() -> None:
    curve = draw([], PLAN, OPEN, after(0))

    assert [f"{hour.at:%H:%M}" for hour in curve.hours] == ["13:00", "14:00", "15:00", "16:00", "17:00"]


@pytest.mark.parametrize(
    ("persons", "top"), [(0, 3), (3, 3), (4, 6), (86, 90), (91, 150), (1234, 1500), (100_000, 150_000)]
)
def test_the_top_is_a_round_number_just_above_the_most(persons: int, top: int) -> None:
    assert draw([], [Ramp(*OPEN, persons)], OPEN, after(0)).heights[-1].value == top


def test_a_clock_that_was_days_off_does_not_flatten_the_curve() -> None:
    curve = draw([after(-60 * 24 * 9), after(5), after(60 * 24 * 9)], PLAN, OPEN, after(30))

    assert len(curve.hours) <= 6
    assert len(curve.rows) < 20


@given(
    st.lists(st.integers(-3000, 3000), max_size=60),
    st.integers(-3000, 3000),
    st.integers(0, 900),
    st.lists(st.integers(0, 400), max_size=3),
)
def test_any_day_can_be_drawn(minutes: list[int], now: int, long: int, persons: list[int]) -> None:
    hours = (TWO, TWO + timedelta(minutes=long))
    curve = draw([after(each) for each in minutes], [Ramp(*hours, each) for each in persons], hours, after(now))

    assert all(0 <= hour.place <= 100 for hour in curve.hours)
    assert sum(row.came for row in curve.rows) == len(minutes)
    if curve.now:
        assert 0 <= curve.now.across <= 100
        assert 0 <= curve.now.down <= 100
