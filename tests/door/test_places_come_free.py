"""A place that comes free at the door goes to who waits for it."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.mail.models import Letter
from tests.cast import Acts, paired, sign_up

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def waits(session: Session, market: Event) -> Party:
    """Nine people have a place, a tenth walks in; Fatima waits."""
    sign_up(session, market, *"abcdefgh")
    sign_up(session, market, "Maria")
    return sign_up(session, market, "Fatima", state="waiting", email="f@example.org")


@pytest.fixture
def acts(app: Flask, session: Session, market: Event, waits: Party) -> Acts:
    return Acts(paired(app, session, market, "door"))


def state(session: Session, party: Party) -> str:
    session.expire_all()
    return session.get_one(Party, party.id).state


def test_when_a_walk_in_is_taken_back(session: Session, waits: Party, acts: Acts) -> None:
    walk_in = acts.do("walk_in", {"name": "Piet", "language": "nl"})
    acts.do("undo", {"undoes": walk_in["id"]})

    assert state(session, waits) == "signed_up"
    assert [each.kind for each in session.scalars(select(Letter))] == ["signup_moved_up"]


def test_when_two_records_become_one(session: Session, waits: Party, acts: Acts) -> None:
    maria = session.scalars(select(Party).where(Party.size == 1, Party.state == "signed_up")).one().guests[0].id
    walk_in = acts.do("walk_in", {"name": "Maria", "language": "nl"})["detail"]["guests"][0]["id"]
    acts.do("merge", {"keep": maria, "drop": walk_in})

    assert state(session, waits) == "signed_up"


def test_not_once_the_moment_is_over(session: Session, market: Event, waits: Party, acts: Acts) -> None:
    walk_in = acts.do("walk_in", {"name": "Piet", "language": "nl"})
    market.moments[0].ends_at = market.moments[0].starts_at
    session.commit()
    acts.do("undo", {"undoes": walk_in["id"]})

    assert state(session, waits) == "waiting"
