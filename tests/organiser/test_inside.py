"""The list for the meeting point: everybody who is inside, by name, with a box to tick."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.events import groups
from kiosk.events.models import Event
from kiosk.guests import seating
from kiosk.lib.db import start_writing
from tests.cast import sign_up
from tests.organiser.scene import SLUG, arrive, desk, moderator, soup, walk_in

ADDRESS = f"{SLUG}/binnen?taal=en"

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def people(page: BeautifulSoup) -> list[str]:
    return [each.get_text(" ", strip=True).replace(" ,", ",") for each in page.select(".inside-people li")]


def test_people_stand_by_name_and_who_has_none_comes_last(
    app: Flask, session: Session, market: Event, ilse: Account
) -> None:
    for names in (("Олена",), (None, "Çelik"), ("Yusuf",), ("Wei",)):
        arrive(session, sign_up(session, market, *names))
    sign_up(session, market, "Absent")
    walk_in(session, market, None)

    page = soup(desk(app, session, ilse).get(ADDRESS))

    assert [each.split(" since")[0] for each in people(page)] == ["Çelik", "Олена", "Wei", "Yusuf", "guest", "guest"]
    assert people(page)[4].endswith("with Çelik")
    assert "6 people inside" in page.get_text() and "14:30" in page.get_text()
    assert len(page.select(".inside-people input[type=checkbox]")) == 6


def test_the_group_is_said(app: Flask, session: Session, market: Event, ilse: Account) -> None:
    arrive(session, sign_up(session, market, "Fatima"))
    start_writing(session)
    groups.add(session, market, "Table", 1, 0)
    seating.deal_all(session, market, together=True)
    session.commit()

    assert "Table 1, yellow" in people(soup(desk(app, session, ilse).get(ADDRESS)))[0]


def test_printing_it_stands_in_the_audit_log(app: Flask, session: Session, market: Event, ilse: Account) -> None:
    ours = desk(app, session, ilse)
    ours.get(ADDRESS)
    assert session.scalars(select(AuditEntry)).all() == []

    assert ours.post(ADDRESS).status_code == 200
    assert session.scalars(select(AuditEntry.action)).all() == ["print who is inside"]


@pytest.mark.parametrize("page", ["/", "/gasten"])
def test_it_is_one_tap_away(app: Flask, session: Session, market: Event, ilse: Account, page: str) -> None:
    assert soup(desk(app, session, ilse).get(SLUG + page)).select_one(f'a[href="{SLUG}/binnen"]')


def test_it_is_not_for_moderators_nor_for_strangers(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, vera: Account
) -> None:
    theirs: Any = desk(app, session, moderator(session, lindewaard))

    assert theirs.get(ADDRESS).status_code == 403
    assert f"{SLUG}/binnen" not in theirs.get(f"{SLUG}/").text
    assert desk(app, session, vera).get(ADDRESS).status_code == 404


def test_an_empty_house_says_so(app: Flask, session: Session, market: Event, ilse: Account) -> None:
    assert "Nobody has come in yet" in desk(app, session, ilse).get(ADDRESS).text
