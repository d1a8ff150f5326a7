"""Reading cards and moving them: by the whole team, and never with a person beside a card."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.cards.models import Card
from kiosk.cards.rules import CARD_MOVES
from kiosk.events.models import Event
from tests.cast import sign_up, signed_in
from tests.organiser.scene import SLUG, arrive, desk, leave_card, moderator, say_yes, soup

CARDS = f"{SLUG}/kaarten"
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.usefixtures("now")


def state_of(session: Session, card: Card) -> str:
    session.expire_all()
    return session.get_one(Card, card.id).state


@pytest.mark.parametrize(("cards", "said"), [(4, []), (5, ["Pools"] * 5)])
def test_a_language_is_named_when_it_singles_nobody_out(
    app: Flask, session: Session, market: Event, ilse: Account, cards: int, said: list[str]
) -> None:
    for _ in range(cards):
        leave_card(session, market, text="Dobrze", language="pl")
    leave_card(session, market, text="Goed zo")
    page = soup(desk(app, session, ilse).get(f"{CARDS}?taal=nl"))

    assert [each.text for each in page.select(".card-language")] == said


def test_a_face_of_the_only_one_who_speaks_a_language_does_not_say_so(
    app: Flask, session: Session, market: Event, ilse: Account
) -> None:
    card = leave_card(session, market, "glad", language="uk")
    ilses = desk(app, session, ilse)
    moved = ilses.post(f"{CARDS}/{card.id}", data={"state": "approved"}, headers=HTMX)
    sheet = ilses.post(f"{SLUG}/bestand/cards", data={"kind": "csv"})

    assert 'lang="uk"' not in moved.text and 'lang="uk"' not in str(soup(ilses.get(CARDS)).select_one("main"))
    assert "Oekra" not in moved.text + sheet.text


@pytest.mark.parametrize(("state", "to"), [(state, to) for state, moves in CARD_MOVES.items() for to in sorted(moves)])
def test_one_press_moves_a_card(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, state: str, to: str
) -> None:
    card = leave_card(session, market, state=state)

    answer = desk(app, session, ilse).post(f"{CARDS}/{card.id}", data={"state": to})

    assert (answer.status_code, answer.location) == (303, f"{CARDS}#card-{card.id}")
    assert state_of(session, card) == to
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "move card")).one()
    assert entry.actor == f"account {ilse.id}"


def test_with_htmx_the_card_comes_back_alone(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    card = leave_card(session, market, "mad", "De lift is kapot.")

    answer = desk(app, session, ilse).post(f"{CARDS}/{card.id}", data={"state": "held", "back": "day"}, headers=HTMX)

    part = soup(answer)
    assert [each.get("id") for each in part.find_all(recursive=False)] == [f"card-{card.id}"]
    assert [each["value"] for each in part.select("[aria-pressed=true]")] == ["held"]


def test_the_card_of_the_list_is_the_card_that_comes_back(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    card = leave_card(session, market, state="approved")
    ours = desk(app, session, ilse)

    listed = soup(ours.get(CARDS + "?state=approved")).select_one("article")
    moved = soup(ours.post(f"{CARDS}/{card.id}", data={"state": "approved"}, headers=HTMX)).select_one("article")

    for token in [*listed.select("[name=csrf_token]"), *moved.select("[name=csrf_token]")]:
        token["value"] = "of its own second"
    assert str(listed) == str(moved)


def test_a_second_press_is_harmless(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    card = leave_card(session, market)
    ours = desk(app, session, ilse)

    answers = [ours.post(f"{CARDS}/{card.id}", data={"state": "approved"}).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert state_of(session, card) == "approved"


def test_each_state_has_its_list_and_its_number(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    for state, text in (("waiting", "een"), ("approved", "twee"), ("held", "drie")):
        leave_card(session, market, "tip", text, state=state)
    ours = desk(app, session, ilse)

    found = {
        state: [each.get_text(strip=True) for each in soup(ours.get(f"{CARDS}?state={state}")).select(".card-text")]
        for state in ("waiting", "approved", "held")
    }

    assert found == {"waiting": ["een"], "approved": ["twee"], "held": ["drie"]}
    assert len(soup(ours.get(CARDS + "?state=all")).select(".card")) == 3
    assert [each.get_text() for each in soup(ours.get(CARDS)).select(".filters b")] == ["1", "1", "1", "3"]


def test_a_text_keeps_its_language_and_direction_and_stays_a_text(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    leave_card(session, market, "sad", "<script>alert(1)</script> دروس", language="ar")

    text = soup(desk(app, session, ilse).get(CARDS)).select_one(".card-text")

    assert text is not None
    assert (text["lang"], text["dir"]) == ("ar", "auto")
    assert text.get_text() == "<script>alert(1)</script> دروس"
    assert text.find("script") is None


def test_nothing_on_the_page_tells_of_people(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    arrive(session, sign_up(session, market, "Fatima", phone="+31612345678"))
    say_yes(session, market, "Oleksandra", email="oleksandra@example.org")
    leave_card(session, market, "tip", "Zet een bankje neer.")

    page = desk(app, session, ilse).get(CARDS).get_data(as_text=True)

    for told in ("Fatima", "Oleksandra", "31612345678", "oleksandra@"):
        assert told not in page


def test_after_closing_a_card_shows_no_time(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    leave_card(session, market)
    market.closed_at = now
    session.commit()

    assert soup(desk(app, session, ilse).get(CARDS)).select_one("time") is None


def test_a_moderator_reads_and_moves_but_takes_nothing_along(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, now: Any
) -> None:
    card = leave_card(session, market)
    theirs = desk(app, session, moderator(session, lindewaard))

    page = soup(theirs.get(CARDS))

    assert page.select_one(".downloads") is None
    assert theirs.post(f"{CARDS}/{card.id}", data={"state": "held"}).status_code == 303
    assert theirs.post(f"{SLUG}/bestand/cards", data={"kind": "csv"}).status_code == 403


def test_another_organisation_moves_nothing(
    app: Flask, session: Session, market: Event, vera: Account, now: Any
) -> None:
    card = leave_card(session, market)
    theirs = desk(app, session, vera)

    assert theirs.get(CARDS).status_code == 404
    assert theirs.post(f"{CARDS}/{card.id}", data={"state": "held"}).status_code == 404
    assert state_of(session, card) == "waiting"


@pytest.mark.parametrize("sent", [{}, {"state": ""}, {"state": "gone"}, {"state": "x" * 9000}])
def test_an_unknown_state_is_refused(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, sent: dict[str, str]
) -> None:
    card = leave_card(session, market)

    assert desk(app, session, ilse).post(f"{CARDS}/{card.id}", data=sent).status_code == 400
    assert state_of(session, card) == "waiting"


def test_an_unknown_card_is_not_there(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    ours = desk(app, session, ilse)

    assert ours.post(f"{CARDS}/{uuid.uuid4()}", data={"state": "held"}).status_code == 404
    assert ours.post(f"{CARDS}/nonsense", data={"state": "held"}).status_code == 404
    assert ours.get(f"{CARDS}?state=gone").status_code == 404


def test_a_press_without_our_form_changes_nothing(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    card = leave_card(session, market)

    assert signed_in(app, session, ilse).post(f"{CARDS}/{card.id}", data={"state": "held"}).status_code == 400
    assert state_of(session, card) == "waiting"
