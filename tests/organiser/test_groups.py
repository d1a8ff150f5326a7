"""Groups: made beforehand, dealt, changed by hand, and gone without losing anybody."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.events.colours import COLOURS
from kiosk.events.models import Event, Group
from kiosk.events.queries import groups_of
from kiosk.guests import changes
from kiosk.guests.models import Guest
from tests.cast import sign_up
from tests.house.places import ROOT
from tests.organiser.scene import SLUG, desk, moderator, soup

GROUPS = f"{SLUG}/groepen"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Screens are the subject here: one kind of database is enough."""
    return sqlite_url


@pytest.fixture
def ours(app: Flask, session: Session, ilse: Account, market: Event, now: Any) -> FlaskClient:
    return desk(app, session, ilse)


def made(client: FlaskClient, session: Session, market: Event, count: int = 2) -> list[Group]:
    answer = client.post(GROUPS, data={"count": str(count), "word": "Tafel", "stood": "0"})
    assert (answer.status_code, answer.location) == (303, GROUPS)
    return list(groups_of(session, market.id))


def shown(client: FlaskClient) -> dict[str, list[str]]:
    """The groups on the page with the names in each."""
    page = soup(client.get(GROUPS + "?taal=en"))
    return {
        " ".join(each.select_one("h2").get_text().split()): [  # type: ignore[union-attr]
            str(name.find(string=True, recursive=True)) for name in each.select(".group-people label > span")
        ]
        for each in page.select("section.group")
    }


def seats(page: BeautifulSoup) -> dict[str, list[str]]:
    """The groups of a page or of a part of one, with the guests who can be ticked there."""
    ticks = {str(each["id"]): [str(tick["value"]) for tick in each.select("[name=guest]")] for each in tables(page)}
    return {group: guests for group, guests in ticks.items() if guests}


def tables(page: BeautifulSoup) -> list[Tag]:
    return list(page.select("#groups section.group"))


def test_groups_get_numbers_and_colours_by_themselves(ours: FlaskClient, session: Session, market: Event) -> None:
    groups = made(ours, session, market, 3)

    assert [(each.name, each.colour) for each in groups] == [
        ("Tafel 1", "yellow"),
        ("Tafel 2", "purple"),
        ("Tafel 3", "green"),
    ]
    assert list(shown(ours)) == ["Tafel 1, yellow", "Tafel 2, purple", "Tafel 3, green"]


def test_the_same_form_twice_makes_the_groups_once(ours: FlaskClient, session: Session, market: Event) -> None:
    made(ours, session, market)

    assert len(made(ours, session, market)) == 2


def test_more_groups_go_on_where_the_others_end(ours: FlaskClient, session: Session, market: Event) -> None:
    made(ours, session, market)

    ours.post(GROUPS, data={"count": "1", "word": "Tafel", "stood": "2"})

    assert [(each.name, each.colour) for each in groups_of(session, market.id)][2:] == [("Tafel 3", "green")]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"count": ""}, 422),
        ({"count": "0"}, 422),
        ({"count": "41"}, 422),
        ({"count": "zes"}, 422),
        ({"count": "9" * 5000}, 422),
        ({"word": ""}, 422),
        ({"word": "x" * 31}, 422),
        ({"count": "40", "stood": "2"}, 409),
    ],
)
def test_a_wrong_number_or_word_is_said_and_kept(
    ours: FlaskClient, session: Session, market: Event, sent: dict[str, str], status: int
) -> None:
    groups = made(ours, session, market)

    answer = ours.post(GROUPS, data={"count": "3", "word": "<b>Kring</b>", "stood": "2", **sent})

    page = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert "error-summary" in page and "<title>Fout: " in page
    assert sent.get("word", "&lt;b&gt;Kring&lt;/b&gt;") in page
    assert list(groups_of(session, market.id)) == groups


def test_dealing_keeps_people_together_or_spreads_them(ours: FlaskClient, session: Session, market: Event) -> None:
    for people in (["Anna", "Bo", "Cas"], ["Dirk"], ["Eva"], [None]):
        sign_up(session, market, *people)
    made(ours, session, market)

    ours.post(f"{GROUPS}/verdelen", data={"samen": "ja"})
    together = shown(ours)
    ours.post(f"{GROUPS}/verdelen", data={"samen": "nee", "anew": "1"})
    spread = shown(ours)

    assert together == {"Tafel 1, yellow": ["Anna", "Bo", "Cas"], "Tafel 2, purple": ["Dirk", "Eva", "no name"]}
    assert spread == {"Tafel 1, yellow": ["Anna", "Cas", "Eva"], "Tafel 2, purple": ["Bo", "Dirk", "no name"]}


def test_only_who_has_a_place_is_dealt(ours: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Anna")
    sign_up(session, market, "Wout", state="waiting")
    sign_up(session, market, "Kees", state="cancelled")
    made(ours, session, market, 1)

    ours.post(f"{GROUPS}/verdelen")

    assert shown(ours) == {"Tafel 1, yellow": ["Anna"]}


def test_who_was_moved_by_hand_stays_when_the_others_are_dealt(
    ours: FlaskClient, session: Session, market: Event
) -> None:
    anna, _ = sign_up(session, market, "Anna"), sign_up(session, market, "Bo")
    groups = made(ours, session, market)

    ours.post(f"{GROUPS}/plaats", data={"guest": anna.guests[0].id, "to": groups[1].id})
    ours.post(f"{GROUPS}/verdelen")

    assert shown(ours) == {"Tafel 1, yellow": ["Bo"], "Tafel 2, purple": ["Anna"]}


def test_moving_live_answers_with_the_part_of_the_page(ours: FlaskClient, session: Session, market: Event) -> None:
    anna = sign_up(session, market, "Anna").guests[0]
    groups = made(ours, session, market)
    sent = {"guest": anna.id, "to": groups[0].id}

    part = soup(ours.post(f"{GROUPS}/plaats?taal=en", data=sent, headers={"HX-Request": "true"}))

    assert part.select_one("#groups [role=status] b").get_text() == "Done. Now in Tafel 1."  # type: ignore[union-attr]
    assert seats(part) == seats(soup(ours.get(GROUPS + "?taal=en"))) == {f"groep-{groups[0].id}": [str(anna.id)]}


@pytest.mark.parametrize("guest", ["", "x", "0", "-1", "9" * 30, "²"])
def test_moving_nobody_changes_nothing(ours: FlaskClient, session: Session, market: Event, guest: str) -> None:
    groups = made(ours, session, market)

    answer = ours.post(f"{GROUPS}/plaats", data={"guest": guest, "to": groups[0].id})

    assert answer.status_code == 303
    assert "group.move" not in session.scalars(select(AuditEntry.action)).all()


@pytest.mark.parametrize("to", ["", "x", "99999", "9" * 30, "²", "-1"])
def test_there_is_no_moving_to_a_group_that_is_not_there(
    ours: FlaskClient, session: Session, market: Event, to: str
) -> None:
    anna = sign_up(session, market, "Anna").guests[0]

    assert ours.post(f"{GROUPS}/plaats", data={"guest": anna.id, "to": to}).status_code == 404


def test_a_group_gets_another_name_and_colour_and_devices_hear_of_it(
    ours: FlaskClient, session: Session, market: Event
) -> None:
    group = made(ours, session, market)[0]
    before = changes.number_of(session, market.id)

    answer = ours.post(f"{GROUPS}/{group.id}", data={"name": " Bij  het raam ", "colour": "blue"})

    session.expire_all()
    assert answer.location == f"{GROUPS}#groep-{group.id}"
    assert (group.name, group.colour) == ("Bij het raam", "blue")
    assert changes.number_of(session, market.id) > before


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"name": ""}, 422),
        ({"name": "x" * 31}, 422),
        ({"name": "tafel 2"}, 409),
        ({"colour": "red"}, 422),
        ({"colour": ""}, 422),
    ],
)
def test_a_wrong_name_or_colour_changes_nothing(
    ours: FlaskClient, session: Session, market: Event, sent: dict[str, str], status: int
) -> None:
    group = made(ours, session, market)[0]

    answer = ours.post(f"{GROUPS}/{group.id}", data={"name": "Raam", "colour": "blue", **sent})

    session.expire_all()
    assert answer.status_code == status
    assert "error-summary" in answer.get_data(as_text=True)
    assert (group.name, group.colour) == ("Tafel 1", "yellow")


def test_people_of_a_group_that_goes_have_none(ours: FlaskClient, session: Session, market: Event) -> None:
    sign_up(session, market, "Anna")
    group = made(ours, session, market)[0]
    ours.post(f"{GROUPS}/verdelen")

    ours.post(f"{GROUPS}/{group.id}/weg")

    assert shown(ours) == {"No group yet": ["Anna"], "Tafel 2, purple": []}
    assert ours.post(f"{GROUPS}/{group.id}/weg").status_code == 404


def test_of_an_event_that_is_over_nothing_changes(ours: FlaskClient, session: Session, market: Event) -> None:
    anna = sign_up(session, market, "Anna").guests[0]
    group = made(ours, session, market)[0]
    market.state = "closed"
    session.commit()

    for path in ("", "/verdelen", "/plaats", f"/{group.id}", f"/{group.id}/weg"):
        sent = {
            "count": "1",
            "word": "x",
            "stood": "2",
            "guest": anna.id,
            "to": group.id,
            "name": "x",
            "colour": "blue",
        }
        assert ours.post(GROUPS + path, data=sent).status_code == 303

    session.expire_all()
    assert [each.name for each in groups_of(session, market.id)] == ["Tafel 1", "Tafel 2"]
    assert session.get_one(Guest, anna.id).group_id is None
    assert not soup(ours.get(GROUPS)).select("main form")


def test_strangers_and_moderators_have_no_say(
    app: Flask, session: Session, market: Event, ilse: Account, vera: Account, lindewaard: Organisation, now: Any
) -> None:
    group = made(desk(app, session, ilse), session, market)[0]
    hers, mo = desk(app, session, vera), desk(app, session, moderator(session, lindewaard))

    for path in ("", "/verdelen", "/plaats", f"/{group.id}", f"/{group.id}/weg"):
        assert hers.post(GROUPS + path).status_code == 404
        assert mo.post(GROUPS + path).status_code == 403
    assert (hers.get(GROUPS).status_code, mo.get(GROUPS).status_code) == (404, 403)
    assert hers.get(f"{GROUPS}/verdelen").status_code in (404, 405)


def test_the_colours_on_screen_are_those_on_paper() -> None:
    css = (ROOT / "static/css/group-colours.css").read_text()

    for name, colour in COLOURS.items():
        assert f".group-{name} {{\n  background: {colour.ground};\n  color: {colour.ink};\n}}" in css
