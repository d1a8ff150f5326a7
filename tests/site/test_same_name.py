"""At the poster, without a code: who is on the list under this name is asked first, and stays one person."""

from __future__ import annotations

import uuid

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access.throttle import SAME_NAME, WRONG_CODE
from kiosk.events.models import Event
from kiosk.events.queries import day_code
from kiosk.guests.models import Arrival, Party
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.site.walk import filled, soup

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def poster(market: Event) -> str:
    return f"/ik-ben-er/{day_code(market.id, MARKET_DAY)}"


def counted(session: Session) -> tuple[int, int]:
    """How many are inside, and how many sign-ups there are."""
    inside = session.scalar(select(func.count()).select_from(Arrival).where(Arrival.is_open)) or 0
    return inside, session.scalar(select(func.count()).select_from(Party)) or 0


def come_in(client: FlaskClient, poster: str, name: str, act: str = "") -> BeautifulSoup:
    return soup(client.post(poster, data={"who": "new", "name": name, "act": act or str(uuid.uuid4())}))


def press(client: FlaskClient, poster: str, page: BeautifulSoup, who: str) -> BeautifulSoup:
    """The first button that says this, with all that its form sends along."""
    button = page.select_one(f"main button[value={who}]")
    assert button is not None, page.h1
    return soup(client.post(poster, data={**filled(button.find_parent("form")), "who": who}))


def heading(page: BeautifulSoup) -> str:
    return page.h1.get_text(" ", strip=True) if page.h1 else ""


@pytest.mark.parametrize("typed", ["Fatima", " fatima ", "FÁTIMA", "فاطمة"])
def test_a_name_on_the_list_is_asked_first(
    client: FlaskClient, session: Session, market: Event, poster: str, typed: str
) -> None:
    sign_up(session, market, "Fatima", "Jan")
    page = come_in(client, poster, typed)

    assert heading(page) == "Bent u dit?"
    assert "14.00" in page.main.text and "Jan" not in page.main.text  # type: ignore[union-attr]
    assert counted(session) == (0, 1)


def test_that_is_me_lets_in_that_person_only(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    sign_up(session, market, "Fatima", "Jan")
    page = press(client, poster, come_in(client, poster, "fatima"), "me")

    assert heading(page) == "Welkom, Fatima"
    assert "Jan" not in page.main.text  # type: ignore[union-attr]
    assert counted(session) == (1, 1)


def test_saying_so_again_is_one_arrival(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    sign_up(session, market, "Fatima")
    asked = come_in(client, poster, "Fatima")
    press(client, poster, asked, "me")

    assert heading(press(client, poster, asked, "me")) == "U bent al binnen, Fatima"
    assert heading(press(client, poster, come_in(client, poster, "Fatima"), "me")) == "U bent al binnen, Fatima"
    assert counted(session) == (1, 1)


def test_somebody_else_with_the_name_comes_in_too(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    sign_up(session, market, "Fatima")
    asked = come_in(client, poster, "Fatima")
    for _ in range(2):
        press(client, poster, asked, "other")

    assert counted(session) == (1, 2)


def test_a_choice_by_name_does_not_hand_over_the_sign_up(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    party = sign_up(session, market, "Fatima")
    press(client, poster, come_in(client, poster, "Fatima"), "me")

    assert party.mine not in str(client.get_cookie("mijn"))
    assert soup(client.get(poster)).select_one("#code") is not None


@pytest.mark.parametrize("wrong", [{"name": "Olena"}, {"guest": "999999"}, {"guest": "🎈"}, {"name": ""}])
def test_a_guest_that_does_not_have_the_name_is_not_let_in(
    client: FlaskClient, session: Session, market: Event, poster: str, wrong: dict[str, str]
) -> None:
    guest = sign_up(session, market, "Fatima").guests[0]
    sent = {"who": "me", "name": "Fatima", "guest": str(guest.id), "act": str(uuid.uuid4()), **wrong}

    assert soup(client.post(poster, data=sent)).select_one("#code") is not None
    assert counted(session) == (0, 1)


def test_guessing_whom_a_name_belongs_to_waits(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    sign_up(session, market, "Fatima")
    sent = {"who": "me", "name": "Fatima", "guest": "999999"}
    answers = [client.post(poster, data=sent).status_code for _ in range(WRONG_CODE.tries + 1)]

    assert answers == [200] * WRONG_CODE.tries + [429]


def test_guessing_names_shows_no_more_names_but_holds_up_nobody(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    sign_up(session, market, "Fatima")
    headings = [heading(come_in(client, poster, "Fatima")) for _ in range(SAME_NAME.tries + 1)]

    assert headings == ["Bent u dit?"] * SAME_NAME.tries + ["Welkom, Fatima"]
    assert counted(session) == (1, 2)


def test_who_signed_off_or_comes_on_another_day_is_not_asked(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    sign_up(session, market, "Fatima").state = "cancelled"
    session.commit()

    assert heading(come_in(client, poster, "Fatima")) == "Welkom, Fatima"


def test_hostile_names_stay_words(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    sign_up(session, market, "<b>Jan</b>")
    page = client.post(poster, data={"who": "new", "name": "<b>Jan</b>", "act": "x"})

    assert "<b>Jan" not in page.text
    assert heading(soup(page)) == "Bent u dit?"


def test_who_came_in_sees_it_at_their_link(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    party = sign_up(session, market, "Fatima")
    client.get(f"/mijn/{party.mine}")
    client.post(poster, data={"who": "known", "act": str(uuid.uuid4())})
    page = soup(client.get(f"/mijn/{party.mine}"))

    assert heading(page) == "U bent binnen, Fatima"
    assert page.select_one(".pass, a[href$='/afmelden']") is None
