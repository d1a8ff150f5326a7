"""The day page: the right numbers, without reloading, for the team of the event and nobody else."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask_babel import refresh
from sqlalchemy.orm import Session

from kiosk.access.models import Account, Device, Organisation
from kiosk.checkin import service as checkin
from kiosk.checkin.rules import How
from kiosk.events.models import Event, Moment
from kiosk.guests.models import Guest
from kiosk.lib.db import start_writing
from tests.cast import sign_up, signed_in
from tests.conftest import MARKET_DAY
from tests.organiser.scene import SLUG, arrive, desk, leave_card, moderator, numbers, say_yes, soup, walk_in, withdraw

DAY, NOW = f"{SLUG}/", f"{SLUG}/nu"


def test_an_empty_day_says_kindly_what_comes(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    page = soup(desk(app, session, ilse).get(DAY + "?taal=en"))

    assert numbers(page) == ["0", "0", "0", "0"]
    assert "Nobody is inside yet. The door is open." in page.get_text()
    assert "There are no cards yet." in page.get_text()
    assert "No device is paired yet." in page.get_text()


def test_before_the_door_opens_the_page_says_when(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, later: Any
) -> None:
    later(minutes=-105)

    assert "The door opens at 13:00." in soup(desk(app, session, ilse).get(DAY + "?taal=en")).get_text()


def test_the_day_shows_the_right_numbers(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    arrive(session, sign_up(session, market, "Fatima", "Nour", None))
    sign_up(session, market, "Henk", moment_id=market.moments[1].id)
    sign_up(session, market, "Olena", "Taras", state="waiting")
    sign_up(session, market, "Jan", state="cancelled")
    walk_in(session, market, "Kees")
    leave_card(session, market, "glad")
    leave_card(session, market, "mad", state="approved")
    say_yes(session, market, "Fatima", "informed", "join_in")

    page = soup(desk(app, session, ilse).get(DAY + "?taal=en"))

    assert numbers(page) == ["4", "4", "2", "1"]
    words = " ".join(page.select_one(".numbers").get_text(" ").split())  # type: ignore[union-attr]
    for said in ("in 2 sign-ups", "2 people on the waiting list", "1 person did not sign up", "1 card not read yet"):
        assert said in words
    assert "Hear what was done: 1" in words
    assert "Think along again: 1" in words


def test_a_merged_person_counts_once(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    party = sign_up(session, market, "Fatima")
    arrive(session, party)
    extra = walk_in(session, market, "Fatima")
    start_writing(session)
    checkin.merge(session, market.id, party.guests[0].id, extra, How(uuid.uuid4()))
    session.commit()

    page = soup(desk(app, session, ilse).get(DAY + "?taal=en"))

    assert numbers(page)[:2] == ["1", "1"]
    assert "0 people did not sign up" in page.get_text()


def test_who_signed_up_twice_is_expected_once(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    first, second = sign_up(session, market, "Fatima"), sign_up(session, market, "Fatima", "Nour")
    start_writing(session)
    checkin.merge(session, market.id, first.guests[0].id, second.guests[0].id, How(uuid.uuid4()))
    session.commit()

    assert numbers(soup(desk(app, session, ilse).get(DAY)))[0] == "2"


def test_an_undone_arrival_does_not_count(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    act = arrive(session, sign_up(session, market, "Fatima"))
    start_writing(session)
    checkin.undo(session, market.id, act, How(uuid.uuid4()))
    session.commit()

    assert numbers(soup(desk(app, session, ilse).get(DAY)))[1] == "0"


def test_who_came_at_two_moments_counts_once(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    party = sign_up(session, market, "Fatima")
    arrive(session, party)
    party.moment_id = market.moments[1].id
    session.commit()
    arrive(session, party, MARKET_DAY + timedelta(hours=1))

    assert numbers(soup(desk(app, session, ilse).get(DAY)))[1] == "1"


def test_who_took_a_yes_back_is_not_counted(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    withdraw(session, say_yes(session, market, "Fatima"))

    assert numbers(soup(desk(app, session, ilse).get(DAY)))[3] == "0"


def test_each_day_of_an_event_has_its_own_people(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    week = timedelta(days=7)
    market.moments.append(Moment(starts_at=MARKET_DAY + week, ends_at=MARKET_DAY + week + timedelta(hours=1)))
    session.commit()
    arrive(session, sign_up(session, market, "Fatima"))
    sign_up(session, market, "Henk", "Olena", moment_id=market.moments[-1].id)
    ours = desk(app, session, ilse)

    assert numbers(soup(ours.get(DAY)))[:2] == ["1", "1"]
    assert numbers(soup(ours.get(DAY + "?dag=2026-04-21")))[:2] == ["2", "0"]
    assert numbers(soup(ours.get(DAY + "?dag=nonsense")))[:2] == ["1", "1"]


def test_an_event_without_moments_still_has_a_day(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    market.moments.clear()
    session.commit()

    assert "This meeting has no time yet." in soup(desk(app, session, ilse).get(DAY + "?taal=en")).get_text()


@pytest.mark.parametrize(
    ("state", "heard", "waiting", "said"),
    [
        ("paired", 0, 0, "works"),
        ("paired", 1, 3, "3 wait"),
        ("paired", 21, 3, "away"),
        ("paired", None, 0, "away"),
        ("asked", None, 0, "asks to join"),
    ],
)
def test_a_device_says_how_it_does(
    app: Flask,
    session: Session,
    market: Event,
    ilse: Account,
    now: Any,
    state: str,
    heard: Any,
    waiting: int,
    said: str,
) -> None:
    heard_at = None if heard is None else MARKET_DAY - timedelta(minutes=heard)
    facts = {"organisation_id": market.organisation_id, "event_id": market.id, "created_at": MARKET_DAY}
    session.add(Device(purpose="door", name="Deur 1", state=state, heard_at=heard_at, acts_waiting=waiting, **facts))
    session.commit()

    sign = soup(desk(app, session, ilse).get(DAY + "?taal=en")).select_one(".device-sign")

    assert sign is not None
    assert sign.get_text(strip=True) == said


def test_arrivals_can_be_read_as_a_table(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    arrive(session, sign_up(session, market, "Fatima", "Nour"))

    page = soup(desk(app, session, ilse).get(DAY + "?tabel=1&taal=nl"))

    assert page.select_one("#day_curve svg.curve, #day_curve .curve") is None
    assert [each.get_text(strip=True) for each in page.select("#day_curve tr")[-1].select("th, td")] == [
        "14.30\xa0uur",
        "2",
        "2",
    ]


def test_the_part_that_renews_is_the_part_of_the_page(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    arrive(session, sign_up(session, market, "Fatima"))
    ours = desk(app, session, ilse)

    whole = soup(ours.get(DAY)).select_one("#day")
    part = soup(ours.get(NOW, headers={"HX-Request": "true"})).select_one("#day")

    assert str(whole) == str(part)


def test_a_page_that_is_up_to_date_gets_nothing(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, later: Any
) -> None:
    ours = desk(app, session, ilse)
    seen = soup(ours.get(DAY)).select_one("#day-seen")["value"]  # type: ignore[index]

    assert ours.get(NOW, query_string={"seen": seen}).status_code == 204
    assert ours.get(NOW, query_string={"seen": "x" * 4000}).status_code == 200
    sign_up(session, market, "Fatima")
    assert ours.get(NOW, query_string={"seen": seen}).status_code == 200


def test_every_language_gets_its_own_part(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    ours = desk(app, session, ilse)
    seen = soup(ours.get(DAY + "?taal=nl")).select_one("#day-seen")["value"]  # type: ignore[index]
    refresh()

    assert ours.get(NOW, query_string={"seen": seen, "taal": "ar"}).status_code == 200


@pytest.mark.parametrize("path", [DAY, NOW])
def test_another_organisation_finds_nothing(
    app: Flask, session: Session, market: Event, vera: Account, now: Any, path: str
) -> None:
    assert desk(app, session, vera).get(path).status_code == 404


def test_a_stranger_is_asked_to_sign_in(app: Flask, session: Session, market: Event, now: Any) -> None:
    assert app.test_client().get(DAY).status_code == 302
    assert app.test_client().get(NOW, headers={"HX-Request": "true"}).headers["HX-Redirect"].startswith("/beheer/")


def test_a_moderator_sees_the_day_without_names(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, now: Any
) -> None:
    arrive(session, sign_up(session, market, "Fatima"))

    page = desk(app, session, moderator(session, lindewaard)).get(DAY)

    assert numbers(soup(page)) == ["1", "1", "0", "0"]
    assert "Fatima" not in page.get_data(as_text=True)


def test_the_page_changes_nothing(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    ours = signed_in(app, session, ilse)

    assert ours.post(DAY).status_code in (400, 405)
    assert session.query(Guest).count() == 0


def test_guests_with_a_code_that_fits_nobody_are_singled_out(
    app: Flask, session: Session, market: Event, ilse: Account, lindewaard: Organisation, now: Any
) -> None:
    ours = desk(app, session, ilse)
    assert "not on the list" not in ours.get(DAY + "?taal=en").text
    walk_in(session, market, None, way="code")
    walk_in(session, market, "Kees")

    page = soup(ours.get(DAY + "?taal=en"))

    said = page.select_one(".day-notice")
    assert said is not None and said.get_text().startswith("1 guest came in with a code that is not on the list.")
    theirs = soup(desk(app, session, moderator(session, lindewaard)).get(DAY + "?taal=en"))
    assert theirs.select(".day-notice") and not theirs.select(".day-notice a")
    listed = soup(ours.get(str(said.select("a")[0]["href"]) + "&taal=en"))
    assert [each.get_text() for each in listed.select(".guest-list tbody small")] == [
        "came with a code that we do not know"
    ]
