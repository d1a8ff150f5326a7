"""The event as a calendar file: one entry for each day, or for the moment that a party chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from urllib.parse import urlsplit

from icalendar import Calendar
from icalendar import Event as Entry

from kiosk.events.models import Event, Moment
from kiosk.lib.clock import local_day


@dataclass(frozen=True)
class Sheet:
    """What the file says beside the times: in which language, at which address, with which words."""

    language: str
    address: str
    words: str = ""
    is_off: bool = False
    """They do not come: the entry says that it is cancelled."""


def file(event: Event, moments: Iterable[Moment], sheet: Sheet, now: datetime) -> bytes:
    """An entry keeps its UID when its time moves, and its number grows: so a later file replaces an earlier one.

    Times are in UTC, which needs no table of zones and is right across summer time.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Buurtkiosk//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    in_order = sorted(moments, key=lambda each: each.starts_at)
    for _, group in groupby(in_order, key=lambda each: local_day(each.starts_at)):
        calendar.add_component(_entry(event, list(group), sheet, now))
    return bytes(calendar.to_ical())


def _entry(event: Event, day: list[Moment], sheet: Sheet, now: datetime) -> Entry:
    start, end = day[0].starts_at, max(each.ends_at for each in day)
    entry = Entry()
    entry.add("uid", f"{event.slug}-{day[0].id}@{urlsplit(sheet.address).hostname}")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", start.astimezone(UTC))
    entry.add("dtend", end.astimezone(UTC))
    entry.add("summary", event.text(sheet.language).title)
    entry.add("location", ", ".join(part for part in (event.venue, event.address, event.room) if part))
    entry.add("description", "\n".join(part for part in (sheet.words, sheet.address) if part))
    entry.add("url", sheet.address)
    entry.add("status", "CANCELLED" if sheet.is_off or event.state == "cancelled" else "CONFIRMED")
    entry.add("sequence", int(now.timestamp() // 60))
    return entry
