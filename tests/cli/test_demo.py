"""The practice event: open now, worth looking at, and the same again when it is made again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.cards.models import Card, Slip
from kiosk.cli.demo import make
from kiosk.cli.demo.making import Made, Wish
from kiosk.contacts.models import Contact
from kiosk.events.models import Event
from kiosk.events.queries import event_of_day_code
from kiosk.guests.models import Arrival, Guest
from kiosk.lib import clock
from kiosk.lib.clock import AMSTERDAM, local_day
from kiosk.lib.i18n import LANGUAGES

AFTERNOON = datetime(2026, 4, 14, 14, 20, tzinfo=AMSTERDAM)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def made(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Made:
    at(monkeypatch, AFTERNOON)
    return make(app, Wish())


def number(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def the_event(session: Session) -> Event:
    session.expire_all()
    return session.scalars(select(Event)).one()


def test_there_is_something_to_see(made: Made, session: Session) -> None:
    counted = {model.__name__: number(session, model) for model in (Guest, Arrival, Card, Slip, Contact)}

    assert counted["Guest"] == Wish.guests and counted["Card"] == counted["Slip"] == Wish.cards == len(made.slips)
    assert 0 < counted["Arrival"] < counted["Guest"] and counted["Contact"] == 5


def test_it_says_that_it_is_practice_in_every_language(made: Made, session: Session) -> None:
    event = the_event(session)

    assert event.is_practice
    assert {each.language for each in event.texts if each.title and each.question and each.intro} == set(LANGUAGES)
    assert all(set(each.questions) == set(LANGUAGES) for each in event.activities if each.kind != "keep_informed")


def test_making_it_again_changes_nothing(made: Made, app: Flask, session: Session) -> None:
    again = make(app, Wish())

    assert again == made
    assert number(session, Guest) == Wish.guests and number(session, Card) == Wish.cards


def test_a_larger_wish_adds_to_it(made: Made, app: Flask, session: Session) -> None:
    make(app, Wish(guests=30, cards=230))

    assert number(session, Guest) == 30 and number(session, Card) == 230


@pytest.mark.parametrize("hour", [0, 1, 7, 12, 18, 22, 23])
def test_its_doors_are_open_whatever_the_hour(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, hour: int
) -> None:
    moment = AFTERNOON.replace(hour=hour, minute=40)
    at(monkeypatch, moment)

    made = make(app, Wish(guests=3, cards=0))

    code = made.self_checkin["url"].rsplit("/", 1)[1]
    assert event_of_day_code(session, code, moment).slug == made.event["slug"]
    assert {local_day(each.starts_at) for each in the_event(session).moments} == {local_day(moment)}


def test_the_next_day_it_begins_anew(made: Made, app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, AFTERNOON + timedelta(days=1))

    again = make(app, Wish())

    assert again.event == made.event and again.organiser == made.organiser
    assert not {each["ticket"] for each in made.guests} & {each["ticket"] for each in again.guests}
    assert number(session, Guest) == Wish.guests and number(session, Card) == len(again.slips) == Wish.cards


def test_the_organiser_can_sign_in(made: Made, client: FlaskClient) -> None:
    answer = client.post("/beheer/inloggen", data={name: made.organiser[name] for name in ("email", "password")})

    assert answer.status_code in (302, 303)


@pytest.mark.parametrize("purpose", ["door", "arrival", "tablet"])
def test_a_pairing_link_works_more_than_once(made: Made, app: Flask, purpose: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    path = "/" + getattr(made, purpose)["pair_url"].split("/", 3)[3]

    for _ in range(2):
        answer = app.test_client().post(path)
        assert answer.location in ("/deur", "/aankomst", "/tablet")


def test_its_first_guest_is_not_in_yet(made: Made, session: Session) -> None:
    first = made.guests[0]["name"]
    inside = select(Guest.name).join(Arrival, Arrival.guest_id == Guest.id)

    assert first not in session.scalars(inside).all()


@pytest.mark.parametrize("kind", ["meeting", "walk_in_hour"])
def test_other_kinds_stand_beside_it(made: Made, app: Flask, kind: str) -> None:
    other = make(app, Wish(guests=4, cards=2, kind=kind))

    assert other.event["slug"] != made.event["slug"]
    assert other.organiser == made.organiser
