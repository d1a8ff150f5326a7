"""Who signed up and who came in, through the same doors as real people."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, selectinload

from kiosk.cli.demo.hand import Hand
from kiosk.cli.demo.words import WORDS
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.service import NewParty
from kiosk.lib import clock
from kiosk.lib.i18n import LANGUAGES
from kiosk.signup import service as signup

IN_ALREADY = 0.4


def sign_up(session: Session, event: Event, wanted: int) -> list[Party]:
    """Signs people up until there are so many guests. Gives the new sign-ups."""
    here = session.scalar(select(func.count(Guest.id)).where(Guest.event_id == event.id)) or 0
    moments = [each.id for each in event.moments if each.ends_at > clock.now()]
    parties: list[Party] = []
    for at in count():
        if here >= wanted:
            break
        language, names = _SIGN_UPS[at % len(_SIGN_UPS)]
        new = NewParty(
            key=str(uuid.uuid4()),
            event_id=event.id,
            moment_id=moments[at % len(moments)],
            way="staff" if at % 7 == 6 else "online",
            language=language,
            names=names[: wanted - here],
            phone=f"+3160000{at:04d}" if at % 3 == 1 else None,
            help={"interpreter": LANGUAGES[language].dutch_name} if language != "nl" and at % 2 else {},
        )
        here += len(new.names)
        parties.append(signup.sign_up(session, event, new, clock.now()))
    return parties


_SIGN_UPS: list[tuple[str, list[str | None]]] = [
    (language, list(each.split("+"))) for language, them in WORDS["guests"].items() for each in them
]


def let_in(door: Hand, event: Event, parties: list[Party]) -> None:
    """Some of them came in already, one after another since the doors opened."""
    came = parties[: int(len(parties) * IN_ALREADY)]
    times = _since(event.moments[0].starts_at, len(came))
    door.do([("arrive", {"ticket": party.ticket}, at) for party, at in zip(came, times, strict=True)])


def _since(start: datetime, number: int) -> list[datetime]:
    now = clock.now()
    start = min(max(start, now - timedelta(minutes=90)), now - timedelta(minutes=1))
    return sorted(start + random.random() * (now - start) for _ in range(number))  # noqa: S311


def listed(session: Session, event: Event, base: str) -> list[dict[str, str | None]]:
    """The sign-ups, those who are not in yet first: their tickets still let somebody in."""
    is_in = exists().where(Arrival.guest_id == Guest.id, Arrival.is_open, Guest.party_id == Party.id)
    parties = session.scalars(
        select(Party)
        .where(Party.event_id == event.id, Party.state == "signed_up")
        .options(selectinload(Party.guests))
        .order_by(is_in, Party.size, Party.id)
    )
    return [
        {"name": each.guests[0].name, "my_url": f"{base}/mijn/{each.mine}", "ticket": each.ticket} for each in parties
    ]
