"""Signing up online: three small screens, nothing lost, and one sign-up however often the button is pressed."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access import throttle
from kiosk.access.throttle import Limit
from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.mail.models import Letter
from tests.cast import sign_up
from tests.site.walk import Walk

SIGN_UP = "/bijeenkomst/hulp-in-uw-buurt/aanmelden"

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def walk(client: FlaskClient, market: Event) -> Walk:
    return Walk(client, SIGN_UP)


@pytest.fixture
def first(market: Event) -> str:
    return str(market.moments[0].id)


def party(session: Session) -> Party:
    found = session.scalars(select(Party)).all()
    assert len(found) == 1
    return found[0]


def test_a_first_name_and_a_time_are_enough(walk: Walk, first: str, session: Session) -> None:
    walk.sign_up(first)

    assert party(session).state == "signed_up"
    assert [each.name for each in party(session).guests] == ["Fatima"]
    assert (party(session).email, party(session).phone, party(session).help) == (None, None, None)


def test_the_whole_sign_up_takes_six_trips_at_most(walk: Walk, first: str, client: FlaskClient) -> None:
    address = walk.sign_up(first)

    assert client.get(address).status_code == 200
    assert walk.trips + 1 <= 6


def test_a_name_is_not_needed(walk: Walk, first: str, session: Session) -> None:
    walk.press("nameless", moment=first)
    assert walk.step == "help"
    walk.press("next")
    walk.press("nothing")
    walk.press("send")

    assert party(session).guests[0].name is None


def test_ten_can_come_and_not_all_need_a_name(walk: Walk, first: str, session: Session) -> None:
    walk.press("next", moment=first, name="Fatima", together="y", size="4", others="Jan, Ahmed")
    walk.press("next")
    walk.press("next")
    walk.press("send")

    assert [each.name for each in party(session).guests] == ["Fatima", "Jan", "Ahmed", None]
    assert party(session).size == 4


def test_more_names_than_people_count_as_people(walk: Walk, first: str, session: Session) -> None:
    walk.press("next", moment=first, name="Fatima", together="y", size="2", others="Jan, Ahmed")
    for button in ("next", "next", "send"):
        walk.press(button)

    assert party(session).size == 3


def test_what_is_missing_is_said_and_what_was_typed_is_kept(walk: Walk) -> None:
    walk.press("next", name="Fatima", together="y", others="Jan")

    assert walk.response.status_code == 422
    assert walk.page.title is not None and walk.page.title.text.startswith("Fout: ")
    assert walk.errors() == ["Kies hoe laat u komt."]
    assert (walk.value("name"), walk.value("others")) == ("Fatima", "Jan")


def test_each_error_leads_to_its_field(walk: Walk) -> None:
    walk.press("next")

    targets = [str(each["href"]).removeprefix("#") for each in walk.page.select("#error-summary a")]
    assert targets == ["moment-0", "name"]
    assert all(walk.page.find(id=target) for target in targets)


@pytest.mark.parametrize(
    "typed", ["geen adres", "a@b", "fatima@", "a" * 300 + "@example.org", "a@example.org\nBcc: x@y.nl"]
)
def test_an_address_that_cannot_be_is_asked_again(walk: Walk, first: str, typed: str) -> None:
    walk.press("next", moment=first, name="Fatima")
    walk.press("next")
    walk.press("next", email=typed)

    assert walk.step == "contact"
    assert len(walk.errors()) == 1
    assert walk.value("email").split() == typed.split()


@pytest.mark.parametrize(
    "typed", ["06 12 34 56 78", "06-12345678", "(06) 12345678", "+31 6 1234 5678", "0031612345678"]
)
def test_a_phone_number_may_be_written_in_many_ways(walk: Walk, first: str, session: Session, typed: str) -> None:
    walk.sign_up(first, phone=typed)

    assert party(session).phone == "+31612345678"


def test_the_check_page_shows_all_and_changes_one_thing(walk: Walk, first: str, session: Session) -> None:
    walk.press("next", moment=first, name="Fatima")
    walk.press("next", interpreter="y", interpreter_language="ar")
    walk.press("next", email="fatima@example.org")
    assert "Arabisch" in walk.page.text
    walk.press("edit:who")
    assert (walk.step, walk.value("name")) == ("who", "Fatima")
    walk.press("next", moment=first, name="Olena")
    assert walk.step == "check"
    walk.press("send")

    assert party(session).guests[0].name == "Olena"
    assert party(session).help == {"interpreter": "Arabisch"}
    assert party(session).email == "fatima@example.org"


def test_our_back_button_keeps_what_was_typed(walk: Walk, first: str) -> None:
    walk.press("next", moment=first, name="Fatima")
    walk.press("back", other="een lift")
    assert (walk.step, walk.value("name")) == ("who", "Fatima")
    walk.press("next", moment=first)

    assert walk.value("other") == "een lift"


def test_pressing_the_last_button_twice_is_one_sign_up(walk: Walk, first: str, session: Session) -> None:
    walk.press("next", moment=first, name="Fatima")
    walk.press("next")
    walk.press("next", email="fatima@example.org")
    check = walk.page
    walk.press("send")
    once = walk.response.location
    walk.page = check
    walk.press("send")

    assert walk.response.location == once
    assert session.scalar(select(func.count()).select_from(Party)) == 1
    assert session.scalar(select(func.count()).select_from(Letter)) == 1


def test_no_screen_can_be_skipped(client: FlaskClient, market: Event, session: Session) -> None:
    answer = client.post(SIGN_UP, data={"step": "check", "go": "send", "name": "Fatima"})

    assert answer.status_code == 422
    assert session.scalar(select(func.count()).select_from(Party)) == 0


def test_choosing_a_language_half_way_loses_nothing(walk: Walk, first: str) -> None:
    walk.address = SIGN_UP + "?taal=en"
    walk.press("stay", moment=first, name="Fatima")

    assert walk.page.html is not None and walk.page.html["lang"] == "en"
    assert walk.value("name") == "Fatima"
    assert walk.errors() == []


def test_the_language_of_the_sign_up_is_kept(walk: Walk, first: str, session: Session) -> None:
    walk.address = SIGN_UP + "?taal=ar"
    walk.sign_up(first)

    assert party(session).language == "ar"


def test_a_full_time_means_the_waiting_list_and_says_so(client: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, *["Jan"] * 10)
    walk = Walk(client, SIGN_UP)
    assert "Vol. U kunt op de wachtlijst." in walk.page.text
    walk.press("next", moment=str(market.moments[0].id), name="Fatima")
    walk.press("next")
    walk.press("nothing")
    assert "U komt op de wachtlijst." in walk.page.text
    walk.press("send")

    assert "U staat op de wachtlijst" in client.get(walk.response.location).text


def test_who_does_not_know_the_time_yet_always_has_a_place(walk: Walk, session: Session) -> None:
    walk.sign_up("any")

    assert (party(session).moment_id, party(session).state) == (None, "signed_up")


def test_a_meeting_at_one_time_asks_for_no_time(client: FlaskClient, session: Session, market: Event) -> None:
    market.kind, market.moments = "meeting", market.moments[:1]
    session.commit()
    walk = Walk(client, SIGN_UP)

    assert not walk.page.select("input[type=radio]")
    walk.sign_up("")
    assert party(session).moment_id == market.moments[0].id


def test_a_time_that_is_over_cannot_be_chosen_any_more(walk: Walk, first: str, later: object) -> None:
    walk.press("next", moment=first, name="Fatima")
    walk.press("next")
    walk.press("nothing")
    later(hours=1)  # type: ignore[operator]
    walk.press("send")

    assert (walk.step, walk.errors()) == ("who", ["Kies hoe laat u komt."])
    assert walk.value("name") == "Fatima"


@pytest.mark.parametrize("state", ["cancelled", "closed", "archived"])
def test_a_meeting_that_is_not_on_takes_no_sign_ups(
    client: FlaskClient, session: Session, market: Event, state: str
) -> None:
    market.state = state
    session.commit()

    assert client.get(SIGN_UP).status_code == 410
    assert client.post(SIGN_UP, data={"step": "check", "go": "send"}).status_code == 410


def test_a_draft_and_an_unknown_meeting_are_nowhere(client: FlaskClient, session: Session, market: Event) -> None:
    market.state = "draft"
    session.commit()

    assert client.get(SIGN_UP).status_code == 404
    assert client.get("/bijeenkomst/geen/aanmelden").status_code == 404


HOSTILE = ["<script>alert(1)</script>", "' or 1=1 --", "\x00\x01", "{{ 7*7 }}", "\u202egnirts", "é" * 59, "🎈" * 20]


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_strange_name_is_only_a_name(
    walk: Walk, first: str, session: Session, typed: str, client: FlaskClient
) -> None:
    walk.press("next", moment=first, name=typed or "x", others="x" + typed)
    if walk.step == "who":
        walk.press("nameless", moment=first)
    for button in ("next", "next", "send"):
        walk.press(button)

    page = client.get(walk.response.location)
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_far_too_much_is_answered_and_kept(walk: Walk, first: str) -> None:
    walk.press("next", moment=first, name="a" * 50_000, others=", ".join(["b"] * 400))

    assert walk.response.status_code == 422
    assert len(walk.errors()) == 2
    assert walk.value("name") == "a" * 50_000


@pytest.mark.parametrize(
    "data", [{"step": "🎈"}, {"step": "who", "go": "edit:🎈"}, {"size": "-1"}, {"moment": "1e9"}, {}]
)
def test_nonsense_is_never_an_error_of_ours(client: FlaskClient, market: Event, data: dict[str, str]) -> None:
    assert client.post(SIGN_UP, data=data).status_code in (200, 422)


def test_too_many_sign_ups_from_one_address_wait(
    client: FlaskClient, market: Event, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "SIGN_UP", Limit("sign-up", 2, 1800))
    for _ in range(2):
        Walk(client, SIGN_UP).sign_up("any")
    walk = Walk(client, SIGN_UP)
    for button in ("next", "next", "next", "send"):
        walk.press(button, moment="any", name="Jan")

    assert walk.response.status_code == 429


def test_five_hundred_from_one_address_pass() -> None:
    assert throttle.SIGN_UP.tries >= 500 and throttle.SIGN_UP.seconds <= 1800


def test_without_the_form_token_nothing_is_taken(app: Flask, market: Event) -> None:
    app.config["WTF_CSRF_ENABLED"] = True

    assert app.test_client().post(SIGN_UP, data={"step": "who"}).status_code == 400
