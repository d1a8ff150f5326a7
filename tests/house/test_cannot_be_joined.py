"""After closing, nothing in a full dump leads from a card to a person: no value, no order, no time, no device."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.acts import service as acts
from kiosk.acts.models import Act
from kiosk.cards import service as cards
from kiosk.cards.models import Card, Slip
from kiosk.contacts import service as contacts
from kiosk.contacts.models import Contact
from kiosk.events.models import Event
from kiosk.guests.models import Arrival, Guest
from kiosk.lib.db import erase_traces, start_writing
from tests.cards.deck import card
from tests.cast import Acts, paired, sign_up
from tests.house.dump import CARD_SIDE, Cell, column, everything

NAMES = ("Amina", "Bram", "Çelik", "Dorota", "Elif", "Fedir")
PLACES = (57, 3, 190, 88, 120, 41)
"""Slip numbers in the order in which the tablet drew them."""
MINUTES = (0, 6, 25, 31, 52, 58)
"""When each came: half hours shared, minutes not."""
RANDOM = random.Random(12)  # the same keys each time, so that this test never fails by luck


@dataclass
class Evening:
    """Six visitors, each through the door, at the tablet with a card, and with a yes."""

    session: Session
    event: Event
    door_acts: list[str] = field(default_factory=list)
    tablet_acts: list[str] = field(default_factory=list)

    def close(self) -> None:
        start_writing(self.session)
        cards.shuffle(self.session, self.event)
        contacts.shuffle(self.session)
        acts.close(self.session, self.event.id)
        self.session.commit()

    def dump(self) -> list[Cell]:
        return everything(self.session)


def _key() -> str:
    return str(uuid.UUID(int=RANDOM.getrandbits(128), version=4))


@pytest.fixture
def evening(app: Flask, session: Session, market: Event, now: Any, later: Callable[..., Any]) -> Evening:
    RANDOM.seed(12)
    evening = Evening(session, market)
    guests = [sign_up(session, market, name).guests[0].id for name in NAMES]
    door, tablet = (Acts(paired(app, session, market, purpose)) for purpose in ("door", "tablet"))
    apart = Acts(tablet.client)
    lease = tablet.act("lease", {})
    tablet.post(lease)
    evening.tablet_acts.append(uuid.UUID(lease["id"]).hex)
    came = 0
    for at, (name, guest, place) in enumerate(zip(NAMES, guests, PLACES, strict=True)):
        moment = later(minutes=MINUTES[at] - came)
        came = MINUTES[at]
        told = [
            (door, door.act("arrive", {"guest": guest}, moment)),
            (
                tablet,
                tablet.act("card", card(card=_key(), text=f"kaart {at}", slip=place), moment + timedelta(seconds=40)),
            ),
            (apart, apart.act("opt_in", _yes(name, at), moment + timedelta(seconds=80))),
        ]
        for device, act in told:
            (evening.door_acts if device is door else evening.tablet_acts).append(uuid.UUID(act["id"]).hex)
            assert device.post(act, at=moment).json["receipts"][0]["status"] == "stored"
    return evening


def _yes(name: str, at: int) -> dict[str, Any]:
    yes = {"id": _key(), "purpose": "informed", "channel": "email", "words": "Mogen wij u mailen?"}
    mail = f"visitor{at}@example.org"
    return {"contact": _key(), "name": name, "email": mail, "phone": "", "language": "nl", "consents": [yes]}


def test_everybody_left_everything(evening: Evening) -> None:
    for model in (Guest, Arrival, Card, Slip, Contact):
        assert evening.session.scalar(select(func.count()).select_from(model)) == len(NAMES)
    assert evening.session.scalar(select(func.count()).select_from(Act)) == 1 + 3 * len(NAMES)


def test_no_value_stands_on_both_sides(evening: Evening) -> None:
    """A value that tells one card from another is found nowhere but among cards."""
    evening.close()
    cells = evening.dump()
    card_side = [cell for cell in cells if cell.table in CARD_SIDE]
    telling = {cell.value for cell in card_side if isinstance(cell.value, str | bytes) and _tells(card_side, cell)}
    elsewhere = {cell.value for cell in cells if cell.table not in CARD_SIDE}

    assert len(telling) >= 4 * len(NAMES)
    assert not telling & elsewhere
    assert not telling & {*evening.door_acts, *evening.tablet_acts}


def _tells(cells: list[Cell], cell: Cell) -> bool:
    return len(set(column(cells, cell.table, cell.column))) > 1


def test_no_pair_of_columns_matches_cards_to_people(evening: Evening) -> None:
    """Whatever number or word is compared with whatever other: it never fits all six."""
    evening.close()
    cells = evening.dump()
    cards_rows, people_rows = _rows_of_cards(cells), _rows_of_people(cells)

    for (left, values), (right, others) in product(cards_rows.items(), people_rows.items()):
        told_apart = len(set(values)) == len(NAMES) and len(set(others)) == len(NAMES)
        assert not told_apart or values != others, f"{left} gives away {right}"


def _rows_of_cards(cells: list[Cell]) -> dict[str, list[Any]]:
    """Each column of card and slip, in the order of the visitors."""
    visit = [int(words.split()[-1]) for words in column(cells, "card", "text")]
    slips = [PLACES.index(place) for place in column(cells, "slip", "number")]
    return {**_by_visit(cells, "card", visit), **_by_visit(cells, "slip", slips)}


def _rows_of_people(cells: list[Cell]) -> dict[str, list[Any]]:
    """Each column of guest, arrival and contact, in the order of the visitors."""
    visit = [NAMES.index(name) for name in column(cells, "guest", "name")]
    numbers = column(cells, "guest", "id")
    arrivals = [visit[numbers.index(guest)] for guest in column(cells, "arrival", "guest_id")]
    return {**_by_visit(cells, "guest", visit), **_by_visit(cells, "arrival", arrivals)}


def _by_visit(cells: list[Cell], table: str, visit: list[int]) -> dict[str, list[Any]]:
    names = {cell.column for cell in cells if cell.table == table}
    return {
        f"{table}.{name}": [
            value for _, value in sorted(zip(visit, column(cells, table, name), strict=True), key=lambda pair: pair[0])
        ]
        for name in names
    }


def test_the_order_of_the_rows_tells_nothing(evening: Evening) -> None:
    evening.close()
    cells = evening.dump()
    came = list(range(len(NAMES)))
    orders = [
        [int(words.split()[-1]) for words in column(cells, "card", "text")],
        [PLACES.index(place) for place in column(cells, "slip", "number")],
    ]

    for order in orders:
        assert order not in (came, came[::-1])
        assert abs(_correlation(order, came)) < 0.8


def _correlation(one: list[int], other: list[int]) -> float:
    size = len(one)
    apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
    return 1 - 6 * apart / (size * (size**2 - 1))


def test_no_time_tells_one_card_from_another(evening: Evening) -> None:
    evening.close()
    cells = evening.dump()

    assert len(set(column(cells, "card", "made_at"))) == 1
    assert "12:00" in column(cells, "card", "made_at")[0] or "10:00" in column(cells, "card", "made_at")[0]
    for table in ("card", "slip"):
        assert len(set(column(cells, table, "xmin"))) <= 1


def test_no_device_and_no_act_stands_beside_a_block(evening: Evening) -> None:
    evening.close()
    cells = evening.dump()

    assert column(cells, "slip_block", "device_id") == [None]
    assert column(cells, "act", "id") == []
    assert not set(column(cells, "slip_block", "act")) & {*evening.door_acts, *evening.tablet_acts}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_erased_acts_are_gone_from_the_file(evening: Evening) -> None:
    engine = evening.session.get_bind().engine
    evening.close()
    evening.session.close()
    erase_traces(engine)

    raw = Path(engine.url.database).read_bytes()
    assert not [act for act in evening.tablet_acts if act.encode() in raw or bytes.fromhex(act) in raw]
