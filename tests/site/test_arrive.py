"""The poster at the door: one tap, nothing by a GET, and still one arrival."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.events.queries import day_code
from kiosk.guests.models import Arrival, Guest, Party
from kiosk.lib import tokens
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.site.walk import soup

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def poster(market: Event) -> str:
    return f"/ik-ben-er/{day_code(market.id, MARKET_DAY)}"


def inside(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Arrival).where(Arrival.is_open)) or 0


def act() -> str:
    return str(uuid.uuid4())


def test_looking_at_the_page_lets_nobody_in(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    client.get(f"/mijn/{sign_up(session, market, 'Fatima').mine}")

    assert "Fatima" in client.get(poster).text
    assert inside(session) == 0


def test_a_known_phone_is_in_after_one_tap(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    client.get(f"/mijn/{sign_up(session, market, 'Fatima', 'Jan').mine}")
    page = soup(client.get(poster))
    assert len(page.select("main button")) == 1

    answer = client.post(poster, data={"who": "known", "act": act()})
    assert "Welkom" in answer.text and "Fatima" in answer.text
    assert inside(session) == 2


def test_tapping_again_is_still_one_arrival(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    client.get(f"/mijn/{sign_up(session, market, 'Fatima').mine}")
    for _ in range(3):
        answer = client.post(poster, data={"who": "known", "act": act()})

    assert "U bent al binnen" in answer.text
    assert "U bent al binnen" in client.get(poster).text
    assert inside(session) == 1


def test_a_short_code_lets_in_however_it_is_typed(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    code = tokens.short_code(sign_up(session, market, "Fatima").ticket)
    answer = client.post(poster, data={"who": "code", "code": f" {code[:4].lower()}-{code[4:]} ", "act": act()})

    assert "Welkom" in answer.text
    assert inside(session) == 1


@pytest.mark.parametrize("typed", ["", "XXXX", "ABCD EFGH", "🎈" * 8, "a" * 9999, "' or 1=1 --"])
def test_a_wrong_code_is_kept_and_asked_again(client: FlaskClient, poster: str, typed: str) -> None:
    answer = client.post(poster, data={"who": "code", "code": typed})

    assert answer.status_code == 422
    assert soup(answer).title.text.startswith("Fout: ")  # type: ignore[union-attr]
    assert soup(answer).select_one("#code")["value"] == typed  # type: ignore[index]


def test_the_twentieth_wrong_code_a_minute_waits(client: FlaskClient, poster: str, later: object) -> None:
    answers = [client.post(poster, data={"who": "code", "code": "ABCDEFGH"}).status_code for _ in range(21)]
    assert (answers[18], answers[20]) == (422, 429)
    later(minutes=1)  # type: ignore[operator]

    assert client.post(poster, data={"who": "code", "code": "ABCDEFGH"}).status_code == 422


def test_a_code_of_another_meeting_opens_nothing(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    other = sign_up(session, market, "Vera")
    other.event_id = _another(session, market).id
    session.commit()

    answer = client.post(poster, data={"who": "code", "code": tokens.short_code(other.ticket)})
    assert answer.status_code == 422


def _another(session: Session, market: Event) -> Event:
    event = Event(
        organisation_id=market.organisation_id, slug="elders", kind="meeting", state="published", created_at=MARKET_DAY
    )
    session.add(event)
    session.flush()
    return event


def test_who_did_not_sign_up_comes_in_with_or_without_a_name(
    client: FlaskClient, session: Session, poster: str
) -> None:
    answer = client.post(poster, data={"who": "new", "name": "Olena", "act": act()})
    client.post(poster, data={"who": "new", "act": act()})

    assert "Welkom" in answer.text and "Olena" in answer.text
    assert {(each.name, each.party.way) for each in session.scalars(select(Guest))} == {
        ("Olena", "self"),
        (None, "self"),
    }
    assert inside(session) == 2


def test_the_same_newcomer_pressed_twice_is_one_person(client: FlaskClient, session: Session, poster: str) -> None:
    same = act()
    for _ in range(2):
        client.post(poster, data={"who": "new", "name": "Olena", "act": same})

    assert (inside(session), session.scalar(select(func.count()).select_from(Party))) == (1, 1)
    assert "U bent al binnen" in client.get(poster).text


def test_somebody_elses_phone_can_be_used(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    client.get(f"/mijn/{sign_up(session, market, 'Fatima').mine}")

    assert soup(client.get(poster + "?ander=1")).select_one("#code") is not None


@pytest.mark.parametrize(("minutes", "status"), [(-91, 403), (-90, 200), (0, 200), (149, 200), (151, 403)])
def test_it_works_from_an_hour_before_to_the_end(
    client: FlaskClient, poster: str, later: object, minutes: int, status: int
) -> None:
    later(minutes=minutes)  # type: ignore[operator]

    assert client.get(poster).status_code == status


def test_outside_its_hours_it_says_when_it_works(
    client: FlaskClient, session: Session, poster: str, later: object
) -> None:
    later(hours=-5)  # type: ignore[operator]
    answer = client.post(poster, data={"who": "new", "act": act()})

    assert "van 13.00 tot 17.00 uur" in answer.text.replace("\xa0", " ")
    assert inside(session) == 0


def test_between_two_moments_of_a_day_the_poster_works(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    for each in market.moments[1:]:
        each.starts_at += timedelta(hours=4)
        each.ends_at += timedelta(hours=4)
    market.moments[0].starts_at -= timedelta(hours=3)
    market.moments[0].ends_at -= timedelta(hours=3)
    session.commit()
    client.post(poster, data={"who": "new", "act": act()})

    assert inside(session) == 1


def test_yesterdays_code_and_a_made_up_code_open_nothing(client: FlaskClient, market: Event) -> None:
    yesterday = day_code(market.id, MARKET_DAY - timedelta(days=1))

    for code in (yesterday, tokens.new(), "x", "🎈"):
        assert client.get(f"/ik-ben-er/{code}").status_code == 404
        assert client.post(f"/ik-ben-er/{code}", data={"who": "new"}).status_code == 404


@pytest.mark.parametrize("path", ["/T/ABCDEFGH", "/t/abcdefgh", "/T/🎈"])
def test_a_ticket_tells_a_stranger_nothing(client: FlaskClient, path: str) -> None:
    assert "Dit is een code voor de deur" in client.get(path).text


def test_a_ticket_page_never_differs(client: FlaskClient, session: Session, market: Event) -> None:
    real = client.get(f"/T/{sign_up(session, market, 'Fatima').ticket}")

    assert real.text == client.get(f"/T/{tokens.new()}").text
