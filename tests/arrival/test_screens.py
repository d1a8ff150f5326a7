"""Every screen: nothing in the way of who cannot see or press well, in both directions of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from tests.arrival.conftest import Entrance
from tests.cast import Acts, paired, sign_up
from tests.tablet.conftest import LANDSCAPE, PORTRAIT
from tests.tablet.test_screens import DRAWN, OUTSIDE, SMALL, SMALL_KEYS
from tests.tablet.walk import wrongs

STEPS = (
    ("new", "[data-go=new]"),
    ("welcome", "[data-walk-in]"),
    ("code", "[data-go=code]"),
    ("strange", "[data-typed-code]"),
    ("person", "[data-anyway]"),
    ("find", "[data-go=find]"),
    ("already", "[data-guest]"),
)
TYPED = {"new": "Sam", "code": "ABCDEFG2", "find": "fatim"}
LAST = ("welcome", "person")


def walk(kiosk: Entrance, language: str) -> Iterator[str]:
    """Through every screen, and back to the start after each answer."""
    kiosk.choose(language)
    yield "choose"
    for name, way in STEPS:
        kiosk.press(way)
        kiosk.see(name)
        kiosk.page.keyboard.type(TYPED.get(name, ""))
        yield name
        if name in LAST:
            kiosk.press("[data-end]")
            kiosk.choose(language)


@pytest.mark.browser
@pytest.mark.parametrize(("language", "turned"), [("nl", (LANDSCAPE, PORTRAIT)), ("ar", (PORTRAIT, LANDSCAPE))])
def test_every_screen_can_be_read_and_pressed(
    kiosk_on: Callable[..., Entrance],
    live_session: Session,
    live_market: Event,
    language: str,
    turned: tuple[dict[str, int], dict[str, int]],
) -> None:
    party = sign_up(live_session, live_market, "Fatima Bouzid")
    live_market.finds_names = True
    live_session.commit()
    kiosk = kiosk_on(viewport=turned[0], reduced_motion="reduce")
    kiosk.scan(party.ticket)
    kiosk.press("[data-end]")
    found = wrongs(kiosk.page, "start")
    for name in walk(kiosk, language):
        found += wrongs(kiosk.page, name)
        for viewport in reversed(turned):
            kiosk.page.set_viewport_size(viewport)  # type: ignore[arg-type]
            kiosk.page.evaluate(DRAWN)
            shown = [kiosk.page.evaluate(SMALL, 104), kiosk.page.evaluate(OUTSIDE), kiosk.page.evaluate(SMALL_KEYS)]
            assert (name, viewport, shown) == (name, viewport, [[], [], 0])

    assert not found


def test_only_the_kiosk_of_an_event_sees_the_page(
    app: Flask, session: Session, client: FlaskClient, market: Event, now: object
) -> None:
    for address in ("/aankomst", "/aankomst/werker.js"):
        assert client.get(address).status_code == 403
        assert paired(app, session, market, "door").get(address).status_code == 403
        assert paired(app, session, market, "arrival").get(address).status_code == 200


def test_it_reads_the_list_of_the_door_and_nothing_else_of_it(
    app: Flask, session: Session, market: Event, now: object
) -> None:
    kiosk = paired(app, session, market, "arrival")

    assert kiosk.get("/deur/lijst").status_code == 200
    assert kiosk.get("/deur").status_code == 403


def test_who_comes_in_by_themselves_takes_nothing_back(
    app: Flask, session: Session, market: Event, now: object
) -> None:
    party = sign_up(session, market, "Fatima", "Amina")
    acts = Acts(paired(app, session, market, "arrival"))
    came = acts.act("arrive", {"ticket": party.ticket})
    guests = [each.id for each in party.guests]

    assert acts.post(came).json["receipts"][0]["answer"] == "welcome"
    assert acts.do("print", {"guests": guests})["status"] == "stored"
    for kind, payload in (
        ("undo", {"undoes": came["id"]}),
        ("leave", {"guests": guests}),
        ("merge", {"keep": guests[0], "drop": guests[1]}),
    ):
        assert acts.do(kind, payload)["reason"] == "kind"
