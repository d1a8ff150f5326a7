"""What a browser that signed up before is told: its own sign-up, in its own language, and nobody else's."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from tests.cast import sign_up
from tests.site.walk import soup

PAGE = "/bijeenkomst/hulp-in-uw-buurt"

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def party(session: Session, market: Event) -> Party:
    return sign_up(session, market, "Fatima", language="ar")


@pytest.fixture
def known(client: FlaskClient, party: Party) -> FlaskClient:
    """The browser that opened the link of the sign-up."""
    client.get(f"/mijn/{party.mine}")
    return client


def language(client: FlaskClient, address: str, **headers: str) -> str:
    return str(soup(client.get(address, headers=headers)).html["lang"])  # type: ignore[index]


def test_my_link_opens_in_the_language_of_the_sign_up(client: FlaskClient, party: Party) -> None:
    for path in ("", "/wijzig/who", "/wijzig/help", "/wijzig/contact", "/afmelden"):
        assert language(client, f"/mijn/{party.mine}{path}", Accept_Language="pl") == "ar"


def test_who_chose_another_language_keeps_it(client: FlaskClient, party: Party) -> None:
    assert language(client, f"/mijn/{party.mine}?taal=tr") == "tr"
    assert language(client, f"/mijn/{party.mine}") == "tr"


def test_the_page_of_the_event_knows_who_signed_up(known: FlaskClient, party: Party) -> None:
    page = soup(known.get(f"{PAGE}?taal=nl"))

    assert page.select_one(".notice").text.strip() == "U bent al aangemeld, Fatima"  # type: ignore[union-attr]
    assert [each["href"] for each in page.select("main .press-go")] == [f"/mijn/{party.mine}"]
    assert f"{PAGE}/aanmelden" not in str(page.main)


def test_who_waits_is_told_so(known: FlaskClient, session: Session, party: Party) -> None:
    party.state = "waiting"
    session.commit()

    assert "U staat al op de wachtlijst" in known.get(f"{PAGE}?taal=nl").text


def test_that_page_is_for_this_browser_only(app: Flask, known: FlaskClient, party: Party) -> None:
    before = app.test_client().get(PAGE)
    answer = known.get(PAGE, headers={"Accept-Encoding": "br"})
    after = app.test_client().get(PAGE)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Encoding" not in answer.headers
    assert before.text == after.text
    assert "Fatima" not in after.text and party.mine not in after.text


@pytest.mark.parametrize("cookie", ["", ".....", "7KQWX3MNPD4RTYBVCZH2J8S5LA", "🎈", "a" * 3000])
def test_a_made_up_cookie_is_a_stranger(client: FlaskClient, market: Event, cookie: str) -> None:
    client.set_cookie("mijn", cookie)
    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert f"{PAGE}/aanmelden" in answer.text


def test_who_signed_off_can_sign_up_again(known: FlaskClient, party: Party) -> None:
    known.post(f"/mijn/{party.mine}/afmelden")

    assert f"{PAGE}/aanmelden" in known.get(PAGE).text


def test_a_sign_up_for_another_meeting_is_not_meant(
    known: FlaskClient, session: Session, market: Event, party: Party
) -> None:
    other = Event(
        organisation_id=market.organisation_id,
        slug="elders",
        kind="meeting",
        state="published",
        created_at=market.created_at,
    )
    session.add(other)
    session.flush()
    party.event_id = other.id
    session.commit()

    assert f"{PAGE}/aanmelden" in known.get(PAGE).text


def test_after_the_meeting_the_page_says_only_that(known: FlaskClient, later: object) -> None:
    later(hours=5)  # type: ignore[operator]
    page = known.get(f"{PAGE}?taal=nl").text

    assert "Deze bijeenkomst is voorbij" in page
    assert "al aangemeld" not in page
