"""Who was in at what time: the arrivals of one day as a line to draw and as rows to read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.lib.clock import half_hour, local

UNIT = 1000
"""Paths run from 0 to UNIT both ways; the page stretches them. Places of words are percentages."""

_SLACK = timedelta(hours=2)
_ROW = timedelta(minutes=30)
_MOST_HOURS = 6
_LINES = 3


@dataclass(frozen=True)
class Ramp:
    """So many persons are expected, evenly from start to end."""

    start: datetime
    end: datetime
    persons: int


@dataclass(frozen=True)
class Mark:
    """A place on an axis in percent, and what stands there."""

    place: float
    value: int


@dataclass(frozen=True)
class Hour:
    place: float
    at: datetime


@dataclass(frozen=True)
class Row:
    """How many came in during one half hour, and how many had come in by its end."""

    start: datetime
    came: int
    total: int


@dataclass(frozen=True)
class Point:
    across: float
    down: float
    persons: int
    at: datetime


@dataclass(frozen=True)
class Curve:
    line: str
    area: str
    plan: str
    heights: list[Mark]
    hours: list[Hour]
    now: Point | None
    expected: Point
    rows: list[Row]


@dataclass(frozen=True)
class _Paper:
    opens: datetime
    closes: datetime
    top: int

    def across(self, at: datetime) -> float:
        whole = (self.closes - self.opens).total_seconds()
        return min(1.0, max(0.0, (at - self.opens).total_seconds() / whole))

    def down(self, persons: float) -> float:
        return 1 - persons / self.top

    def spot(self, at: datetime, persons: float) -> str:
        return f"{self.across(at) * UNIT:.0f} {self.down(persons) * UNIT:.0f}"

    def point(self, at: datetime, persons: int) -> Point:
        return Point(round(self.across(at) * 100, 2), round(self.down(persons) * 100, 2), persons, at)


def draw(arrivals: Sequence[datetime], plan: Sequence[Ramp], hours: tuple[datetime, datetime], now: datetime) -> Curve:
    """The curve of one day between two hours. An arrival far outside them is drawn at the edge."""
    opens, closes = _stretched(arrivals, hours)
    came = sorted(min(max(at, opens), closes) for at in arrivals)
    expected = sum(ramp.persons for ramp in plan)
    paper = _Paper(opens, closes, _step(max(len(came), expected)) * _LINES)
    until = min(now, closes)
    has_begun = now >= opens or bool(came)
    line = _line(came, paper, max(until, came[-1] if came else opens)) if has_begun else ""
    return Curve(
        line=line,
        area=f"{line}V{UNIT}H0Z" if line else "",
        plan=_plan(plan, paper),
        heights=[Mark(round(100 - 100 * at / _LINES, 2), paper.top // _LINES * at) for at in range(1, _LINES + 1)],
        hours=_hours(paper),
        now=paper.point(max(until, came[-1] if came else opens), len(came)) if has_begun else None,
        expected=paper.point(max((ramp.end for ramp in plan), default=closes), expected),
        rows=_rows(came, paper, until) if came else [],
    )


def _stretched(arrivals: Sequence[datetime], hours: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    opens, closes = hours[0], max(hours[1], hours[0] + _ROW)
    if not arrivals:
        return opens, closes
    first = max(half_hour(min(arrivals)), opens - _SLACK)
    last = min(half_hour(max(arrivals)) + _ROW, closes + _SLACK)
    return min(opens, first), max(closes, last) if max(arrivals) > closes else closes


def _line(came: Sequence[datetime], paper: _Paper, until: datetime) -> str:
    steps = [f"M0 {UNIT}"]
    for number, at in enumerate(came, start=1):
        steps.append(f"H{paper.across(at) * UNIT:.0f}V{paper.down(number) * UNIT:.0f}")
    return "".join([*steps, f"H{paper.across(until) * UNIT:.0f}"])


def _plan(plan: Sequence[Ramp], paper: _Paper) -> str:
    if not plan:
        return ""
    turns = sorted({paper.opens, *(ramp.start for ramp in plan), *(ramp.end for ramp in plan)})
    return "M" + "L".join(paper.spot(at, sum(_share(ramp, at) for ramp in plan)) for at in turns)


def _share(ramp: Ramp, at: datetime) -> float:
    whole = (ramp.end - ramp.start).total_seconds() or 1.0
    return ramp.persons * min(1.0, max(0.0, (at - ramp.start).total_seconds() / whole))


def _hours(paper: _Paper) -> list[Hour]:
    """Full hours in the people's own time zone, and no more of them than fit on a phone."""
    step = 1
    while (paper.closes - paper.opens) / timedelta(hours=step) > _MOST_HOURS - 1:
        step += 1
    at = local(paper.opens).replace(minute=0, second=0, microsecond=0)
    found = []
    while at <= paper.closes:
        if at >= paper.opens:
            found.append(Hour(round(paper.across(at) * 100, 2), at))
            at += timedelta(hours=step)
        else:
            at += timedelta(hours=1)
    return found


def _rows(came: Sequence[datetime], paper: _Paper, until: datetime) -> list[Row]:
    rows, start, before = [], half_hour(paper.opens), 0
    while start <= max(until, came[-1]) and start < paper.closes + _ROW:
        total = bisect_right(came, start + _ROW - timedelta(microseconds=1))
        rows.append(Row(start, total - before, total))
        start, before = start + _ROW, total
    return rows


def _step(most: int) -> int:
    """A round number of which _LINES reach just above the most: 1, 2, 3, 5, 10, 20, 30, 50 and so on."""
    ten = 1
    while True:
        for small in (1, 2, 3, 5):
            if small * ten * _LINES >= most:
                return small * ten
        ten *= 10
