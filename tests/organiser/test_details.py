"""Filling in an event screen by screen: what is kept, what is refused in which words, and what strangers cannot do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry
from kiosk.events.models import Event
from kiosk.organiser.sections import SECTIONS
from tests.organiser.scene import SLUG, desk, soup

WHAT = {"kind": "meeting", "title": "Hulp in uw buurt", "question": "Wat helpt u?", "intro": "Kom langs."}
WHERE = {"venue": "De Haven", "address": "Plein 1, Lindewaard", "room": "Zaal 2", "stop": "Plein, bus 3"}
CARE = {"alarm_name": "Ilse", "alarm_email": "ilse@example.org", "answers_on": "2026-05-01"}

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


@pytest.fixture
def draft(session: Session, market: Event) -> Event:
    market.state = "draft"
    session.commit()
    return market


def save(client: FlaskClient, path: str, data: dict[str, Any]) -> Any:
    return client.post(f"{SLUG}/gegevens/{path}", data=data)


def fresh(session: Session, event: Event) -> Event:
    session.expire_all()
    return session.get_one(Event, event.id)


def test_what_it_is_about(ilses: FlaskClient, session: Session, market: Event) -> None:
    assert save(ilses, "wat", WHAT).headers["Location"] == f"{SLUG}/gegevens?klaar=wat"

    event = fresh(session, market)
    assert (event.kind, event.text("nl").question, event.text("nl").intro) == ("meeting", "Wat helpt u?", "Kom langs.")
    assert "Bewaard: Waar het over gaat." in ilses.get(f"{SLUG}/gegevens?klaar=wat").text


def test_the_address_follows_the_title_of_a_draft_only(ilses: FlaskClient, session: Session, draft: Event) -> None:
    answer = save(ilses, "wat", {**WHAT, "title": "Steun in de buurt"})
    assert fresh(session, draft).slug == "steun-in-de-buurt"
    assert answer.headers["Location"].startswith("/beheer/steun-in-de-buurt/gegevens")

    draft.state = "published"
    session.commit()
    ilses.post("/beheer/steun-in-de-buurt/gegevens/wat", data={**WHAT, "title": "Weer anders"})
    assert fresh(session, draft).slug == "steun-in-de-buurt"
    assert fresh(session, draft).text("nl").title == "Weer anders"


def test_where(ilses: FlaskClient, session: Session, market: Event) -> None:
    save(ilses, "waar", {**WHERE, "has_toilet": "y"})

    event = fresh(session, market)
    assert (event.venue, event.address, event.room, event.stop) == tuple(WHERE.values())
    assert (event.is_step_free, event.has_toilet) == (False, True)


def test_people(ilses: FlaskClient, session: Session, market: Event) -> None:
    rows = {"people-0-name": "Samira", "people-0-does": "Luistert", "people-0-languages": ["ar", "nl", "xx"]}
    save(ilses, "mensen", {"contact_name": "Ilse", "contact_phone": "088-123 45 67", **rows, "people-3-name": "Henk"})

    event = fresh(session, market)
    assert event.contact_phone == "088-123 45 67"
    assert [(each.name, each.does, each.languages) for each in event.people] == [
        ("Samira", "Luistert", ["nl", "ar"]),
        ("Henk", "", []),
    ]


def test_influence(ilses: FlaskClient, session: Session, market: Event) -> None:
    points = {"open_points": "De plek\r\n\r\nDe tijd\r\n", "fixed_points": "Het geld"}
    save(ilses, "invloed", {"ladder": "advise", **points})

    event = fresh(session, market)
    assert event.ladder == "advise"
    assert (event.text("nl").open_points, event.text("nl").fixed_points) == ("De plek\n\nDe tijd", "Het geld")


def test_every_ladder_step_shows_the_sentence_that_residents_read(ilses: FlaskClient, client: FlaskClient) -> None:
    sentence = "U geeft tips. Wij beslissen."

    assert sentence in ilses.get(f"{SLUG}/gegevens/invloed").text
    assert sentence in client.get("/bijeenkomst/hulp-in-uw-buurt").text


def test_offers(ilses: FlaskClient, session: Session, market: Event) -> None:
    save(ilses, "aanbod", {"coffee": "y", "compensation": "y", "compensation_words": "Een bon van € 15"})

    assert fresh(session, market).offers == {"coffee": True, "compensation": "Een bon van € 15"}


def test_typing_words_ticks_their_box(ilses: FlaskClient, session: Session, market: Event) -> None:
    market.offers = {}
    session.commit()
    save(ilses, "aanbod", {"compensation_words": "Een bon", "interpreter_words": "Arabisch"})

    assert fresh(session, market).offers == {"compensation": "Een bon", "interpreter": "Arabisch"}


def test_a_box_can_be_unticked_while_its_words_stand(ilses: FlaskClient, session: Session, market: Event) -> None:
    market.offers = {"compensation": "Een bon"}
    session.commit()
    save(ilses, "aanbod", {"compensation_words": "Een bon"})

    assert fresh(session, market).offers == {}


def test_optional_screens_that_are_empty_are_named(ilses: FlaskClient, session: Session, draft: Event) -> None:
    draft.offers, draft.activities, draft.alarm_email = {}, [], "ilse@example.org"
    session.commit()
    todo = soup(ilses.get(f"{SLUG}/gegevens")).select("#event_next .to-do a")

    assert [each["href"] for each in todo] == [f"{SLUG}/gegevens/aanbod", f"{SLUG}/gegevens/tablet"]


def test_a_screen_that_is_not_ready_can_be_changed_too(ilses: FlaskClient, session: Session, draft: Event) -> None:
    draft.venue = ""
    session.commit()
    row = soup(ilses.get(f"{SLUG}/gegevens")).select_one('.event-rows li:has(a[href$="/gegevens/waar"])')

    assert row and "Nog niet af" in row.text and "Wijzig" in row.text


def test_languages(ilses: FlaskClient, session: Session, market: Event) -> None:
    save(ilses, "talen", {"languages": ["tr", "ar", "nl", "xx"]})

    assert fresh(session, market).languages == ["nl", "ar", "tr"]


def test_texts_in_another_language(ilses: FlaskClient, session: Session, market: Event) -> None:
    texts = {"title": "Help in your area", "question": "How is it?", "intro": "", "open_points": "", "fixed_points": ""}
    save(ilses, "talen/en", texts)
    assert fresh(session, market).text("en").title == "Help in your area"

    save(ilses, "talen/en", dict.fromkeys(texts, ""))
    assert fresh(session, market).text("en").title == "Hulp in uw buurt"


def test_half_a_text_is_no_text(ilses: FlaskClient) -> None:
    page = save(ilses, "talen/ar", {"title": "", "question": "ما رأيك؟", "intro": ""})

    assert page.status_code == 422
    assert 'href="#title"' in page.text and "ما رأيك؟" in page.text


def test_texts_exist_for_the_chosen_languages_only(ilses: FlaskClient) -> None:
    for language in ("nl", "pl", "xx", "..", "%00"):
        assert ilses.get(f"{SLUG}/gegevens/talen/{language}").status_code == 404
        assert save(ilses, f"talen/{language}", {"title": "x", "question": "y"}).status_code == 404


def test_the_tablet(ilses: FlaskClient, session: Session, market: Event) -> None:
    save(ilses, "tablet", {"feelings": "y", "feelings_nl": "Hoe is het?", "feelings_ar": "كيف؟", "keep_informed": "y"})

    offered = {each.kind: each.questions for each in fresh(session, market).activities}
    assert offered == {"feelings": {"nl": "Hoe is het?", "ar": "كيف؟"}, "keep_informed": {}}


def test_a_tip_needs_no_question_of_its_own(ilses: FlaskClient, session: Session, draft: Event) -> None:
    draft.alarm_email = "ilse@example.org"
    session.commit()
    save(ilses, "tablet", {"tip": "y", "tip_nl": "", "feelings": "y", "feelings_nl": ""})

    assert [each.questions for each in fresh(session, draft).activities] == [{}, {}]
    assert ilses.post(f"{SLUG}/publiceren").status_code == 302
    assert fresh(session, draft).state == "published"


def test_who_reads_worries_and_when_answers_come(ilses: FlaskClient, session: Session, market: Event) -> None:
    save(ilses, "zorg", CARE)

    event = fresh(session, market)
    assert (event.alarm_name, event.alarm_email, event.answers_on) == ("Ilse", "ilse@example.org", date(2026, 5, 1))


def test_an_empty_or_hostile_post_is_never_a_failure(ilses: FlaskClient) -> None:
    names = (*WHAT, *WHERE, *CARE, "contact_name", "tip_nl", "moments-0-day", "people-0-name", "rij", "languages")
    hostile = dict.fromkeys(names, "\x00<script>" + "é" * 3000)
    for section in SECTIONS:
        assert save(ilses, section.path, {}).status_code in (302, 422)
        page = save(ilses, section.path, hostile)
        assert page.status_code in (302, 422)
        assert "<script>é" not in page.text


def test_a_draft_may_have_gaps(ilses: FlaskClient, session: Session, draft: Event) -> None:
    draft.venue = draft.contact_name = draft.alarm_name = ""
    draft.activities, draft.people, draft.languages = [], [], ["nl"]
    session.commit()

    for section in SECTIONS:
        assert ilses.get(f"{SLUG}/gegevens/{section.path}").status_code == 200
    assert ilses.get(f"{SLUG}/gegevens").status_code == 200


def test_saving_a_draft_goes_on_to_the_next_gap(ilses: FlaskClient, session: Session, draft: Event) -> None:
    draft.contact_phone = ""
    session.commit()
    assert save(ilses, "waar", WHERE).headers["Location"] == f"{SLUG}/gegevens/mensen"
    assert save(ilses, "aanbod", {}).headers["Location"] == f"{SLUG}/gegevens/zorg"


@pytest.mark.parametrize("state", ["cancelled", "closed", "archived"])
def test_an_event_that_is_over_stays_as_it_was(ilses: FlaskClient, session: Session, market: Event, state: str) -> None:
    market.state = state
    session.commit()
    for path in ("wat", "waar", "aanbod", "talen/ar"):
        answer = save(ilses, path, {**WHAT, **WHERE, "title": "Anders"})
        assert answer.headers["Location"] == f"{SLUG}/gegevens"

    event = fresh(session, market)
    assert (event.text("nl").title, event.venue) == ("Hulp in uw buurt", "Buurthuis De Haven")
    assert event.text("ar").title != "Anders"
    assert ilses.get(f"{SLUG}/gegevens").status_code == 200


def test_a_screen_that_does_not_exist(ilses: FlaskClient) -> None:
    for path in ("onzin", "%00", "WAT", "wat/extra"):
        assert ilses.get(f"{SLUG}/gegevens/{path}").status_code == 404
        assert save(ilses, path, WHAT).status_code == 404


def test_looking_changes_nothing(ilses: FlaskClient, session: Session, market: Event) -> None:
    before = {column.name: getattr(market, column.name) for column in Event.__table__.columns}
    for section in SECTIONS:
        assert ilses.get(f"{SLUG}/gegevens/{section.path}?{'&'.join(f'{k}={v}' for k, v in WHAT.items())}").status_code

    event = fresh(session, market)
    assert before == {column.name: getattr(event, column.name) for column in Event.__table__.columns}


def test_a_change_is_written_down_without_its_words(ilses: FlaskClient, session: Session, market: Event) -> None:
    save(ilses, "zorg", CARE)

    entry = session.scalar(select(AuditEntry).where(AuditEntry.action == "event.change"))
    assert entry and entry.object == f"event {market.id} care"
