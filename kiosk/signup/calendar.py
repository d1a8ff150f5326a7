"""The event as a calendar file: one entry for each day, or for the moment that a party chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from kiosk.events.models import Event, Moment
from kiosk.guests.models import Party
from kiosk.lib import tokens
from kiosk.lib.clock import local_day
from kiosk.lib.late import late
from kiosk.signup import queries


@dataclass(frozen=True)
class Sheet:
    """What the file says beside the times: in which language, and at which address."""

    language: str
    address: str
    is_off: bool = False
    """They do not come: the entry says that it is cancelled."""
    entry: str = ""
    """The name of a party's one entry, whatever moment it chose. Without it each day has its own."""


def of_party(party: Party, event: Event, address: str, now: datetime, *, is_off: bool) -> bytes:
    """Only the moment that the party chose; all of them when it comes at any time."""
    moment = queries.moment_of(party, event)
    if moment is None:
        return file(event, event.moments, Sheet(party.language, address, is_off), now)
    own = Sheet(party.language, address, is_off, tokens.derived("calendar entry", party.id))
    return file(event, [moment], own, now)


def file(event: Event, moments: Iterable[Moment], sheet: Sheet, now: datetime) -> bytes:
    """An entry keeps its UID when its time moves, and its number grows: so a later file replaces an earlier one.

    Times are in UTC, which needs no table of zones and is right across summer time.
    """
    calendar = late("icalendar").Calendar()
    calendar.add("prodid", "-//Buurtkiosk//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    in_order = sorted(moments, key=lambda each: each.starts_at)
    for _, group in groupby(in_order, key=lambda each: local_day(each.starts_at)):
        calendar.add_component(_entry(event, list(group), sheet, now))
    return bytes(calendar.to_ical())


def _entry(event: Event, day: list[Moment], sheet: Sheet, now: datetime) -> Any:
    start, end = day[0].starts_at, max(each.ends_at for each in day)
    entry = late("icalendar").Event()
    entry.add("uid", f"{sheet.entry or f'{event.slug}-{day[0].id}'}@{urlsplit(sheet.address).hostname}")
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", start.astimezone(UTC))
    entry.add("dtend", end.astimezone(UTC))
    entry.add("summary", event.text(sheet.language).title)
    entry.add("location", ", ".join(part for part in (event.venue, event.address, event.room) if part))
    entry.add("description", sheet.address)
    entry.add("url", sheet.address)
    entry.add("status", "CANCELLED" if sheet.is_off or event.state == "cancelled" else "CONFIRMED")
    entry.add("sequence", int(now.timestamp() // 60))
    return entry
