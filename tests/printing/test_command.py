"""`kiosk print-agent`, as somebody beside a printer types it."""

from __future__ import annotations

import re
import stat
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access import service as access
from kiosk.access.models import Device
from kiosk.cli import main, print_agent
from kiosk.events.models import Event
from kiosk.lib.db import db
from tests.browser import Live
from tests.cast import sign_up
from tests.conftest import MARKET_DAY
from tests.printing.helpers import ask, states

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def app(live: Live) -> Flask:
    return live.app


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "agent"


def kiosk(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["print-agent", "--folder", str(folder), *words])


def offer(session: Session, event: Event, purpose: str = "printer", code: str = "") -> str:
    device = Device(
        organisation_id=event.organisation_id, event_id=event.id, purpose=purpose, name="Balie", created_at=MARKET_DAY
    )
    token = access.offer_pairing(session, device, MARKET_DAY, code=code)
    session.commit()
    return token


@pytest.fixture
def organiser(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Says yes as soon as the agent waits. Holds the digits that the organiser saw."""
    seen: list[str] = []

    def confirm(_: float) -> None:
        session.rollback()
        device = session.scalars(select(Device)).one()
        seen.append(device.pair_digits or "")
        access.confirm_pairing(session, device, MARKET_DAY)
        session.commit()

    monkeypatch.setattr(print_agent.time, "sleep", confirm)
    return seen


def test_it_pairs_by_the_link_and_prints(
    live: Live, session: Session, market: Event, folder: Path, organiser: list[str], tmp_path: Path
) -> None:
    ran = kiosk(folder, "--pair", f"{live.url}/koppelen/{offer(session, market)}")
    assert ran.exit_code == 0, ran.output
    assert re.findall(r"\b\d{4}\b", ran.output) == organiser and 'Paired: "Balie".' in ran.output
    assert stat.S_IMODE((folder / "key.json").stat().st_mode) == 0o600
    about = f"guest:{sign_up(session, market, 'Fatima').guests[0].id}"
    ask(session, market, about)
    (tmp_path / "out").mkdir()

    assert kiosk(folder, "--printer", f"file:{tmp_path / 'out'}", "--once").exit_code == 0

    assert states(session) == {about: "printed"}
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1


def test_it_pairs_by_the_short_code(
    live: Live, session: Session, market: Event, folder: Path, organiser: list[str]
) -> None:
    offer(session, market, code="ABCDEFGH")

    assert 'Paired: "Balie".' in kiosk(folder, "--pair", f"{live.url}/koppelen", "--code", "abcd efgh").output


def test_a_link_for_a_door_makes_no_printer(live: Live, session: Session, market: Event, folder: Path) -> None:
    ran = kiosk(folder, "--pair", f"{live.url}/koppelen/{offer(session, market, 'door')}")

    assert ran.exit_code and "for another device" in ran.output
    assert session.scalars(select(Device)).one().state == "offered"


def test_a_printers_link_in_a_browser_says_what_to_type(
    app: Flask, live: Live, session: Session, market: Event, now: datetime
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    address, browser = f"/koppelen/{offer(session, market)}", app.test_client()

    assert f"kiosk print-agent --pair http://localhost{address}" in browser.get(address).text
    assert browser.post(address).status_code == 303
    session.rollback()
    assert session.scalars(select(Device)).one().state == "offered"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "First --pair LINK"),
        (["--printer", "file:x"], "not paired yet"),
        (["--printer", "fax:x"], "Say which printer"),
        (["--pair", "http://kiosk.example.nl/koppelen/X"], "must start with https://"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(folder: Path, words: list[str], said: str) -> None:
    ran = kiosk(folder, *words)

    assert ran.exit_code and said in ran.output
    assert len(ran.output.strip().splitlines()) == 1


def test_a_link_that_was_used_says_so(live: Live, folder: Path) -> None:
    assert "no longer works" in kiosk(folder, "--pair", f"{live.url}/koppelen/{'A' * 26}").output
