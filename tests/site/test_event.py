"""The agenda and the event's page: for people who read little, and for machines."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy.orm import Session

from kiosk.events.models import Event, Moment
from kiosk.lib.clock import AMSTERDAM
from tests.cast import sign_up
from tests.site.walk import soup

PAGE = "/bijeenkomst/hulp-in-uw-buurt"

pytestmark = pytest.mark.usefixtures("now")


def test_the_agenda_leads_to_the_meeting(client: FlaskClient, market: Event) -> None:
    page = soup(client.get("/"))

    assert [each["href"] for each in page.select(".agenda a")] == [PAGE]
    assert "Dinsdag 14 april 2026" in page.text
    assert "van 14.00 tot 17.00 uur" in page.text.replace("\xa0", " ")


def test_the_agenda_tells_the_next_day_of_several(client: FlaskClient, session: Session, market: Event) -> None:
    early = market.moments[0].starts_at - timedelta(days=1)
    market.moments.insert(0, Moment(starts_at=early, ends_at=early + timedelta(hours=1)))
    session.commit()
    page = soup(client.get("/")).select_one(".agenda").text.replace("\xa0", " ")  # type: ignore[union-attr]

    assert "Dinsdag 14 april 2026" in page and "van 14.00 tot 17.00 uur" in page
    assert "maandag" not in page.lower()


def test_an_empty_agenda_says_so(client: FlaskClient) -> None:
    assert "Er zijn nu geen bijeenkomsten." in client.get("/").text


def test_the_page_says_where_when_and_what_is_offered(client: FlaskClient, market: Event) -> None:
    text = soup(client.get(PAGE)).main.text.replace("\xa0", " ")  # type: ignore[union-attr]

    for words in (
        "van 14.00 tot 17.00 uur",
        "Buurthuis De Haven",
        "Kastanjeplein 12, Lindewaard",
        "Cadeaubon van € 10",
        "Zonder trap naar binnen",
        "Kastanjeplein, bus 3",
        "Henk",
        "U geeft tips. Wij beslissen.",
    ):
        assert words in text


@pytest.mark.parametrize(("step_free", "toilet"), [(True, True), (True, False), (False, True), (False, False)])
def test_only_what_is_ticked_is_said_about_getting_in(
    client: FlaskClient, session: Session, market: Event, step_free: bool, toilet: bool
) -> None:
    market.is_step_free, market.has_toilet = step_free, toilet
    session.commit()
    text = soup(client.get(PAGE)).main.text  # type: ignore[union-attr]

    assert ("Zonder trap naar binnen" in text) == step_free
    assert text.count("toilet") == toilet


def test_an_amount_stays_with_its_euro_sign(client: FlaskClient, market: Event) -> None:
    assert "€\xa010" in soup(client.get(PAGE)).main.text  # type: ignore[union-attr]


@pytest.mark.parametrize("step", ["inform", "consult", "advise", "co_produce", "decide"])
def test_each_step_of_the_ladder_says_what_words_can_change(
    client: FlaskClient, session: Session, market: Event, step: str
) -> None:
    market.ladder = step
    session.commit()
    said = soup(client.get(PAGE)).select_one(".say").text  # type: ignore[union-attr]

    assert said.count(".") >= 2


def test_the_five_sentences_of_the_ladder_differ(client: FlaskClient, session: Session, market: Event) -> None:
    said = set()
    for market.ladder in ("inform", "consult", "advise", "co_produce", "decide"):
        session.commit()
        said.add(soup(client.get(PAGE)).select_one(".say").text)  # type: ignore[union-attr]

    assert len(said) == 5


def test_search_engines_can_read_it(client: FlaskClient, market: Event) -> None:
    data = json.loads(soup(client.get(PAGE)).select_one("script").text)  # type: ignore[union-attr]

    assert (data["@type"], data["name"]) == ("Event", "Hulp in uw buurt")
    assert data["startDate"] == "2026-04-14T14:00:00+02:00"
    assert data["endDate"] == "2026-04-14T17:00:00+02:00"
    assert data["location"]["address"] == "Kastanjeplein 12, Lindewaard"


def test_hostile_words_stay_words(client: FlaskClient, session: Session, market: Event) -> None:
    market.texts[0].title = market.venue = "</script><script>alert(1)</script>"
    session.commit()

    assert "<script>alert" not in client.get(PAGE).text
    assert "<script>alert" not in client.get("/").text


def test_it_names_its_six_languages(client: FlaskClient, market: Event) -> None:
    found = {each["hreflang"] for each in soup(client.get(PAGE)).select("link[rel=alternate]")}

    assert found == {"nl", "en", "ar", "pl", "tr", "uk", "x-default"}


def test_a_translation_is_shown_and_a_missing_one_is_marked(client: FlaskClient, market: Event) -> None:
    arabic, polish = (soup(client.get(f"{PAGE}?taal={code}")) for code in ("ar", "pl"))

    assert (arabic.html["dir"], arabic.h1.text) == ("rtl", "المساعدة في حيّك")  # type: ignore[index, union-attr]
    assert (polish.h1.text, polish.h1["lang"]) == ("Hulp in uw buurt", "nl")  # type: ignore[index, union-attr]


def test_a_draft_is_nowhere(client: FlaskClient, session: Session, market: Event) -> None:
    market.state = "draft"
    session.commit()

    assert client.get(PAGE).status_code == client.get(PAGE + "/agenda.ics").status_code == 404
    assert "Hulp in uw buurt" not in client.get("/").text


def test_a_cancelled_meeting_says_so_everywhere(client: FlaskClient, session: Session, market: Event) -> None:
    market.state = "cancelled"
    session.commit()
    page = client.get(PAGE).text

    assert "Deze bijeenkomst gaat niet door" in page
    assert "EventCancelled" in page
    assert "/aanmelden" not in page
    assert b"STATUS:CANCELLED" in client.get(PAGE + "/agenda.ics").data


def test_a_meeting_that_is_over_takes_nobody(client: FlaskClient, market: Event, later: object) -> None:
    later(hours=5)  # type: ignore[operator]
    page = client.get(PAGE).text

    assert "Deze bijeenkomst is voorbij" in page
    assert "/aanmelden" not in page


def test_a_full_meeting_offers_the_waiting_list(client: FlaskClient, session: Session, market: Event) -> None:
    market.moments = market.moments[:1]
    sign_up(session, market, *["Jan"] * 10)

    assert "Alle plaatsen zijn bezet." in client.get(PAGE).text


def test_practice_is_marked(client: FlaskClient, session: Session, market: Event) -> None:
    market.is_practice = True
    session.commit()

    assert "Dit is om te oefenen." in client.get(PAGE).text


def test_the_calendar_file_is_one_entry_a_day(client: FlaskClient, session: Session, market: Event) -> None:
    market.texts[0].title = "Hulp; in,\r\nuw buurt"
    session.commit()
    answer = client.get(PAGE + "/agenda.ics?taal=nl")
    entries = Calendar.from_ical(answer.data).walk("VEVENT")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert len(entries) == 1
    assert entries[0].start.isoformat() == "2026-04-14T12:00:00+00:00"
    assert entries[0].end.isoformat() == "2026-04-14T15:00:00+00:00"
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))


@pytest.mark.parametrize(("day", "utc"), [((2026, 3, 29), 12), ((2026, 10, 25), 13)])
def test_the_calendar_file_is_right_when_the_clocks_change(
    client: FlaskClient, session: Session, market: Event, day: tuple[int, int, int], utc: int
) -> None:
    start = datetime(*day, 14, tzinfo=AMSTERDAM)
    market.moments = [Moment(starts_at=start, ends_at=start + timedelta(hours=1))]
    session.commit()
    entry = Calendar.from_ical(client.get(PAGE + "/agenda.ics").data).walk("VEVENT")[0]

    assert entry.start.hour == utc


def test_every_page_leads_to_the_two_papers_and_to_help(client: FlaskClient, market: Event) -> None:
    page = soup(client.get(PAGE))

    assert {each["href"] for each in page.select("footer a")} == {"/privacy", "/toegankelijkheid"}
    assert page.select_one(".help-line a")["href"] == "tel:0880000000"  # type: ignore[index]


def test_a_public_page_may_be_kept_and_sets_no_cookie(client: FlaskClient, market: Event) -> None:
    answer = client.get(PAGE)

    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_public_page_travels_compressed_and_one_with_a_secret_does_not(
    client: FlaskClient, market: Event, coding: str
) -> None:
    headers = {"Accept-Encoding": coding}

    assert client.get(PAGE, headers=headers).headers["Content-Encoding"] == coding
    assert "Content-Encoding" not in client.get(PAGE + "/aanmelden", headers=headers).headers
    assert "Content-Encoding" not in client.get(PAGE).headers
