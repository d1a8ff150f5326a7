"""Publishing, cancelling and closing: one door, and nothing half done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Device
from kiosk.acts.models import Act
from kiosk.cards.models import Card
from kiosk.events.models import Event
from kiosk.events.rules import EVENT_MOVES
from tests.cast import Acts, paired, sign_up
from tests.organiser.scene import SLUG, desk, leave_card, soup

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


@pytest.fixture
def draft(session: Session, market: Event) -> Event:
    """Complete, and not published yet."""
    market.state, market.alarm_email = "draft", "ilse@example.org"
    session.commit()
    return market


def state(session: Session, event: Event) -> str:
    session.expire_all()
    return session.get_one(Event, event.id).state


def test_a_complete_draft_can_be_published(
    ilses: FlaskClient, client: FlaskClient, session: Session, draft: Event, now: Any
) -> None:
    assert "/publiceren" in ilses.get(f"{SLUG}/gegevens").text
    assert ilses.post(f"{SLUG}/publiceren").headers["Location"] == f"{SLUG}/afdrukken?klaar=1"

    assert state(session, draft) == "published"
    assert session.get_one(Event, draft.id).published_at == now
    assert client.get("/bijeenkomst/hulp-in-uw-buurt").status_code == 200


def test_who_published_reads_so_and_finds_the_page(ilses: FlaskClient, draft: Event) -> None:
    page = soup(ilses.post(f"{SLUG}/publiceren", follow_redirects=True))
    said = page.select_one("main [role=status]")

    assert said and "Uw bijeenkomst staat in de agenda." in said.text
    assert said.select_one('a[href="/bijeenkomst/hulp-in-uw-buurt"]')


def test_nothing_says_so_before_it_is_published(ilses: FlaskClient, draft: Event) -> None:
    assert not soup(ilses.get(f"{SLUG}/afdrukken?klaar=1")).select("main [role=status]")


GAPS = ["venue", "address", "contact_name", "contact_phone", "ladder", "alarm_name", "alarm_email"]


def test_each_gap_is_named_and_leads_to_its_field(ilses: FlaskClient, session: Session, draft: Event) -> None:
    for name in GAPS:
        setattr(draft, name, "")
    draft.answers_on = None
    draft.text("nl").question = ""
    draft.moments = []
    session.commit()

    page = ilses.get(f"{SLUG}/gegevens").text
    for field in (*GAPS[:4], "ladder-0", *GAPS[5:], "answers_on", "question", "moments-0-day"):
        assert f'#{field}"' in page, field
    assert "/publiceren" not in page
    ilses.post(f"{SLUG}/publiceren")
    assert state(session, draft) == "draft"


@pytest.mark.parametrize("name", GAPS)
def test_one_gap_is_enough_to_refuse(ilses: FlaskClient, session: Session, draft: Event, name: str) -> None:
    setattr(draft, name, "")
    session.commit()

    assert ilses.post(f"{SLUG}/publiceren").headers["Location"] == f"{SLUG}/gegevens"
    assert state(session, draft) == "draft"


def test_an_event_that_is_past_is_not_published(ilses: FlaskClient, session: Session, draft: Event) -> None:
    for moment in draft.moments:
        moment.starts_at, moment.ends_at = moment.starts_at - timedelta(days=1), moment.ends_at - timedelta(days=1)
    session.commit()

    assert "nog moet komen" in ilses.get(f"{SLUG}/gegevens").text
    ilses.post(f"{SLUG}/publiceren")
    assert state(session, draft) == "draft"


def test_a_past_moment_is_no_gap_once_residents_saw_it(ilses: FlaskClient, session: Session, market: Event) -> None:
    market.alarm_email = "ilse@example.org"
    for moment in market.moments:
        moment.starts_at, moment.ends_at = moment.starts_at - timedelta(days=1), moment.ends_at - timedelta(days=1)
    session.commit()

    assert "Nog niet af" not in ilses.get(f"{SLUG}/gegevens").text


def test_the_preview_shows_the_page_of_residents(ilses: FlaskClient, client: FlaskClient, draft: Event) -> None:
    page = ilses.get(f"{SLUG}/voorbeeld")

    assert "Dit is een voorbeeld" in page.text
    assert "Hulp in uw buurt" in page.text and "Henk" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Dit is een voorbeeld" not in client.get("/bijeenkomst/hulp-in-uw-buurt").text


def test_nothing_on_a_preview_leads_to_a_page_that_is_not_there_yet(ilses: FlaskClient, draft: Event) -> None:
    page = soup(ilses.get(f"{SLUG}/voorbeeld"))
    links = {str(each["href"]) for each in page.select("main a")}

    assert "#preview_band" in links and not [each for each in links if each.startswith("/bijeenkomst")]
    assert "de knop doet nog niets" in page.text
    assert page.select_one("#preview_band")


def test_an_empty_draft_has_a_preview(ilses: FlaskClient) -> None:
    ilses.post("/beheer/nieuw", data={"kind": "meeting", "title": "Kaal"})

    assert ilses.get("/beheer/kaal/voorbeeld").status_code == 200
    assert ilses.get("/beheer/kaal/voorbeeld?taal=ar").status_code == 200
    assert ilses.get("/beheer/kaal/afdrukken").status_code == 200


def test_the_papers_of_every_language_and_day(ilses: FlaskClient, session: Session, market: Event) -> None:
    market.moments[2].starts_at += timedelta(days=2)
    market.moments[2].ends_at += timedelta(days=2)
    session.commit()

    page = ilses.get(f"{SLUG}/afdrukken").text
    for paper in ("poster-nl", "poster-ar", "deurposter-2026-04-14", "deurposter-2026-04-16"):
        assert f"{paper}.pdf" in page
    assert f"{SLUG}/afdrukken/naamkaartjes" in page


def test_cancelling_asks_first_and_says_who_must_know(
    ilses: FlaskClient, client: FlaskClient, session: Session, market: Event
) -> None:
    sign_up(session, market, "Fatima", "Jan")
    assert "2 personen" in ilses.get(f"{SLUG}/afgelasten").text
    assert state(session, market) == "published"

    ilses.post(f"{SLUG}/afgelasten")
    assert state(session, market) == "cancelled"
    assert "gaat niet door" in client.get("/bijeenkomst/hulp-in-uw-buurt").text


def test_closing_names_the_devices_that_still_hold_something(
    ilses: FlaskClient, app: Flask, session: Session, market: Event
) -> None:
    paired(app, session, market, "tablet")
    session.scalars(select(Device)).one().acts_waiting = 3
    session.commit()

    page = ilses.get(f"{SLUG}/sluiten").text
    assert "tablet 1" in page and "3 wachten" in page
    assert "Nog niet alle momenten" in page
    assert state(session, market) == "published"


def test_closing_stops_devices_and_forgets_who_did_what(
    ilses: FlaskClient, app: Flask, session: Session, market: Event
) -> None:
    acts = Acts(paired(app, session, market, "door"))
    acts.do("walk_in", {"name": "Piet", "language": "nl"})
    leave_card(session, market, "glad", "Fijn")
    assert ilses.post(f"{SLUG}/sluiten").status_code == 302

    assert state(session, market) == "closed"
    assert [each.state for each in session.scalars(select(Device))] == ["withdrawn"]
    assert session.scalar(select(func.count()).select_from(Act)) == 0
    assert [each.text for each in session.scalars(select(Card))] == ["Fijn"]


@pytest.mark.parametrize("before", list(EVENT_MOVES))
def test_no_step_is_taken_that_the_table_does_not_know(
    ilses: FlaskClient, session: Session, draft: Event, before: str
) -> None:
    for path, after in (("publiceren", "published"), ("afgelasten", "cancelled"), ("sluiten", "closed")):
        draft.state = before
        session.commit()
        assert ilses.post(f"{SLUG}/{path}").status_code == 302
        assert state(session, draft) == (after if after in EVENT_MOVES[before] else before)


def test_each_step_is_written_down(ilses: FlaskClient, session: Session, draft: Event) -> None:
    for path in ("publiceren", "publiceren", "sluiten", "sluiten"):
        ilses.post(f"{SLUG}/{path}")

    assert list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))) == ["event.publish", "event.close"]
