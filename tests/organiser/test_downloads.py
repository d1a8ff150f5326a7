"""Lists as files: for Dutch Excel, never a formula, and each time written down."""

from __future__ import annotations

import csv
import io
from datetime import datetime, time
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Organisation
from kiosk.events.models import Event
from tests.cast import sign_up, signed_in
from tests.organiser.scene import SLUG, arrive, desk, leave_card, moderator, say_yes, withdraw

LISTS = ("guests", "cards", "contacts")


def rows(client: FlaskClient, what: str) -> list[list[str]]:
    data = client.post(f"{SLUG}/bestand/{what}?taal=en", data={"kind": "csv"}).data
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_guests_as_csv(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    arrive(session, sign_up(session, market, "Fatima", None, language="ar", help={"wheelchair": True}))

    head, row = rows(desk(app, session, ilse), "guests")

    assert head == ["Names", "People", "Came in", "State", "Day (yyyy-mm-dd)", "Time", "How", "Language"]
    assert row == ["Fatima, no name", "2", "2", "Inside", "2026-04-14", "14:00", "signed up online", "Arabic"]


def test_cards_as_csv(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    leave_card(session, market, "mad", 'De "lift";\nis kapot', state="held")

    assert rows(desk(app, session, ilse), "cards")[1:] == [
        ["Mad", 'De "lift";\nis kapot', "", "2026-04-14", "14:30", "Kept apart"]
    ]


def test_contacts_as_csv_hold_only_what_was_said_yes_to(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    withdraw(session, say_yes(session, market, "Kees"))
    say_yes(session, market, "Fatima", "informed", phone="+31612345678")

    assert [row[:8] for row in rows(desk(app, session, ilse), "contacts")[1:]] == [
        [
            "Fatima",
            "fatima@example.org",
            "",
            "Dutch",
            "Hear what was done",
            "by e-mail",
            "2026-04-14",
            "Ja, schrijf mij.",
        ]
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", '=HYPERLINK("http://kwaad.example")'])
def test_a_name_is_never_a_formula(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, name: str
) -> None:
    sign_up(session, market, name)
    ours = desk(app, session, ilse)

    assert rows(ours, "guests")[1][0] == f"'{name}"
    data = ours.post(f"{SLUG}/bestand/guests", data={"kind": "xlsx"}).data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == (name, "s")


def test_excel_can_reckon_with_numbers_and_times(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    arrive(session, sign_up(session, market, "Fatima", "Timo"))
    data = desk(app, session, ilse).post(f"{SLUG}/bestand/guests", data={"kind": "xlsx"}).data
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active

    assert sheet is not None
    assert [sheet[cell].value for cell in ("B2", "C2", "F2")] == [2, 2, time(14, 0)]
    assert (sheet["E2"].value, sheet["E2"].number_format) == (datetime(2026, 4, 14), "yyyy-mm-dd")


@pytest.mark.parametrize("what", LISTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_download_is_written_down(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, what: str, kind: str
) -> None:
    sign_up(session, market, "Fatima")
    leave_card(session, market)
    say_yes(session, market, "Fatima")

    answer = desk(app, session, ilse).post(f"{SLUG}/bestand/{what}", data={"kind": kind})

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].isascii()
    assert f"-hulp-in-uw-buurt.{kind}" in answer.headers["Content-Disposition"]
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == f"download {what}")).one()
    assert (entry.object, entry.actor) == (f"event {market.id}: 1 rows as {kind}", f"account {ilse.id}")
    assert "Fatima" not in str(vars(entry))


def test_an_empty_list_is_a_file_with_a_head(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any
) -> None:
    assert [len(rows(desk(app, session, ilse), what)) for what in LISTS] == [1, 1, 1]


def test_a_link_cannot_take_a_list(app: Flask, session: Session, market: Event, ilse: Account, now: Any) -> None:
    assert signed_in(app, session, ilse).get(f"{SLUG}/bestand/guests").status_code in (404, 405)
    assert signed_in(app, session, ilse).post(f"{SLUG}/bestand/guests", data={"kind": "csv"}).status_code == 400
    assert session.scalars(select(AuditEntry).where(AuditEntry.action.startswith("download"))).all() == []


@pytest.mark.parametrize("kind", ["", "pdf", "x" * 5000])
def test_an_unknown_kind_is_refused(
    app: Flask, session: Session, market: Event, ilse: Account, now: Any, kind: str
) -> None:
    assert desk(app, session, ilse).post(f"{SLUG}/bestand/guests", data={"kind": kind}).status_code == 400
    assert desk(app, session, ilse).post(f"{SLUG}/bestand/secrets", data={"kind": "csv"}).status_code == 404


@pytest.mark.parametrize("what", LISTS)
def test_moderators_and_strangers_take_nothing_along(
    app: Flask, session: Session, market: Event, lindewaard: Organisation, vera: Account, now: Any, what: str
) -> None:
    address, sent = f"{SLUG}/bestand/{what}", {"kind": "csv"}

    assert desk(app, session, moderator(session, lindewaard)).post(address, data=sent).status_code == 403
    assert desk(app, session, vera).post(address, data=sent).status_code == 404
    assert app.test_client().post(address, data=sent).status_code == 302
