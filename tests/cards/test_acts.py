"""Cards come in through /acts: each once, with its slip, and nothing that leads back to the device."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.cards.models import Card, Slip
from kiosk.cards.rules import BLOCK
from kiosk.events.models import Event
from tests.cards.deck import card
from tests.cast import MARKET_DAY, Acts, paired


@pytest.fixture
def tablet(app: Flask, session: Session, market: Event, now: object) -> Acts:
    return Acts(paired(app, session, market, "tablet"))


@pytest.fixture
def first(tablet: Acts) -> int:
    """The first number of a block that this tablet holds."""
    return int(tablet.do("lease", {})["detail"]["first"])


def test_a_card_is_kept_with_its_slip(tablet: Acts, session: Session, first: int) -> None:
    receipt = tablet.do("card", card(slip=first, text="Meer licht bij de bushalte"))

    kept = session.scalars(select(Card)).one()
    assert (receipt["status"], receipt["answer"]) == ("stored", "kept")
    assert (kept.kind, kept.text, kept.state) == ("glad", "Meer licht bij de bushalte", "waiting")
    assert session.scalars(select(Slip)).one().card_id == kept.id


def test_a_card_needs_no_words_and_no_slip(tablet: Acts, session: Session) -> None:
    assert tablet.do("card", card(text=""))["status"] == "stored"
    assert session.scalar(select(func.count()).select_from(Slip)) == 0


def test_the_time_of_a_card_is_its_half_hour(tablet: Acts, session: Session) -> None:
    tablet.post(tablet.act("card", card(), at=MARKET_DAY.replace(minute=17)))

    assert session.scalars(select(Card)).one().made_at == MARKET_DAY.replace(minute=0)


def test_the_same_act_twice_is_one_card(tablet: Acts, session: Session, first: int) -> None:
    act = tablet.act("card", card(slip=first))

    receipts = [tablet.post(act).json["receipts"][0] for _ in range(2)]

    assert [each["status"] for each in receipts] == ["stored", "repeated"]
    assert [each["answer"] for each in receipts] == ["kept", "kept"]
    assert session.scalar(select(func.count()).select_from(Card)) == 1


def test_a_lease_comes_again_as_it_was(tablet: Acts) -> None:
    act = tablet.act("lease", {})

    once, again = (tablet.post(act).json["receipts"][0]["detail"] for _ in range(2))

    assert once == again == {"first": 0, "size": BLOCK}
    assert tablet.do("lease", {})["detail"]["first"] == BLOCK


def test_a_card_may_not_have_the_key_of_its_act(tablet: Acts) -> None:
    act = tablet.act("card", card())
    payload = card(card=act["id"])

    sent = {**tablet.act("card", payload), "id": act["id"]}

    assert tablet.post(sent).json["receipts"][0]["reason"] == "card"


def test_one_slip_is_for_one_card(tablet: Acts, first: int) -> None:
    tablet.do("card", card(slip=first))

    assert tablet.do("card", card(slip=first))["reason"] == "slip_taken"


def test_a_number_lent_to_another_device_is_refused(
    app: Flask, session: Session, market: Event, tablet: Acts, first: int
) -> None:
    other = Acts(paired(app, session, market, "tablet"))

    assert other.do("card", card(slip=first))["reason"] == "slip_not_yours"
    assert other.do("card", card(slip=first + BLOCK))["reason"] == "slip_not_yours"


def test_one_key_is_for_one_card(tablet: Acts) -> None:
    payload = card()
    tablet.do("card", payload)

    assert tablet.do("card", {**payload, "text": "iets anders"})["reason"] == "card_taken"


def test_a_door_device_brings_no_cards(app: Flask, session: Session, market: Event, now: object) -> None:
    assert Acts(paired(app, session, market, "door")).do("card", card())["reason"] == "kind"


HOSTILE: list[tuple[dict[str, Any], str]] = [
    ({"kind": "happy"}, "kind"),
    ({"kind": ["glad"]}, "kind"),
    ({"kind": None}, "kind"),
    ({"kind": "tip", "text": " \n\x00 "}, "text"),
    ({"text": 7}, "text"),
    ({"text": "a" * 1001}, "text_too_long"),
    ({"text": "a" * 900_000}, "text_too_long"),
    ({"language": "xx"}, "language"),
    ({"language": {}}, "language"),
    ({"card": "not a key"}, "card"),
    ({"card": 5}, "card"),
    ({"card": None}, "card"),
    ({"slip": -1}, "slip"),
    ({"slip": True}, "slip"),
    ({"slip": "1"}, "slip"),
    ({"slip": 2**40}, "slip"),
    ({"slip": 0, "secret": "short"}, "secret"),
    ({"slip": 0, "secret": None}, "secret"),
    ({"slip": 0, "digits": "12345"}, "digits"),
    ({"slip": 0, "digits": 1234}, "digits"),
    ({"slip": 0, "digits": "١٢٣٤"}, "digits"),
]


@pytest.mark.parametrize(("wrong", "reason"), HOSTILE)
def test_what_breaks_a_rule_is_refused_by_name(
    tablet: Acts, session: Session, first: int, wrong: dict[str, Any], reason: str
) -> None:
    receipt = tablet.do("card", card(**wrong))

    assert (receipt["status"], receipt["reason"]) == ("refused", reason)
    assert session.scalar(select(func.count()).select_from(Card)) == 0


def test_signs_that_nobody_can_see_fall_away(tablet: Acts, session: Session) -> None:
    tablet.do("card", card(text="  Te\x00 donker\r\n\x07bij \ud800de halte  "))

    assert session.scalars(select(Card)).one().text == "Te donker\nbij de halte"


def test_a_card_that_comes_after_closing_keeps_its_day_and_its_slip(
    tablet: Acts, session: Session, market: Event, first: int
) -> None:
    from kiosk.cards import service

    service.shuffle(session, market)
    market.closed_at = MARKET_DAY
    session.commit()

    assert tablet.do("card", card(slip=first))["status"] == "stored"
    assert session.scalars(select(Card)).one().made_at.minute == 0
    assert uuid.UUID(str(session.scalars(select(Slip)).one().card_id))
