"""Making an event: a draft that only its own team sees, with an address of its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.events.models import Event, Moment
from tests.organiser.scene import desk, moderator, soup

NEW = {"kind": "market", "title": "Samen het park in", "question": "Wat wilt u in het park?"}

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account) -> FlaskClient:
    return desk(app, session, ilse)


def make(client: FlaskClient, **changed: Any) -> Any:
    return client.post("/beheer/nieuw", data={**NEW, **changed})


def all_events(session: Session) -> list[Event]:
    session.expire_all()
    return list(session.scalars(select(Event).order_by(Event.id)))


def test_a_new_event_is_a_draft_and_goes_on_to_its_moments(ilses: FlaskClient, session: Session) -> None:
    assert make(ilses).headers["Location"] == "/beheer/samen-het-park-in/gegevens/wanneer"

    [event] = all_events(session)
    assert (event.state, event.kind, event.ladder) == ("draft", "market", "")
    assert event.text("nl").title == "Samen het park in"


def test_residents_do_not_see_a_draft(ilses: FlaskClient, client: FlaskClient) -> None:
    make(ilses)

    assert client.get("/bijeenkomst/samen-het-park-in").status_code == 404
    assert "Samen het park in" not in client.get("/").text


def test_the_list_shows_the_events_of_ones_own_organisation(
    app: Flask, ilses: FlaskClient, session: Session, market: Event, vera: Account
) -> None:
    make(ilses)

    page = ilses.get("/beheer/").text
    assert "Hulp in uw buurt" in page and "Samen het park in" in page
    strangers = desk(app, session, vera).get("/beheer/").text
    assert "Hulp in uw buurt" not in strangers and "Samen het park in" not in strangers


def test_a_title_that_is_taken_gets_a_number(ilses: FlaskClient, session: Session, market: Event) -> None:
    make(ilses, title="Hulp in uw buurt!")

    assert all_events(session)[-1].slug == "hulp-in-uw-buurt-2"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Café & thee: één uur", "cafe-thee-een-uur"),
        ("المساعدة", "bijeenkomst-2"),
        ("Nieuw", "nieuw-2"),
        ("../../etc", "etc"),
        ("x" * 120, "x" * 60),
        ("<script>alert(1)</script>", "script-alert-1-script"),
    ],
)
def test_the_address_is_made_from_the_title(ilses: FlaskClient, session: Session, title: str, slug: str) -> None:
    make(ilses, title=title)

    assert all_events(session)[0].slug == slug


def test_the_button_pressed_twice_makes_one_event(ilses: FlaskClient, session: Session, later: Any) -> None:
    assert make(ilses).headers["Location"] == make(ilses).headers["Location"]
    assert len(all_events(session)) == 1

    later(minutes=3)
    make(ilses)
    assert len(all_events(session)) == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "   \x00\x07  "}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"kind": ""}, "kind-0"),
        ({"kind": "party"}, "kind-0"),
        ({"question": "x" * 5000}, "question"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    ilses: FlaskClient, session: Session, wrong: dict[str, str], field: str
) -> None:
    page = make(ilses, **wrong)

    assert page.status_code == 422
    assert "<title>Fout: " in page.text
    assert f'href="#{field}"' in page.text
    assert NEW["question"] in page.text or "question" in wrong
    assert all_events(session) == []


def test_invisible_signs_are_left_out(ilses: FlaskClient, session: Session) -> None:
    make(ilses, title="Samen\x00 het\r\n  park\x1b in")

    assert all_events(session)[0].text("nl").title == "Samen het park in"


def test_fields_of_another_form_count_for_nothing(ilses: FlaskClient, session: Session, vera: Account) -> None:
    make(ilses, state="published", organisation_id=vera.organisation_id, slug="eigen", is_practice="1", id="99")

    [event] = all_events(session)
    assert (event.state, event.slug, event.is_practice) == ("draft", "samen-het-park-in", False)
    assert event.organisation_id != vera.organisation_id


def test_a_moderator_sees_the_list_and_makes_nothing(
    app: Flask, session: Session, lindewaard: Organisation, market: Event
) -> None:
    mo = desk(app, session, moderator(session, lindewaard))

    assert "/beheer/nieuw" not in mo.get("/beheer/").text
    assert mo.get("/beheer/nieuw").status_code == 403
    assert make(mo).status_code == 403
    assert len(all_events(session)) == 1


def test_making_an_event_needs_the_form_token(app: Flask, session: Session, ilses: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True

    assert make(ilses).status_code == 400
    assert session.scalar(select(func.count()).select_from(Event)) == 0


def test_making_an_event_is_written_down(ilses: FlaskClient, session: Session, ilse: Account) -> None:
    make(ilses)

    entry = session.scalar(select(AuditEntry).where(AuditEntry.action == "event.make"))
    assert entry and entry.object == f"event {all_events(session)[0].id}"
    assert entry.actor == f"account {ilse.id}"


def test_a_list_without_events_says_how_to_begin(ilses: FlaskClient) -> None:
    page = ilses.get("/beheer/").text

    assert "nog geen bijeenkomsten" in page
    assert "/beheer/nieuw" in page


def test_the_list_begins_with_today_and_ends_with_what_is_over(
    ilses: FlaskClient, session: Session, market: Event
) -> None:
    for title, days in (("Later", 9), ("Morgen", 1), ("Gisteren", -1), ("Vorige week", -7)):
        make(ilses, title=title)
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event
        start = market.moments[0].starts_at + timedelta(days=days)
        event.moments = [Moment(starts_at=start, ends_at=start + timedelta(hours=1))]
        event.state = "published"
        session.commit()
    make(ilses, title="Zonder dag")
    page = soup(ilses.get("/beheer/"))

    assert [each.text for each in page.select(".event-row b")] == [
        *("Hulp in uw buurt", "Morgen", "Later", "Zonder dag", "Gisteren", "Vorige week")
    ]
    assert [each.text for each in page.select("main h2")] == ["Vandaag", "Komt nog", "Eerdere bijeenkomsten"]
    assert page.text.count("Nog niet gesloten") == 2
