"""What an act costs does not grow with the guests of the event: as many statements with 3 of them as with 300."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.orm import Session

from kiosk.events import groups
from kiosk.events.models import Event
from kiosk.events.queries import groups_of
from kiosk.guests import seating
from kiosk.guests.models import Guest, Party
from kiosk.guests.service import NewParty, add_party
from kiosk.lib import tokens
from kiosk.lib.db import db, start_writing
from tests.cards.deck import card
from tests.cast import Acts, paired, sign_up
from tests.conftest import MARKET_DAY

YES = {"purpose": "informed", "channel": "email", "words": "Mogen wij u mailen?"}
FATIMA = {"name": "Fatima", "email": "fatima@example.org", "phone": "", "language": "nl"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Both kinds of database get the same statements."""
    return sqlite_url


@dataclass
class Scene:
    session: Session
    market: Event
    door: Acts
    tablet: Acts

    def party(self) -> Party:
        return sign_up(self.session, self.market, "Fatima", None)

    def guest(self) -> int:
        return self.party().guests[0].id

    def arrived(self) -> tuple[int, str]:
        """Somebody who is in, and the act that let them in."""
        party = self.party()
        act = self.door.act("arrive", {"ticket": party.ticket})
        assert self.door.post(act).json["receipts"][0]["answer"] == "welcome"
        return party.guests[0].id, act["id"]

    def fill(self, guests: int) -> None:
        """Signs people up in one go until there are so many."""
        more = guests - self.session.query(Guest).count()
        start_writing(self.session)
        for _ in range(max(more // 9, 0)):
            new = NewParty(str(uuid.uuid4()), self.market.id, self.market.moments[2].id, "online", "nl", ["Fatima"] * 9)
            add_party(self.session, new, MARKET_DAY)
        self.session.commit()

    def seat_everybody(self) -> None:
        start_writing(self.session)
        groups.add(self.session, self.market, "Table", 8, len(groups_of(self.session, self.market.id)))
        seating.deal_all(self.session, self.market, together=False)
        self.session.commit()


@pytest.fixture
def scene(app: Flask, session: Session, market: Event, now: object) -> Scene:
    paired(app, session, market, "printer")
    return Scene(
        session, market, Acts(paired(app, session, market, "door")), Acts(paired(app, session, market, "tablet"))
    )


@contextmanager
def counted() -> Iterator[list[str]]:
    said: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", note)
    yield said
    sqlalchemy_event.remove(db.engine, "before_cursor_execute", note)


Making = Callable[[Scene], tuple[str, dict[str, Any]]]

ACTS: dict[str, Making] = {
    "arrive by ticket": lambda scene: ("arrive", {"ticket": scene.party().ticket}),
    "arrive by code": lambda scene: ("arrive", {"code": tokens.short_code(scene.party().ticket)}),
    "arrive by name": lambda scene: ("arrive", {"guest": scene.guest()}),
    "arrive again": lambda scene: ("arrive", {"guest": scene.arrived()[0]}),
    "arrive by a code of nobody": lambda _: ("arrive", {"code": "ABCD EFGH", "anyway": True, "language": "nl"}),
    "walk in": lambda _: ("walk_in", {"name": "Fatima", "language": "nl"}),
    "leave": lambda scene: ("leave", {"guests": [scene.arrived()[0]]}),
    "undo": lambda scene: ("undo", {"undoes": scene.arrived()[1]}),
    "merge": lambda scene: ("merge", {"keep": scene.guest(), "drop": scene.arrived()[0]}),
    "name": lambda scene: ("name", {"guest": scene.guest(), "name": "Fatma"}),
    "print": lambda scene: ("print", {"guests": [scene.guest()]}),
    "card": lambda _: ("card", card()),
    "lease": lambda _: ("lease", {}),
    "opt in": lambda _: (
        "opt_in",
        {**FATIMA, "contact": str(uuid.uuid4()), "consents": [{**YES, "id": str(uuid.uuid4())}]},
    ),
}


def cost(scene: Scene, making: Making) -> list[str]:
    """The statements of one act, when its device was just heard."""
    kind, payload = making(scene)
    device = scene.tablet if kind in ("card", "lease", "opt_in") else scene.door
    device.post()
    act = device.act(kind, payload)
    scene.session.rollback()
    with counted() as said:
        receipt = device.post(act).json["receipts"][0]
    assert receipt["status"] == "stored", receipt
    return said


@pytest.mark.parametrize("name", ACTS)
def test_an_act_takes_as_many_statements_whatever_the_number_of_guests(scene: Scene, name: str) -> None:
    scene.fill(3)
    cost(scene, ACTS[name])
    few = cost(scene, ACTS[name])
    scene.fill(300)
    many = cost(scene, ACTS[name])

    assert len(few) > 3
    assert len(many) == len(few), "\n".join(many)


def test_a_seat_for_who_walks_in_takes_as_many_statements_whatever_the_number_of_guests(scene: Scene) -> None:
    costs = []
    for guests in (30, 300):
        scene.fill(guests)
        scene.seat_everybody()
        costs.append(len(cost(scene, ACTS["walk in"])))

    assert costs[0] == costs[1]


def test_every_kind_of_act_is_counted(app: Flask, scene: Scene) -> None:
    assert {making(scene)[0] for making in ACTS.values()} == set(app.extensions["kiosk-acts"])
