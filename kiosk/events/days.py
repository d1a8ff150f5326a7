"""The moments of an event by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from kiosk.events.models import Moment
from kiosk.lib.clock import local_day


@dataclass(frozen=True)
class Day:
    """One day of the event, from its first start to its last end."""

    starts_at: datetime
    ends_at: datetime

    @property
    def on(self) -> date:
        return local_day(self.starts_at)


def days(moments: list[Moment]) -> list[Day]:
    """One entry a day, however many moments that day has."""
    found = []
    for _, group in groupby(moments, key=lambda each: local_day(each.starts_at)):
        same = list(group)
        found.append(Day(same[0].starts_at, max(each.ends_at for each in same)))
    return found
