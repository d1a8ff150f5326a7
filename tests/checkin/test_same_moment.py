"""Two hosts, one code, the same moment: the database decides, and it decides once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest
from tests.cast import Acts, paired, sign_up

HOSTS = 10


@pytest.fixture
def doors(app: Flask, session: Session, market: Event, now: object) -> list[Acts]:
    return [Acts(paired(app, session, market, "door")) for _ in range(HOSTS)]


def at_once(doors: list[Acts], acts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every door sends its act at the same moment."""
    barrier = Barrier(len(doors))

    def send(door: Acts, act: dict[str, Any]) -> dict[str, Any]:
        barrier.wait()
        receipt: dict[str, Any] = door.post(act).json["receipts"][0]
        return receipt

    with ThreadPoolExecutor(len(doors)) as pool:
        return list(pool.map(send, doors, acts))


def test_one_arrival_and_the_others_see_already(doors: list[Acts], session: Session, market: Event) -> None:
    for _ in range(3):
        party = sign_up(session, market, "Fatima", "Ali")
        session.rollback()

        answers = at_once(doors, [door.act("arrive", {"ticket": party.ticket}) for door in doors])

        assert sorted(each["answer"] for each in answers) == ["already"] * (HOSTS - 1) + ["welcome"]
        came = select(func.count()).where(Arrival.guest_id.in_([each.id for each in party.guests]), Arrival.is_open)
        assert session.scalar(came) == 2


def test_one_act_delivered_many_times_at_once_is_one_act(doors: list[Acts], session: Session, market: Event) -> None:
    act = doors[0].act("walk_in", {"name": "Amir", "language": "nl"})
    session.rollback()

    receipts = at_once(doors, [act] * HOSTS)

    assert sorted(each["status"] for each in receipts) == ["repeated"] * (HOSTS - 1) + ["stored"]
    assert session.scalar(select(func.count()).select_from(Guest)) == 1
