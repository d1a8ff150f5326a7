"""What somebody reads on their own phone once they are inside: their table, today, and how to leave a card."""

from __future__ import annotations

import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kiosk.events.models import Event, Group
from kiosk.events.queries import day_code
from kiosk.guests.models import Party
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.site.walk import soup

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def poster(market: Event) -> str:
    return f"/ik-ben-er/{day_code(market.id, MARKET_DAY)}"


@pytest.fixture
def family(session: Session, market: Event) -> Party:
    """Fatima at a green table, Jan at a yellow one, and a child with no group."""
    party = sign_up(session, market, "Fatima", "Jan", None)
    for at, colour in enumerate(("green", "yellow")):
        table = Group(event_id=market.id, position=at, name=f"Tafel {at + 1}", colour=colour)
        session.add(table)
        session.flush()
        party.guests[at].group_id = table.id
    session.commit()
    return party


def come_in(client: FlaskClient, poster: str, party: Party, language: str = "nl") -> TestResponse:
    client.get(f"/mijn/{party.mine}")
    return client.post(f"{poster}?taal={language}", data={"who": "known", "act": str(uuid.uuid4())})


def test_everyone_reads_where_they_sit(client: FlaskClient, family: Party, poster: str) -> None:
    rows = soup(come_in(client, poster, family)).select(".seats li")

    assert [" ".join(each.text.split()) for each in rows] == ["FatimaTafel 1, groen", "JanTafel 2, geel"]
    assert [each.select("svg polygon") != [] for each in rows] == [True, True]


def test_who_sits_together_needs_no_name(client: FlaskClient, session: Session, family: Party, poster: str) -> None:
    for guest in family.guests:
        guest.group_id = family.guests[0].group_id
    session.commit()

    rows = soup(come_in(client, poster, family, "ar")).select(".seats li")

    assert [" ".join(each.text.split()) for each in rows] == ["Tafel 1، أخضر"]


def test_today_and_the_way_to_a_card(client: FlaskClient, session: Session, market: Event, poster: str) -> None:
    market.text("nl").intro = "Er is soep."
    session.commit()
    page = soup(come_in(client, poster, sign_up(session, market, "Fatima")))
    main = " ".join(page.select_one("main").text.split())  # type: ignore[union-attr]

    assert "Van 14.00 tot 15.00 uur" in main and "Van 16.00 tot 17.00 uur" in main and "Er is soep." in main
    assert "tablet in de zaal" in main and page.select_one('main a[href="/kaart"]')
    assert page.select("script") == page.select(".seats") == []


def test_without_cards_nobody_is_sent_to_a_tablet(
    client: FlaskClient, session: Session, market: Event, poster: str
) -> None:
    market.activities = [each for each in market.activities if each.kind == "keep_informed"]
    session.commit()

    assert "tablet in de zaal" not in come_in(client, poster, sign_up(session, market, "Fatima")).text


def test_the_page_stays_small(client: FlaskClient, family: Party, poster: str) -> None:
    assert len(come_in(client, poster, family).data) < 12_000
