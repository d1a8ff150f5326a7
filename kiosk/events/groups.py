"""Making groups, and changing what they are called and which colour they have."""

from __future__ import annotations

from sqlalchemy.orm import Session

from kiosk.events.colours import colour_at
from kiosk.events.dealing import MOST_GROUPS, fresh_names
from kiosk.events.models import Event, Group
from kiosk.events.queries import groups_of
from kiosk.events.service import EventIsOver
from kiosk.lib.errors import NotFound, Refusal


class NameIsTaken(Refusal):
    """Two groups with one name would send people to the wrong table."""


class TooManyGroups(Refusal):
    """An event has MOST_GROUPS at most."""


def lives(event: Event) -> bool:
    """Whether groups can still change."""
    return event.state in ("draft", "published")


def must_live(event: Event) -> None:
    """Raises EventIsOver."""
    if not lives(event):
        raise EventIsOver(event.state)


def add(session: Session, event: Event, word: str, count: int, stood: int) -> None:
    """More groups after the `stood` that were there: the same form sent twice makes them once."""
    session.refresh(event, with_for_update=True)
    must_live(event)
    known = groups_of(session, event.id)
    if len(known) != stood:
        return
    if stood + count > MOST_GROUPS:
        raise TooManyGroups
    first = max((each.position for each in known), default=-1) + 1
    for at, name in enumerate(fresh_names(word, count, [each.name for each in known]), first):
        session.add(Group(event_id=event.id, position=at, name=name, colour=colour_at(at)))
    session.flush()


def change(session: Session, event: Event, group: Group, name: str, colour: str) -> None:
    """Raises NameIsTaken when another group is called that."""
    must_live(event)
    others = [each for each in groups_of(session, event.id) if each.id != group.id]
    if any(each.name.casefold() == name.casefold() for each in others):
        raise NameIsTaken
    group.name, group.colour = name, colour


def group_of(session: Session, event_id: int, group_id: int) -> Group:
    """A group of this event. Raises NotFound."""
    found = next((each for each in groups_of(session, event_id) if each.id == group_id), None)
    if found is None:
        raise NotFound
    return found
