"""The guest list on paper: everybody who may come, by name, and nothing that a passer-by should not read."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.badges import guest_list
from kiosk.badges.guest_list import Line, Words
from kiosk.events.models import Event
from kiosk.lib import i18n, tokens
from kiosk.lib.fonts import Fonts
from kiosk.organiser import on_paper
from kiosk.organiser.parts import parts
from tests.cast import sign_up
from tests.organiser.scene import SLUG, arrive, desk, moderator

ADDRESS = f"{SLUG}/afdrukken/gastenlijst.pdf"
HEADS = ("Naam", "Code", "Tijd", "Taal")
WORDS = Words("nl", False, "Markt", "dinsdag", "12 mensen", HEADS, "vraag", "", "Anderen", "{}/{}".format)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The list is about paper: one kind of database is enough."""
    return sqlite_url


def lines(session: Session, market: Event, part: int = 0) -> list[Line]:
    with i18n.force_locale("en"):
        return on_paper.lines(session, market, parts(market)[part])


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return Fonts(tmp_path_factory.mktemp("fonts"))


def drawn(count: int, fonts: Fonts) -> list[str]:
    """The text of each page of a list of so many people."""
    people = [Line(f"Gast {at}", "", "7K3M 9QXZ", "14.00", "Nederlands") for at in range(count)]
    pages = pypdf.PdfReader(io.BytesIO(guest_list.draw(people, WORDS, fonts))).pages
    return [each.extract_text() for each in pages]


def test_people_stand_by_name_with_the_code_of_their_sign_up(session: Session, market: Event, now: Any) -> None:
    family = sign_up(session, market, "Timo", None, "Çelik", language="tr")
    sign_up(session, market, "Dunya")
    code = tokens.grouped(tokens.short_code(family.ticket))

    found = lines(session, market)

    assert [(each.name, each.code.removeprefix(code)) for each in found if each.code.startswith(code)] == [
        ("Çelik", " 3"),
        ("Timo", " 1"),
        ("no name", " 2"),
    ]
    assert [each.name for each in found] == ["Çelik", "Dunya", "Timo", "no name"]
    assert found[0].under == "with Timo + 1"


def test_the_list_of_a_moment_holds_who_come_then_or_at_any_time(session: Session, market: Event, now: Any) -> None:
    sign_up(session, market, "Eerst")
    sign_up(session, market, "Later", moment_id=market.moments[1].id)
    sign_up(session, market, "Ooit", moment_id=None)

    assert [each.name for each in lines(session, market, 2)] == ["Later", "Ooit"]


def test_paper_tells_no_contact_and_no_reason(session: Session, market: Event, now: Any) -> None:
    sign_up(session, market, "Fatima", phone="0612345678", email="f@example.org", help={"other": "rolstoel"})
    sign_up(session, market, "Wachter", state="waiting")
    sign_up(session, market, "Weg", state="cancelled")
    inside = sign_up(session, market, "Zij")
    arrive(session, inside)

    found = lines(session, market)

    assert [(each.name, each.asks, each.note, each.is_in) for each in found] == [
        ("Fatima", True, "", False),
        ("Wachter", False, "waiting list", False),
        ("Zij", False, "", True),
    ]
    assert not {"rolstoel", "0612345678", "f@example.org"} & set(vars(found[0]).values())


@pytest.mark.parametrize(("people", "pages"), [(0, 1), (14, 1), (15, 2), (20, 2), (45, 3)])
def test_every_page_has_its_number_and_the_last_has_empty_lines(people: int, pages: int, fonts: Fonts) -> None:
    found = drawn(people, fonts)

    assert all(f"{at}/{pages}" in text for at, text in enumerate(found, 1))
    assert len(found) == pages
    assert ["Anderen" in text for text in found] == [False] * (pages - 1) + [True]
    assert sum(text.count("Gast ") for text in found) == people


def test_a_long_name_stays_on_the_sheet(fonts: Fonts) -> None:
    names = ["W" * 60, "فاطمة" * 12, "Олена", "\U0001f389" * 60, ""]
    people = [Line(name, "met " + name, "7K3M 9QXZ 12", "14-4, 14.00", "Nederlands", asks=True) for name in names]

    text = pypdf.PdfReader(io.BytesIO(guest_list.draw(people, WORDS, fonts))).pages[0].extract_text()

    assert "WW…" in text
    assert "Олена" in text


def test_making_the_list_is_written_down(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    sign_up(session, market, "Fatima")

    answer = desk(app, session, ilse).post(ADDRESS, data={"deel": str(market.moments[0].id)})

    assert (answer.status_code, answer.mimetype, answer.headers["Cache-Control"]) == (
        200,
        "application/pdf",
        "no-store",
    )
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "print guest list")).one()
    assert entry.object == f"event {market.id}: 1 guests"


def test_others_get_no_list(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, ilse: Account, vera: Account, now: Any
) -> None:
    assert desk(app, session, moderator(session, lindewaard)).post(ADDRESS).status_code == 403
    assert desk(app, session, vera).post(ADDRESS).status_code == 404
    ours = desk(app, session, ilse)
    assert ours.post(ADDRESS, data={"deel": "9" * 40}).status_code == 404
    assert ours.get(ADDRESS).status_code in (404, 405)
