"""The guest list as the host's device keeps it: as little as it takes to let people in without the network.

First names, help needs only as a mark, codes only as hashes. A device says which change it has seen last and gets
the parties that changed since; `whole` says that it gets all. `lock` are the digits that open its locked screen.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access import queries as access
from kiosk.access.models import Device
from kiosk.badges import acts as badge
from kiosk.events.models import Event
from kiosk.events.queries import groups_of
from kiosk.guests import changes
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.guests.rules import AT_THE_DOOR
from kiosk.lib import tokens
from kiosk.printing import queries as printing

KEPT = timedelta(hours=12)
"""So long after the last moment the device forgets the list, by its own clock."""

_PARTIES = select(
    Party.id,
    Party.moment_id,
    Party.state,
    Party.way,
    Party.language,
    Party.ticket,
    Party.help.is_not(None).label("needs_help"),
)
_GUESTS = select(Guest.id, Guest.party_id, Guest.name, Guest.merged_into_id, Guest.group_id)


def news(session: Session, device: Device, event: Event, since: int) -> dict[str, Any] | None:
    """What changed after the change `since` (0: everything); None when nothing did."""
    change = changes.number_of(session, event.id)
    is_whole = since <= 0 or since > change
    if since == change and not is_whole:
        return None
    salt = tokens.derived("guest list", event.id)
    return {
        "change": change,
        "whole": is_whole,
        "salt": salt,
        "until": _millis(max((each.ends_at for each in event.moments), default=event.created_at) + KEPT),
        "moments": [[each.id, _millis(each.starts_at), _millis(each.ends_at)] for each in event.moments],
        "groups": [[each.id, each.name, each.colour] for each in groups_of(session, event.id)],
        "lock": access.lock_digits(device.id),
        "parties": _parties(session, event.id, 0 if is_whole else since, salt),
    }


def hashed(salt: str, code: str) -> str:
    """What a device keeps of a ticket or a short code."""
    return hashlib.sha256((salt + code).encode()).hexdigest()[:32]


def _parties(session: Session, event_id: int, since: int, salt: str) -> list[dict[str, Any]]:
    changed = (Party.event_id == event_id, Party.change > since if since else Party.event_id == event_id)
    rows = session.connection().execute(_PARTIES.where(*changed)).all()
    guests = session.connection().execute(_GUESTS.join(Party).where(*changed).order_by(Guest.position)).all()
    times = _times(session, event_id, [guest.id for guest in guests] if since else None)
    badges = printing.asked_about(session, event_id, badge.KIND)
    people: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for guest in guests:
        has_badge = badge.about(guest.id) in badges
        people[guest.party_id].append(_guest(guest, times[guest.id], has_badge))
    return [_party(row, people[row.id], salt) for row in rows]


def _party(row: Any, guests: list[dict[str, Any]], salt: str) -> dict[str, Any]:
    if row.state == "cancelled" and row.way in AT_THE_DOOR and all("is" not in guest for guest in guests):
        return {"id": row.id, "gone": True}
    return {
        "id": row.id,
        "moment": row.moment_id,
        "state": row.state,
        "language": row.language,
        "help": row.needs_help,
        "ticket": hashed(salt, row.ticket),
        "short": hashed(salt, tokens.short_code(row.ticket)),
        "guests": guests,
    }


def _guest(row: Any, times: list[list[Any]], has_badge: bool) -> dict[str, Any]:
    """`is`: the guest that this record was merged into; `badge`: there is one, or it waits at a printer."""
    guest: dict[str, Any] = {"id": row.id, "name": row.name}
    if row.merged_into_id is not None:
        guest["is"] = row.merged_into_id
    if row.group_id is not None:
        guest["group"] = row.group_id
    if has_badge:
        guest["badge"] = True
    if times:
        guest["times"] = times
    return guest


def _times(session: Session, event_id: int, guest_ids: Iterable[int] | None) -> dict[int, list[list[Any]]]:
    """When each guest came in, was seen again and left: [millis, way, device, act], in order."""
    query = (
        select(Arrival.guest_id, Arrival.at, Arrival.way, Device.name.label("device"), Arrival.act)
        .outerjoin(Device, Device.id == Arrival.device_id)
        .where(Arrival.event_id == event_id, Arrival.undone_by.is_(None))
        .order_by(Arrival.at, Arrival.id)
    )
    if guest_ids is not None:
        query = query.where(Arrival.guest_id.in_(list(guest_ids)))
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for row in session.connection().execute(query):
        found[row.guest_id].append([_millis(row.at), row.way, row.device, str(row.act)])
    return found


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)
