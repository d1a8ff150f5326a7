"""A poster can be made of whatever an organiser wrote, and keeps to its page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime, timedelta

import pypdfium2
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.orm import Session

from kiosk.badges import posters, words
from kiosk.badges.words import Link, spans
from kiosk.events.models import Event, Moment
from kiosk.lib.fonts import Fonts
from kiosk.lib.i18n import LANGUAGES, force_locale
from tests.conftest import MARKET_DAY

LINK = Link("https://kiosk.example.nl/bijeenkomst/hulp-in-uw-buurt", True)
LONG = "Een heel lang verhaal over het plein en de speelplek "


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return Fonts(tmp_path_factory.mktemp("fonts"))


def text_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def invitation(event: Event, language: str = "nl") -> posters.Invitation:
    with force_locale(language):
        return words.invitation(event, "gemeente Lindewaard", LINK)


@pytest.mark.parametrize(
    "title", ["", "A", "W" * 120, LONG * 2, "ن" * 120, "广场上的会议", "Ze\u0301\u0301\u0301" * 30, "\u202eomgekeerd"]
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_any_title_makes_a_poster(app: Flask, market: Event, fonts: Fonts, title: str, mirrored: bool) -> None:
    poster = invitation(market)
    poster = replace(poster, title=title or "x", question=title, words=replace(poster.words, mirrored=mirrored))

    assert posters.invitation(poster, fonts).startswith(b"%PDF")


def test_everything_filled_in_to_its_end_still_fits_above_the_yellow(
    app: Flask, market: Event, session: Session, fonts: Fonts
) -> None:
    market.venue = market.room = market.stop = market.contact_name = LONG * 2
    market.address = LONG * 3
    market.offers = dict.fromkeys(("coffee", "food", "compensation", "interpreter", "child_care"), LONG)
    start = market.moments[0].starts_at
    market.moments = [
        Moment(starts_at=start + timedelta(days=day), ends_at=start + timedelta(days=day, hours=1)) for day in range(5)
    ]

    document = pypdfium2.PdfDocument(posters.invitation(invitation(market), fonts))
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    document.close()

    just_above_the_yellow = [picture.getpixel((x, round(228 / 297 * picture.height))) for x in range(picture.width)]
    assert set(just_above_the_yellow) == {(255, 255, 255)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invitation_runs_as_its_language_does(app: Flask, market: Event, language: str) -> None:
    poster = invitation(market, language)

    assert poster.words.mirrored is (language == "ar")
    assert poster.words.practice == ""


@pytest.mark.parametrize(("state", "practice"), [("draft", "Concept"), ("published", "")])
def test_a_draft_says_that_its_code_does_not_work_yet(app: Flask, market: Event, state: str, practice: str) -> None:
    market.state = state

    assert invitation(market).words.practice.startswith(practice)
    assert bool(invitation(market).words.practice) is bool(practice)


def test_an_invented_event_says_so(app: Flask, market: Event) -> None:
    market.is_practice = True

    assert invitation(market).words.practice.startswith("Oefening")


def test_the_poster_says_what_words_can_change(app: Flask, market: Event, fonts: Fonts) -> None:
    assert "Wij beslissen" in text_of(posters.invitation(invitation(market), fonts))


def test_hours_that_follow_on_each_other_are_one_stretch() -> None:
    def moment(hour: int, hours: int = 1) -> Moment:
        start = datetime(2026, 4, 14, hour, tzinfo=MARKET_DAY.tzinfo)
        return Moment(starts_at=start, ends_at=start + timedelta(hours=hours))

    found = spans([moment(19), moment(14), moment(15), moment(16)])

    assert [(span.starts_at.hour, span.ends_at.hour) for span in found] == [(14, 17), (19, 20)]


def test_the_door_poster_has_the_largest_code_and_no_name(app: Flask, market: Event, fonts: Fonts) -> None:
    with force_locale("nl"):
        sign = words.door_sign(market, MARKET_DAY.date(), LINK)

    text = text_of(posters.door_sign(sign, fonts))
    assert "Bent u er?" in text
    assert "geel koord" in text
    assert "Ilse" not in text


def test_five_other_languages_fit_on_the_door_poster(app: Flask, market: Event, fonts: Fonts) -> None:
    with force_locale("nl"):
        sign = words.door_sign(market, MARKET_DAY.date(), LINK)
    others = ("Are you here?", "هل وصلت؟", "Jesteś tu?", "Geldiniz mi?", "Ви тут?")

    text = text_of(posters.door_sign(replace(sign, others=others), fonts))

    assert all(words in text for words in ("Are you here?", "Jesteś tu?", "Geldiniz mi?", "Ви тут?"))


@pytest.mark.parametrize(
    ("step_free", "toilet", "said"),
    [
        (True, True, [("Zonder trap naar binnen", ("Er is een ruim toilet voor een rolstoel",))]),
        (True, False, [("Zonder trap naar binnen", ())]),
        (False, True, [("Er is een ruim toilet voor een rolstoel", ())]),
        (False, False, []),
    ],
)
def test_a_poster_says_about_getting_in_what_the_page_says(
    app: Flask, market: Event, step_free: bool, toilet: bool, said: list[tuple[str, tuple[str, ...]]]
) -> None:
    market.is_step_free, market.has_toilet = step_free, toilet
    facts = invitation(market).facts

    assert [(fact.head, fact.more) for fact in facts if fact.icon == "access"] == said


def test_a_poster_keeps_an_amount_with_its_euro_sign(app: Flask, market: Event) -> None:
    assert any("€\u00a010" in fact.head for fact in invitation(market).facts)
