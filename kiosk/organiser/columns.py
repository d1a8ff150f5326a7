"""The columns of each list when it leaves as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.lib.clock import local
from kiosk.lib.i18n import gettext as _
from kiosk.lib.sheets import Row
from kiosk.organiser import labels, lists


def guests(session: Session, event: Event) -> Iterable[Row]:
    """A row for each sign-up. What would help them is read on their own page, and stays there."""
    yield (_("Names"), _("People"), _("Came in"), _("State"), _day(), _("Time"), _("How"), _("Language"))
    moments = {each.id: each for each in event.moments}
    for line in lists.guest_list(session, event.id, lists.Wish()):
        moment = moments.get(line.moment_id or 0)
        yield (
            ", ".join(name or _("no name") for name in line.names),
            len(line.names),
            line.came,
            labels.GUEST_STATES[line.state],
            _date(moment.starts_at) if moment else "",
            _time(moment.starts_at) if moment else _("any time"),
            labels.WAYS[line.way],
            labels.language(line.language),
        )


def cards(session: Session, event: Event) -> Iterable[Row]:
    """A row for each card. Its time is a half hour, and none at all once the event is closed; no rare language."""
    yield (_("Kind"), _("Text"), _("Language"), _day(), _("Half hour"), _("State"))
    for card in lists.card_list(session, event.id, ""):
        yield (
            labels.CARD_KINDS[card.kind],
            card.text,
            labels.language(card.language),
            _date(card.made_at),
            "" if event.closed_at else _time(card.made_at),
            labels.CARD_STATES[card.state],
        )


def contacts(session: Session, event: Event) -> Iterable[Row]:
    """A row for each yes that stands, with the words that were said yes to."""
    person = (_("Name"), _("E-mail address"), _("Phone number"), _("Language"))
    proof = (
        _("Yes to"),
        _("How"),
        _("Since (yyyy-mm-dd)"),
        _("In these words"),
        _("Language of the words"),
        _("Where"),
    )
    yield (*person, *proof)
    for contact in lists.contact_list(session, event.id):
        for yes in contact.yeses:
            yield (
                contact.name,
                contact.email if yes.channel == "email" else "",
                contact.phone if yes.channel == "phone" else "",
                labels.language(contact.language),
                labels.PURPOSES[yes.purpose],
                labels.CHANNELS[yes.channel],
                yes.given_on,
                yes.words,
                labels.language(yes.language),
                labels.THROUGH[yes.through],
            )


TABLE: dict[str, Callable[[Session, Event], Iterable[Row]]] = {"guests": guests, "cards": cards, "contacts": contacts}


def file_name(what: str, event: Event) -> str:
    """Without a name in it, and in signs that every system takes."""
    names = {"guests": "gasten", "cards": "kaarten", "contacts": "contact"}
    return f"{names[what]}-{event.slug}"


def title(what: str) -> str:
    titles: dict[str, str] = {"guests": _("Guests"), "cards": _("Cards"), "contacts": _("Contact")}
    return titles[what]


def _day() -> object:
    return _("Day (yyyy-mm-dd)")


def _date(at: datetime) -> date:
    return local(at).date()


def _time(at: datetime) -> time:
    return local(at).time()
