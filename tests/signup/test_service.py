"""Signing up: never more people than places, never twice, and who waits moves up."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Guest, Party
from kiosk.guests.service import NewParty
from kiosk.lib.db import db
from kiosk.signup import service
from kiosk.signup.service import Change
from tests.conftest import MARKET_DAY


def new(event: Event, *names: str | None, **more: object) -> NewParty:
    more.setdefault("moment_id", event.moments[0].id)
    return NewParty(
        key=str(more.pop("key", uuid.uuid4())),
        event_id=event.id,
        way="online",
        language="nl",
        names=list(names) or ["Fatima"],
        **more,  # type: ignore[arg-type]
    )


class Box:
    """Keeps what would have been posted."""

    def __init__(self) -> None:
        self.kinds: list[str] = []

    def __call__(self, kind: str, event: Event, party: Party) -> None:
        self.kinds.append(kind)


def crowd(session: Session, market: Event, size: int) -> Party:
    return service.sign_up(session, market, new(market, *(["Jan"] * size)), MARKET_DAY)


def test_fifty_at_once_on_ten_places_leave_exactly_ten(app: Flask, session: Session, market: Event) -> None:
    together, event_id = threading.Barrier(50), market.id

    def one() -> None:
        with app.app_context():
            event = db.session.get_one(Event, event_id)
            party = new(event)
            db.session.rollback()
            together.wait()
            service.sign_up(db.session(), event, party, MARKET_DAY)
            db.session.commit()

    threads = [threading.Thread(target=one) for _ in range(50)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    states = dict(tuple(row) for row in session.execute(select(Party.state, func.count()).group_by(Party.state)))
    assert states == {"signed_up": 10, "waiting": 40}


def test_one_form_sent_ten_times_at_once_is_one_sign_up(app: Flask, session: Session, market: Event) -> None:
    key, event_id, together = uuid.uuid4(), market.id, threading.Barrier(10)
    made: list[int] = []

    def one() -> None:
        with app.app_context():
            event = db.session.get_one(Event, event_id)
            together.wait()
            made.append(service.sign_up(db.session(), event, new(event, key=key, moment_id=None), MARKET_DAY).id)
            db.session.commit()

    threads = [threading.Thread(target=one) for _ in range(10)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(made) == 10
    assert len(set(made)) == 1


def test_a_party_that_does_not_fit_waits(session: Session, market: Event) -> None:
    crowd(session, market, 9)

    assert crowd(session, market, 2).state == "waiting"
    assert crowd(session, market, 1).state == "signed_up"


def test_the_first_waiting_party_that_fits_moves_up(session: Session, market: Event) -> None:
    leaving, _ = crowd(session, market, 3), crowd(session, market, 7)
    big, small = crowd(session, market, 4), crowd(session, market, 2)

    service.cancel(session, leaving, MARKET_DAY)

    assert (big.state, small.state) == ("waiting", "signed_up")


def test_moving_up_and_cancelling_are_told_to_those_with_an_address(session: Session, market: Event) -> None:
    box = Box()
    leaving = service.sign_up(session, market, new(market, *["Jan"] * 10, email="a@example.org"), MARKET_DAY, box)
    service.sign_up(session, market, new(market, email="b@example.org"), MARKET_DAY, box)
    service.sign_up(session, market, new(market), MARKET_DAY, box)

    service.cancel(session, leaving, MARKET_DAY, box)
    service.cancel(session, leaving, MARKET_DAY, box)

    assert box.kinds == ["confirmation", "waiting", "cancelled", "moved_up"]


def test_without_an_address_nothing_is_posted(session: Session, market: Event) -> None:
    box = Box()
    service.sign_up(session, market, new(market), MARKET_DAY, box)

    assert box.kinds == []


def test_a_cancelled_event_takes_no_sign_ups(session: Session, market: Event) -> None:
    market.state = "cancelled"
    session.commit()

    with pytest.raises(service.SignUpIsClosed):
        crowd(session, market, 1)


def test_a_moment_that_is_over_cannot_be_chosen(session: Session, market: Event) -> None:
    with pytest.raises(service.MomentIsOver):
        service.sign_up(session, market, new(market), MARKET_DAY + timedelta(hours=1))


def test_another_events_moment_cannot_be_chosen(session: Session, market: Event) -> None:
    with pytest.raises(service.MomentIsOver):
        service.sign_up(session, market, new(market, moment_id=99999), MARKET_DAY)


def test_a_change_to_a_full_moment_keeps_the_old_place(session: Session, market: Event) -> None:
    crowd(session, market, 10)
    party = service.sign_up(session, market, new(market, moment_id=market.moments[1].id), MARKET_DAY)

    with pytest.raises(service.MomentIsFull):
        service.change(session, party, Change(market.moments[0].id, ["Fatima"]), MARKET_DAY)

    assert (party.state, party.moment_id) == ("signed_up", market.moments[1].id)


def test_who_says_so_waits_for_a_full_moment(session: Session, market: Event) -> None:
    crowd(session, market, 10)
    party = service.sign_up(session, market, new(market, moment_id=market.moments[1].id), MARKET_DAY)

    service.change(session, party, Change(market.moments[0].id, ["Fatima"], may_wait=True), MARKET_DAY)

    assert (party.state, party.moment_id) == ("waiting", market.moments[0].id)


def test_ones_own_places_count_when_the_party_grows(session: Session, market: Event) -> None:
    party = crowd(session, market, 8)

    service.change(session, party, Change(market.moments[0].id, ["Jan"] * 10), MARKET_DAY)
    session.flush()

    assert (party.size, party.state) == (10, "signed_up")
    assert session.scalar(select(func.count()).select_from(Guest)) == 10


def test_a_smaller_party_lets_the_waiting_in(session: Session, market: Event) -> None:
    party, waiting = crowd(session, market, 10), crowd(session, market, 2)

    service.change(session, party, Change(market.moments[0].id, ["Jan"] * 7), MARKET_DAY)

    assert waiting.state == "signed_up"
    assert [each.name for each in party.guests] == ["Jan"] * 7


def test_who_comes_after_all_waits_when_it_is_full(session: Session, market: Event) -> None:
    party = crowd(session, market, 10)
    service.cancel(session, party, MARKET_DAY)
    crowd(session, market, 1)

    service.come_after_all(session, party, MARKET_DAY)

    assert party.state == "waiting"
