"""Who is inside now: who came today and did not leave, each person once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from kiosk.checkin import queries
from kiosk.events.models import Event
from tests.cast import Acts, sign_up
from tests.conftest import MARKET_DAY


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def minutes(count: int) -> datetime:
    return MARKET_DAY - timedelta(minutes=60 - count)


def since(session: Session, event: Event, now: datetime = MARKET_DAY) -> dict[int, datetime]:
    session.rollback()
    return queries.inside(session, event.id, now)


def test_who_left_is_not_inside_and_who_came_back_is(door: Acts, session: Session, market: Event) -> None:
    here, away, back = (sign_up(session, market, name) for name in ("Fatima", "Ali", "Olena"))
    for each in (here, away, back):
        door.do("arrive", {"ticket": each.ticket}, minutes(1))
    for each in (away, back):
        door.do("leave", {"guests": [each.guests[0].id]}, minutes(20))
    door.do("arrive", {"ticket": here.ticket}, minutes(30))
    door.do("arrive", {"ticket": back.ticket}, minutes(40))

    # A time in the future of the sender is corrected by the envelope, so the acts say their own times here.
    assert set(since(session, market)) == {here.guests[0].id, back.guests[0].id}


def test_what_was_undone_counts_for_nothing(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    act = door.act("arrive", {"ticket": party.ticket})
    left = door.act("leave", {"guests": [party.guests[0].id]})
    door.post(act, left)

    door.do("undo", {"undoes": left["id"]})
    assert list(since(session, market)) == [party.guests[0].id]
    door.do("undo", {"undoes": act["id"]})
    assert since(session, market) == {}


def test_two_records_of_one_person_are_one(door: Acts, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    drop = door.do("walk_in", {"name": "Fatima", "language": "nl"})["detail"]["guests"][0]["id"]
    keep = party.guests[0].id
    door.do("leave", {"guests": [drop]})

    door.do("merge", {"keep": keep, "drop": drop})

    assert since(session, market) == {}


def test_the_stay_counts_from_coming_in_and_yesterday_does_not_count(
    door: Acts, session: Session, market: Event
) -> None:
    party = sign_up(session, market, "Fatima")
    acts = [door.act("arrive", {"ticket": party.ticket}, minutes(at)) for at in (5, 50)]
    door.post(*acts)

    assert since(session, market) == {party.guests[0].id: minutes(5)}
    assert since(session, market, MARKET_DAY + timedelta(days=1)) == {}
