"""The opt-in list: only who said yes, and the proof of each yes."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from kiosk.access.models import Account, Organisation
from kiosk.events.models import Event
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.organiser.scene import SLUG, desk, moderator, say_yes, soup, withdraw

CONTACTS = f"{SLUG}/contact"


def test_a_yes_shows_to_what_when_how_and_in_which_words(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    say_yes(session, market, "Olena", "join_in", words="Так, запитайте мене ще раз.", language="uk")

    page = soup(desk(app, session, ilse).get(CONTACTS + "?taal=en"))

    words = page.select_one("blockquote")
    assert words is not None
    assert (words["lang"], words.get_text()) == ("uk", "Так, запитайте мене ще раз.")
    told = page.select_one(".contacts").get_text(" ", strip=True)  # type: ignore[union-attr]
    for part in ("Olena", "fatima@example.org", "Think along again, by e-mail", "14 April 2026", "on the tablet"):
        assert part in told


def test_only_people_who_said_yes_are_on_the_list(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    sign_up(session, market, "Henk", email="henk@example.org")
    withdraw(session, say_yes(session, market, "Kees", email="kees@example.org"))
    say_yes(session, market, "Fatima")

    page = desk(app, session, ilse).get(CONTACTS).get_data(as_text=True)

    assert "Fatima" in page
    for absent in ("Henk", "henk@", "Kees", "kees@"):
        assert absent not in page


def test_one_yes_taken_back_leaves_the_other(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    contact = say_yes(session, market, "Fatima", "informed", "join_in")
    next(each for each in contact.consents if each.purpose == "join_in").withdrawn_at = MARKET_DAY
    session.commit()

    page = soup(desk(app, session, ilse).get(CONTACTS + "?taal=en"))

    assert [each.get_text() for each in page.select(".yeses b")] == ["Hear what was done, by e-mail"]


def test_a_way_that_was_not_chosen_is_not_shown(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    say_yes(session, market, "Fatima", phone="+31612345678")

    assert "31612345678" not in desk(app, session, ilse).get(CONTACTS).get_data(as_text=True)


def test_an_empty_list_says_so(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    page = soup(desk(app, session, ilse).get(CONTACTS + "?taal=en"))

    assert "Nobody has asked us for contact yet." in page.get_text()


def test_a_long_list_comes_in_pages(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    for number in range(60):
        say_yes(session, market, f"Gast {number:02}")
    ours = desk(app, session, ilse)

    sizes = [
        len(soup(ours.get(f"{CONTACTS}?blad={page}")).select(".contacts > li")) for page in ("1", "2", "9", "-1", "x")
    ]

    assert sizes == [50, 10, 10, 50, 50]


def test_a_moderator_does_not_read_the_list(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, now: Any
) -> None:
    theirs = desk(app, session, moderator(session, lindewaard))

    assert theirs.get(CONTACTS).status_code == 403
    assert theirs.post(f"{SLUG}/bestand/contacts", data={"kind": "csv"}).status_code == 403


def test_another_organisation_finds_nothing(
    app: Flask, session: Session, market: Event, vera: Account, now: Any
) -> None:
    assert desk(app, session, vera).get(CONTACTS).status_code == 404
