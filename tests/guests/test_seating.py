"""Who comes late gets a seat by itself, as soon as others have one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.orm import Session

from kiosk.checkin import service as checkin
from kiosk.checkin.rules import How
from kiosk.events import groups
from kiosk.events.models import Event, Group
from kiosk.events.queries import groups_of
from kiosk.guests import seating
from kiosk.guests.models import Party
from kiosk.guests.service import NewParty
from kiosk.lib.db import db, start_writing
from kiosk.signup import service as signup
from tests.cast import sign_up
from tests.conftest import MARKET_DAY

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def tables(session: Session, market: Event) -> list[Group]:
    """Two tables, of which Anna and Bo have the first."""
    return dealt(session, market, together=True)


def dealt(session: Session, market: Event, *, together: bool) -> list[Group]:
    sign_up(session, market, "Anna", "Bo")
    start_writing(session)
    groups.add(session, market, "Table", 2, 0)
    seating.deal_all(session, market, together=together)
    session.commit()
    return list(groups_of(session, market.id))


def late(session: Session, market: Event, *names: str | None, at: int = 0) -> Party:
    new = NewParty(str(uuid.uuid4()), market.id, market.moments[at].id, "online", "nl", list(names))
    party = signup.sign_up(session, market, new, MARKET_DAY)
    session.commit()
    return party


def places(session: Session, party: Party) -> list[int | None]:
    session.expire_all()
    return [guest.group_id for guest in party.guests]


def test_who_signs_up_late_sits_together_at_the_smallest_table(
    session: Session, market: Event, tables: list[Group]
) -> None:
    assert places(session, late(session, market, "Cas", "Dirk")) == [tables[1].id] * 2
    assert places(session, late(session, market, "Els")) == [tables[0].id]


def test_who_signs_up_late_is_spread_when_the_others_were(session: Session, market: Event) -> None:
    first, second = dealt(session, market, together=False)

    assert places(session, late(session, market, "Cas", "Dirk")) == [first.id, second.id]


def test_who_comes_at_another_moment_is_dealt_by_themselves(
    session: Session, market: Event, tables: list[Group]
) -> None:
    late(session, market, "Cas")
    late(session, market, "Dirk")
    assert places(session, late(session, market, "Els", "Fay", "Gea", at=1)) == [tables[0].id] * 3
    assert places(session, late(session, market, "Henk", at=1)) == [tables[1].id]


@pytest.mark.parametrize("way", ["door", "code"])
def test_who_walks_in_gets_a_seat(session: Session, market: Event, tables: list[Group], way: str) -> None:
    market_id = market.id
    start_writing(session)
    answer = checkin.walk_in(session, market_id, checkin.Visitor(None, "nl", way), How(uuid.uuid4()), MARKET_DAY)
    session.commit()

    party = session.get_one(Party, 2)
    assert [answer.guests[0].id] == [each.id for each in party.guests]
    assert places(session, party) == [tables[1].id]


def test_who_moves_up_from_the_waiting_list_gets_a_seat(session: Session, market: Event, tables: list[Group]) -> None:
    market.moments[0].capacity = 2
    session.commit()
    waits = late(session, market, "Cas")
    assert (waits.state, places(session, waits)) == ("waiting", [None])

    market.moments[0].capacity = 3
    session.commit()
    signup.move_up_all(session, market, MARKET_DAY)
    session.commit()

    assert places(session, waits) == [tables[1].id]


def test_who_waits_and_comes_all_the_same_gets_a_seat(session: Session, market: Event, tables: list[Group]) -> None:
    waits = sign_up(session, market, "Cas", state="waiting")
    start_writing(session)
    checkin.check_in_party(session, waits, None, How(uuid.uuid4()), MARKET_DAY)
    session.commit()

    assert places(session, waits) == [tables[1].id]


def test_who_cancelled_and_comes_after_all_gets_a_seat(session: Session, market: Event, tables: list[Group]) -> None:
    gone = sign_up(session, market, "Cas", state="cancelled")
    signup.come_after_all(session, gone, MARKET_DAY)
    session.commit()

    assert places(session, gone) == [tables[1].id]


def test_who_is_added_to_a_sign_up_joins_their_own_people(session: Session, market: Event, tables: list[Group]) -> None:
    anna = session.get_one(Party, 1)
    signup.change(session, anna, signup.Change(anna.moment_id, ["Anna", "Bo", "Cas"]), MARKET_DAY)
    session.commit()

    assert places(session, anna) == [tables[0].id] * 3


def test_two_records_of_one_person_keep_the_seat(session: Session, market: Event, tables: list[Group]) -> None:
    listed = sign_up(session, market, "Cas")
    start_writing(session)
    visitor = checkin.Visitor("Cas", "nl")
    extra = checkin.walk_in(session, market.id, visitor, How(uuid.uuid4()), MARKET_DAY).guests[0].id
    checkin.merge(session, market.id, listed.guests[0].id, extra, How(uuid.uuid4()))
    session.commit()

    assert places(session, listed) == [tables[1].id]


def test_before_anybody_sits_nobody_is_seated(session: Session, market: Event) -> None:
    start_writing(session)
    groups.add(session, market, "Table", 2, 0)
    session.commit()

    assert places(session, late(session, market, "Cas")) == [None]


@contextmanager
def counted() -> Iterator[list[str]]:
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        said.extend([statement] if statement.startswith(("SELECT", "UPDATE", "INSERT")) else [])

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", note)
    yield said
    sqlalchemy_event.remove(db.engine, "before_cursor_execute", note)


def test_without_groups_it_is_one_statement(session: Session, market: Event) -> None:
    party = sign_up(session, market, "Anna")
    with counted() as said:
        seating.seat_late(session, party)

    assert len(said) == 1
