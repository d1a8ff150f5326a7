"""The guest list as it goes on paper: each person on a line, by name, with the code that is typed afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from kiosk.badges.guest_list import Line, Words
from kiosk.events.models import Event
from kiosk.guests.models import Guest, Party
from kiosk.lib import i18n, names, tokens
from kiosk.lib.clock import local_day
from kiosk.lib.i18n import gettext, ngettext
from kiosk.organiser import labels, lists, parties
from kiosk.organiser.days import days_of
from kiosk.organiser.parts import Part

MOST_ALONG = 3


def lines(session: Session, event: Event, part: Part) -> list[Line]:
    """Who has a place or waits for one, by first name as a host would look for it; those without a name last."""
    found = select(Party).where(Party.event_id == event.id, Party.state != "cancelled")
    inside = lists.came_of(session, event.id)
    people = [
        (_place(party, guest), _line(event, party, guest, inside))
        for party in session.scalars(found.options(selectinload(Party.guests)))
        if part.holds(party.moment_id)
        for guest in parties.here(party)
    ]
    return [line for _, line in sorted(people, key=lambda each: each[0])]


def words(event: Event, part: Part, count: int, now: datetime) -> Words:
    language = i18n.current()
    people = ngettext("%(num)s person", "%(num)s people", count)
    head, ask, inside = (
        gettext("Guest list"),
        gettext("ask = ask how you can help"),
        gettext("filled box = inside already"),
    )
    printed = gettext("printed on %(day)s, %(time)s", day=i18n.day(now), time=i18n.clock_time(now))
    return Words(
        language=language.code,
        mirrored=language.direction == "rtl",
        title=event.text(language.code).title or str(head),
        when=part.words,
        facts=f"{head} · {people} · {printed}",
        heads=(gettext("First name"), gettext("Code"), gettext("Time"), gettext("Language")),
        ask=gettext("ask"),
        legend=f"{ask} · {inside}",
        walk_ins=gettext("Guests who did not sign up"),
        page=lambda number, last: str(gettext("Page %(number)s of %(last)s", number=number, last=last)),
    )


def code_of(party: Party, guest: Guest) -> str:
    """The short code; with a number behind it when several people share it."""
    code = tokens.grouped(tokens.short_code(party.ticket))
    return f"{code} {guest.position + 1}" if len(party.guests) > 1 else code


def _place(party: Party, guest: Guest) -> tuple[bool, str, int, int]:
    """Who has no name stands below the one they come with."""
    lead = guest.name or _lead(party)
    return (lead == "", names.latin(lead), party.id, guest.position)


def _lead(party: Party) -> str:
    return next((each.name for each in parties.here(party) if each.name), "")


def _line(event: Event, party: Party, guest: Guest, inside: set[int]) -> Line:
    return Line(
        name=guest.name or gettext("no name"),
        under=" · ".join(_under(party, guest)),
        code=code_of(party, guest),
        time=_time(event, party.moment_id),
        language=labels.language(party.language),
        note=gettext("waiting list") if party.state == "waiting" else "",
        asks=party.help is not None,
        is_in=guest.id in inside,
    )


def _under(party: Party, guest: Guest) -> Iterator[str]:
    """A Cyrillic name in Latin letters, for a host who reads only those; and with whom they come."""
    name = guest.name or ""
    latin = names.latin(name)
    if latin != names.folded(name) and latin.isascii():
        yield latin.title()
    others = [each.name for each in parties.here(party) if each is not guest]
    if others:
        yield _with(others)


def _with(others: Sequence[str | None]) -> str:
    known = [each for each in others if each][:MOST_ALONG]
    more = len(others) - len(known)
    if not known:
        return str(ngettext("with %(num)s person", "with %(num)s people", more))
    shown = gettext("with %(names)s", names=", ".join(known))
    return f"{shown} + {more}" if more else str(shown)


def _time(event: Event, moment_id: int | None) -> str:
    moment = next((each for each in event.moments if each.id == moment_id), None)
    if moment is None:
        return str(gettext("any time"))
    time = i18n.clock_time(moment.starts_at).replace("\u00a0", " ").split()[0]
    on = local_day(moment.starts_at)
    return f"{on.day}-{on.month}, {time}" if len(days_of(event)) > 1 else time
