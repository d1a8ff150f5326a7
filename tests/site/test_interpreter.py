"""An interpreter is of no use without a language: it is asked, and shown back in words wherever it stands."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from tests.cast import sign_up
from tests.site.walk import Walk, filled, soup

SIGN_UP = "/bijeenkomst/hulp-in-uw-buurt/aanmelden"

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def walk(client: FlaskClient, market: Event) -> Walk:
    """Somebody at the second question."""
    walk = Walk(client, f"{SIGN_UP}?taal=nl")
    walk.press("next", moment=str(market.moments[0].id), name="Fatima")
    return walk


def language_of(session: Session) -> object:
    return (session.scalars(select(Party)).one().help or {}).get("interpreter")


@pytest.mark.parametrize("given", [{}, {"interpreter_language": ""}, {"interpreter_language": "xx"}])
def test_without_a_language_it_is_asked_again(walk: Walk, given: dict[str, str]) -> None:
    walk.press("next", interpreter="y", **given)

    assert (walk.step, walk.response.status_code) == ("help", 422)
    assert walk.errors() == ["Kies de taal van de tolk."]
    assert walk.page.select_one("#error-summary a")["href"] == "#interpreter_language-0"  # type: ignore[index]
    assert walk.page.title.text.startswith("Fout: ")  # type: ignore[union-attr]
    assert walk.page.select_one("#interpreter[checked]") is not None


@pytest.mark.parametrize("typed", ["", "   ", "a" * 41])
def test_another_language_needs_its_name(walk: Walk, typed: str) -> None:
    walk.press("next", interpreter="y", interpreter_language="other", interpreter_other=typed)

    assert (walk.step, walk.response.status_code) == ("help", 422)
    assert walk.page.select_one("#interpreter_language-5[checked]") is not None


def test_who_needs_none_is_not_asked(walk: Walk, session: Session) -> None:
    for button in ("next", "next", "send"):
        walk.press(button, interpreter_language="")

    assert language_of(session) is None


@pytest.mark.parametrize(
    ("given", "kept", "shown"),
    [
        ({"interpreter_language": "uk"}, "Oekraïens", "Tolk: Oekraïens"),
        ({"interpreter_language": "other", "interpreter_other": " Tigrinya "}, "Tigrinya", "Tolk: Tigrinya"),
    ],
)
def test_the_language_is_shown_on_the_check_page_and_after(
    walk: Walk, session: Session, given: dict[str, str], kept: str, shown: str
) -> None:
    walk.press("next", interpreter="y", **given)
    walk.press("next")
    assert shown in walk.page.text
    walk.press("send")

    assert language_of(session) == kept
    assert shown in soup(walk.client.get(walk.response.location)).text


@pytest.mark.parametrize(("code", "word"), [("ar", "العربية"), ("en", "Arabic"), ("pl", "Arabski"), ("nl", "Arabisch")])
def test_it_is_called_as_the_reader_calls_it(
    client: FlaskClient, session: Session, market: Event, code: str, word: str
) -> None:
    party = sign_up(session, market, "Fatima", help={"interpreter": "Arabisch"})

    assert word in soup(client.get(f"/mijn/{party.mine}?taal={code}")).main.text  # type: ignore[union-attr]


def test_the_language_of_the_page_comes_first(client: FlaskClient, market: Event) -> None:
    walk = Walk(client, f"{SIGN_UP}?taal=tr")
    walk.press("next", moment=str(market.moments[0].id), name="Ayşe")

    assert walk.page.select_one("#interpreter_language-0")["value"] == "tr"  # type: ignore[index]


@pytest.mark.parametrize("language", ["Pools", "pl", "Tigrinya", "<i>x</i>"])
def test_a_change_starts_from_what_was_said(
    client: FlaskClient, session: Session, market: Event, language: str
) -> None:
    party = sign_up(session, market, "Fatima", help={"interpreter": language})
    address = f"/mijn/{party.mine}/wijzig/help"
    form = soup(client.get(address)).select_one("main form")
    assert form is not None
    client.post(address, data=filled(form))

    session.refresh(party)
    assert party.help == {"interpreter": "Pools" if language == "pl" else language}


def test_a_change_without_a_language_changes_nothing(client: FlaskClient, session: Session, market: Event) -> None:
    party = sign_up(session, market, "Fatima")
    answer = client.post(f"/mijn/{party.mine}/wijzig/help", data={"interpreter": "y"})

    session.refresh(party)
    assert (answer.status_code, party.help) == (422, None)
    assert "Kies de taal van de tolk." in answer.text
