"""The letters about a sign-up."""

from __future__ import annotations

import io
import re
from email import message_from_string, policy
from email.message import EmailMessage

import pytest
import zxingcpp
from flask import Flask
from icalendar import Calendar
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.guests.models import Party
from kiosk.lib import tokens
from kiosk.mail.models import Letter
from kiosk.signup import letters, service
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.signup.test_service import new


@pytest.fixture
def party(session: Session, market: Event) -> Party:
    return sign_up(session, market, "Fatima", email="fatima@example.org")


def written(app: Flask, kind: str, market: Event, party: Party) -> EmailMessage:
    """The letter as it comes out of the outbox."""
    with app.test_request_context(base_url="https://kiosk.example.nl"):
        text = letters.letter(kind, market, party, MARKET_DAY).as_string()
    return message_from_string(text, policy=policy.default)  # type: ignore[return-value]


def part(letter: EmailMessage, kind: str) -> EmailMessage:
    return next(each for each in letter.walk() if each.get_content_type() == kind)  # type: ignore[return-value]


def test_it_has_text_and_html_with_the_code_and_the_link(app: Flask, market: Event, party: Party) -> None:
    letter = written(app, "confirmation", market, party)

    assert (letter["To"], letter["Subject"]) == ("fatima@example.org", "U bent aangemeld: Hulp in uw buurt")
    for kind in ("text/plain", "text/html"):
        body = part(letter, kind).get_content()
        assert tokens.grouped(tokens.short_code(party.ticket)) in body
        assert f"https://kiosk.example.nl/mijn/{party.mine}" in body
        assert "Fatima" in body


def test_a_camera_reads_its_picture(app: Flask, market: Event, party: Party) -> None:
    letter = written(app, "confirmation", market, party)
    picture = part(letter, "image/png")
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.get_content())))

    assert found[0].text == f"HTTPS://KIOSK.EXAMPLE.NL/T/{party.ticket}"
    assert f"cid:{picture['Content-ID'][1:-1]}" in part(letter, "text/html").get_content()


def test_its_calendar_file_holds_the_chosen_hour(app: Flask, market: Event, party: Party) -> None:
    calendar = Calendar.from_ical(part(written(app, "confirmation", market, party), "text/calendar").get_content())
    entry = calendar.walk("VEVENT")[0]

    assert entry.start == market.moments[0].starts_at
    assert entry.end == market.moments[0].ends_at


def test_a_sign_off_takes_the_entry_out_of_the_calendar(app: Flask, market: Event, party: Party) -> None:
    coming, off = (
        Calendar.from_ical(part(written(app, kind, market, party), "text/calendar").get_content()).walk("VEVENT")[0]
        for kind in ("confirmation", "cancelled")
    )

    assert coming["UID"] == off["UID"]
    assert (coming["STATUS"], off["STATUS"]) == ("CONFIRMED", "CANCELLED")


def test_it_is_in_the_partys_own_language(app: Flask, session: Session, market: Event) -> None:
    party = sign_up(session, market, "فاطمة", email="f@example.org", language="ar")
    letter = written(app, "confirmation", market, party)

    assert "المساعدة في حيّك" in letter["Subject"]
    assert '<html lang="ar" dir="rtl">' in part(letter, "text/html").get_content()


@pytest.mark.parametrize("kind", ["confirmation", "waiting", "moved_up", "cancelled", "event_off", "event_changed"])
def test_every_kind_can_be_written_for_a_party_without_a_name_or_a_time(
    app: Flask, session: Session, market: Event, kind: str
) -> None:
    party = sign_up(session, market, None, email="f@example.org", moment_id=None)

    assert len(part(written(app, kind, market, party), "text/plain").get_content()) > 100


def test_that_it_is_off_says_whom_to_call_and_shows_no_code(app: Flask, market: Event, party: Party) -> None:
    letter = written(app, "event_off", market, party)

    assert letter["Subject"] == "Gaat niet door: Hulp in uw buurt"
    for kind in ("text/plain", "text/html"):
        body = part(letter, kind).get_content().replace("\u00a0", " ")
        assert "088 000 00 00" in body and "Ilse" in body and "/mijn/" not in body
    assert not [each for each in letter.walk() if each.get_content_type() == "image/png"]
    assert "STATUS:CANCELLED" in part(letter, "text/calendar").get_content()


def test_hostile_words_reach_no_header_and_no_markup(app: Flask, session: Session, market: Event) -> None:
    market.texts[0].title = "Hulp\r\nBcc: iedereen@example.org"
    party = sign_up(session, market, "<b>Jan</b>", email="jan@example.org")
    letter = written(app, "confirmation", market, party)

    assert letter["Bcc"] is None
    assert "<b>Jan</b>" not in part(letter, "text/html").get_content()
    assert "<b>Jan</b>" in part(letter, "text/plain").get_content()


def test_it_asks_no_other_host_for_anything(app: Flask, market: Event, party: Party) -> None:
    html = part(written(app, "confirmation", market, party), "text/html").get_content()

    assert set(re.findall(r'(?:src|href)="(\w+:(?://[^/"]+)?)', html)) <= {"cid:", "https://kiosk.example.nl"}


def test_no_sign_up_no_letter(app: Flask, session: Session, market: Event) -> None:
    with app.test_request_context():
        post = letters.post(session, MARKET_DAY)
        service.sign_up(session, market, new(market, email="jan@example.org"), MARKET_DAY, post)
        assert len(session.scalars(select(Letter)).all()) == 1
        session.rollback()

    assert session.scalars(select(Letter)).all() == []


def test_nothing_of_it_can_be_read_in_the_database(app: Flask, session: Session, market: Event) -> None:
    with app.test_request_context():
        post = letters.post(session, MARKET_DAY)
        service.sign_up(session, market, new(market, email="jan@example.org"), MARKET_DAY, post)
        session.commit()

    rows = session.connection().exec_driver_sql("select message, kind, about from letter").all()
    assert b"example.org" not in bytes(rows[0][0])
    assert rows[0][1] == "signup_confirmation"


def in_arabic(app: Flask, session: Session, market: Event, kind: str = "confirmation") -> tuple[str, str, Party]:
    """The text and the HTML of a letter to Fatima, who reads Arabic."""
    party = sign_up(session, market, "فاطمة", email="f@example.org", language="ar")
    letter = written(app, kind, market, party)
    return part(letter, "text/plain").get_content(), part(letter, "text/html").get_content(), party


def test_numbers_and_codes_keep_their_order_in_arabic(app: Flask, session: Session, market: Event) -> None:
    text, html, party = in_arabic(app, session, market)

    assert "\u2066088\u00a0000\u00a000\u00a000\u2069" in text
    assert f"\u2066{tokens.grouped(tokens.short_code(party.ticket))}\u2069" in text
    assert '<bdi dir="ltr">088\u00a0000\u00a000\u00a000</bdi>' in html


def test_an_arabic_letter_has_arabic_commas(app: Flask, session: Session, market: Event) -> None:
    text, _, _ = in_arabic(app, session, market)
    day = next(line for line in text.splitlines() if "2026" in line)

    assert "2026،" in day and "," not in day


@pytest.mark.parametrize("kind", sorted(letters.SUBJECTS))
def test_every_letter_says_its_subject_once_as_its_heading(app: Flask, market: Event, party: Party, kind: str) -> None:
    letter = written(app, kind, market, party)
    html = part(letter, "text/html").get_content()

    assert re.findall(r"<h1>(.*?)</h1>", html) == [letter["Subject"]]
    assert html.count("#ffc91f") == (0 if kind == "event_off" else 1)


def test_who_waits_is_not_sent_to_the_door(app: Flask, market: Event, party: Party) -> None:
    letter = written(app, "waiting", market, party)

    for kind in ("text/plain", "text/html"):
        assert "Is er plaats? Laat dit dan zien bij de deur." in part(letter, kind).get_content()


def test_without_a_phone_number_nothing_points_to_one(
    app: Flask, session: Session, market: Event, party: Party
) -> None:
    market.contact_phone = ""
    session.commit()
    letter = written(app, "confirmation", market, party)

    for kind in ("text/plain", "text/html"):
        assert "Hulp nodig" not in part(letter, kind).get_content()
