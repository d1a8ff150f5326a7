"""Which part of an event a list on paper is about: all of it, one of its days, or one of its moments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.events import rules
from kiosk.events.models import Event, Moment
from kiosk.lib.clock import local_day
from kiosk.lib.errors import NotFound
from kiosk.lib.i18n import day, gettext, moment_range
from kiosk.organiser.days import days_of, moments_on

EVERYTHING = ""
_EARLY = timedelta(minutes=rules.OPENS_EARLIER_MINUTES)


@dataclass(frozen=True)
class Part:
    """Some moments of an event. `code` is how forms and addresses name it."""

    code: str
    words: str
    moments: tuple[Moment, ...]
    is_day: bool = False

    def holds(self, moment_id: int | None) -> bool:
        """Whether people of this moment belong to it; who comes at any time belongs everywhere."""
        return self.code == EVERYTHING or moment_id is None or moment_id in {each.id for each in self.moments}


def parts(event: Event) -> list[Part]:
    """The whole event first, then its days when there are several, then its moments when there are several."""
    moments, on = sorted(event.moments, key=lambda each: each.starts_at), days_of(event)
    found = [Part(EVERYTHING, _whole(moments), tuple(moments))]
    if len(on) > 1:
        found += [Part(each.isoformat(), day(each), tuple(moments_on(event, each)), True) for each in on]
    if len(moments) > max(len(on), 1):
        found += [Part(str(each.id), _when(each), (each,)) for each in moments]
    return found


def part_of(event: Event, code: str, among: Sequence[Part] | None = None) -> Part:
    """Raises NotFound when the event has no such part."""
    found = next((each for each in (parts(event) if among is None else among) if each.code == code), None)
    if found is None:
        raise NotFound
    return found


def begun(event: Event, now: datetime) -> list[Part]:
    """The parts of which a door has opened: somebody can have come in."""
    return [each for each in parts(event) if any(moment.starts_at - _EARLY <= now for moment in each.moments)]


def _whole(moments: Sequence[Moment]) -> str:
    if not moments:
        return str(gettext("no moment yet"))
    if len(moments) == 1:
        return _when(moments[0])
    if len({local_day(each.starts_at) for each in moments}) == 1:
        return str(gettext("%(day)s, the whole day", day=day(moments[0].starts_at)))
    return str(gettext("All days"))


def _when(moment: Moment) -> str:
    return f"{day(moment.starts_at)}, {moment_range(moment)}"
