"""After a change: what was saved is said, and what can no longer change says why and leads back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from tests.cast import sign_up
from tests.site.walk import filled, soup

pytestmark = pytest.mark.usefixtures("now")

ALL = ("/wijzig/who", "/wijzig/help", "/wijzig/contact", "/afmelden")


@pytest.fixture
def party(session: Session, market: Event) -> Party:
    return sign_up(session, market, "Fatima")


def saved(client: FlaskClient, party: Party, step: str, **typed: str) -> str:
    """The line that says what was saved."""
    address = f"/mijn/{party.mine}/wijzig/{step}"
    form = soup(client.get(address)).select_one("main form")
    assert form is not None
    answer = client.post(address, data={**filled(form), **typed}, follow_redirects=True)
    status = soup(answer).select_one("main [role=status]")
    return " ".join(status.text.split()) if status else ""


def test_nothing_is_said_before_a_change(client: FlaskClient, party: Party) -> None:
    assert soup(client.get(f"/mijn/{party.mine}")).select_one("[role=status]") is None


def test_a_new_time_is_said_back(client: FlaskClient, party: Party, market: Event) -> None:
    assert saved(client, party, "who", moment=str(market.moments[1].id)) == "Bewaard. U komt nu om 15.00 uur."


def test_coming_at_any_time_is_said_back(client: FlaskClient, party: Party) -> None:
    assert saved(client, party, "who", moment="any") == "Bewaard. U komt wanneer u wilt."


@pytest.mark.parametrize(("step", "typed"), [("help", {"wheelchair": "y"}), ("contact", {"email": "f@example.org"})])
def test_another_answer_is_only_saved(client: FlaskClient, party: Party, step: str, typed: dict[str, str]) -> None:
    assert saved(client, party, step, **typed) == "Bewaard."


@pytest.mark.parametrize("typed", ["🎈", "<b>x</b>", "a" * 4000])
def test_a_made_up_address_says_nothing_of_its_own(client: FlaskClient, party: Party, typed: str) -> None:
    answer = client.get(f"/mijn/{party.mine}", query_string={"bewaard": typed})

    assert answer.status_code == 200
    assert typed not in answer.text


def test_what_was_asked_for_stands_under_its_words(client: FlaskClient, session: Session, market: Event) -> None:
    help = {"interpreter": "Arabisch", "wheelchair": True, "child_care": True, "other": "een lift met de auto"}
    page = soup(client.get(f"/mijn/{sign_up(session, market, 'Fatima', help=help).mine}"))
    asked = next(each for each in page.select(".facts li") if "U vroeg om:" in each.text)

    assert [each.text for each in asked.select("li")] == [
        "Tolk: Arabisch",
        "Ruimte voor een rolstoel of rollator",
        "Kinderopvang",
        "een lift met de auto",
    ]


def test_who_asked_for_nothing_sees_no_empty_line(client: FlaskClient, party: Party) -> None:
    assert "U vroeg om" not in client.get(f"/mijn/{party.mine}").text


@pytest.mark.parametrize("path", ALL)
def test_after_the_meeting_it_says_that_nothing_can_change(
    client: FlaskClient, session: Session, party: Party, later: object, path: str
) -> None:
    later(hours=5)  # type: ignore[operator]
    for answer in (client.get(f"/mijn/{party.mine}{path}"), client.post(f"/mijn/{party.mine}{path}", data={})):
        page = soup(answer)
        assert answer.status_code == 410
        assert "Deze bijeenkomst is voorbij" in page.main.text  # type: ignore[union-attr]
        assert page.select_one("main .press-go")["href"] == f"/mijn/{party.mine}"  # type: ignore[index]
    session.refresh(party)
    assert party.state == "signed_up"


def test_who_signed_off_has_nothing_to_change(client: FlaskClient, party: Party) -> None:
    client.post(f"/mijn/{party.mine}/afmelden")
    answer = client.get(f"/mijn/{party.mine}/wijzig/who")

    assert answer.status_code == 410
    assert "U bent afgemeld" in answer.text


def test_a_time_that_passes_while_the_screen_is_open_loses_nothing(
    client: FlaskClient, session: Session, party: Party, market: Event, later: object
) -> None:
    for moment in market.moments[1:]:
        moment.starts_at += timedelta(days=1)
        moment.ends_at += timedelta(days=1)
    session.commit()
    form = soup(client.get(f"/mijn/{party.mine}/wijzig/who")).select_one("main form")
    assert form is not None
    later(hours=1)  # type: ignore[operator]
    answer = client.post(f"/mijn/{party.mine}/wijzig/who", data={**filled(form), "name": "Olena"})

    assert answer.status_code == 422
    assert "Olena" in answer.text


def test_a_meeting_that_is_over_is_the_heading(client: FlaskClient, party: Party, later: object) -> None:
    later(hours=5)  # type: ignore[operator]
    page = soup(client.get(f"/mijn/{party.mine}"))

    assert page.h1.text == "Deze bijeenkomst is voorbij"  # type: ignore[union-attr]
    assert page.select_one("main .press-go, .pass") is None


def test_who_waits_keeps_the_code_for_when_there_is_a_place(
    client: FlaskClient, session: Session, party: Party
) -> None:
    party.state = "waiting"
    session.commit()
    page = soup(client.get(f"/mijn/{party.mine}"))

    assert "Is er plaats? Laat dit dan zien bij de deur." in page.select_one(".pass").text  # type: ignore[union-attr]
    assert page.select_one("main .press-go") is None
