"""The agent over real http: it prints what waits, never twice by itself, and says calmly what is the matter."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from kiosk.access.models import Device
from kiosk.events.models import Event
from kiosk.lib.db import db
from kiosk.printing.agent.journal import AgentRunsAlready, Journal
from kiosk.printing.agent.printers import CannotBePrinted, NobodyKnows, PrinterHasTrouble
from kiosk.printing.agent.server import ServerIsAway, ServerRefuses
from tests.browser import Live
from tests.cast import sign_up
from tests.printing.conftest import Desk
from tests.printing.helpers import ask, failing, states


@pytest.fixture
def app(live: Live) -> Flask:
    return live.app


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session()


@pytest.fixture
def desk(at_desk: Callable[[Session, Event], Desk], session: Session, market: Event) -> Desk:
    return at_desk(session, market)


@pytest.fixture
def badge(session: Session, market: Event) -> str:
    """A badge that waits. Gives what its job is about."""
    about = f"guest:{sign_up(session, market, 'Fatima').guests[0].id}"
    ask(session, market, about)
    return about


def test_what_waited_while_it_was_away_is_printed(desk: Desk, badge: str, session: Session, market: Event) -> None:
    ask(session, market, badge)
    agent = desk.start()

    assert [agent.turn() for _ in range(3)] == [0.0, 0.0, 1.5]
    assert len(desk.paper.sheets) == 2 and desk.paper.sheets[0].pdf.startswith(b"%PDF")
    assert states(session) == {badge: "printed"}
    assert desk.said == ["Printed.", "Printed.", "Ready. Nothing waits."]


def test_an_agent_that_died_while_it_printed_does_not_print_again(desk: Desk, badge: str, session: Session) -> None:
    desk.paper.fails, desk.paper.fails_late = failing(KeyboardInterrupt()), True
    with pytest.raises(KeyboardInterrupt):
        desk.start().turn()
    assert states(session) == {badge: "leased"}
    desk.paper.fails = None

    agent = desk.start()

    assert agent.turn() > 0
    assert desk.paper.sheets == []
    assert states(session) == {badge: "unsure"}


def test_an_agent_that_died_before_it_printed_prints(
    desk: Desk, badge: str, session: Session, later: Callable[..., object]
) -> None:
    desk.paper.fails = failing(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        desk.start().turn()
    desk.paper.fails = None
    agent = desk.start()
    agent.turn()
    assert desk.paper.sheets == []

    later(seconds=61)
    agent.turn()

    assert len(desk.paper.sheets) == 1
    assert states(session) == {badge: "printed"}


def test_a_report_that_got_lost_is_told_after_a_restart(
    desk: Desk, badge: str, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = desk.start()
    monkeypatch.setattr(agent.server, "report", lambda _: failing(ServerIsAway())())
    assert agent.turn() == 2.0
    assert states(session) == {badge: "leased"}

    again = desk.start()
    again.turn()

    assert len(desk.paper.sheets) == 1
    assert states(session) == {badge: "printed"}


def test_an_empty_printer_gives_the_badge_back_and_tries_again(desk: Desk, badge: str, session: Session) -> None:
    agent = desk.start()
    desk.paper.fails = failing(PrinterHasTrouble("no_paper"))
    assert [agent.turn() for _ in range(6)] == [2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    assert states(session) == {badge: "queued"}
    assert desk.said == ["The printer has no paper. I try again by myself."]

    desk.paper.fails = None

    assert agent.turn() == 0.0
    assert states(session) == {badge: "printed"}


@pytest.mark.parametrize(("error", "state"), [(CannotBePrinted(), "failed"), (NobodyKnows(), "unsure")])
def test_a_badge_that_went_wrong_does_not_come_back(
    desk: Desk, badge: str, session: Session, error: Exception, state: str
) -> None:
    desk.paper.fails = failing(error)
    agent = desk.start()

    assert [agent.turn() for _ in range(2)] == [0.0, 1.5]
    assert states(session) == {badge: state}


def test_an_agent_without_server_waits_longer_each_time(desk: Desk) -> None:
    desk.url = "http://127.0.0.1:9"

    agent = desk.start()

    assert [agent.turn() for _ in range(3)] == [2.0, 4.0, 8.0]
    assert desk.said == ["The server does not answer. I try again by myself."]


def test_a_withdrawn_printer_stops(desk: Desk, badge: str, session: Session) -> None:
    session.execute(update(Device).values(state="withdrawn"))
    session.commit()

    with pytest.raises(ServerRefuses, match="not_paired"):
        desk.start().turn()


def test_a_torn_line_in_the_journal_is_no_trouble(desk: Desk, badge: str, session: Session) -> None:
    """The power went while the line was written: the printer had not begun."""
    (desk.folder / "journal").write_text(f'["{uuid.uuid4()}", "prin')
    agent = desk.start()

    agent.turn()

    assert states(session) == {badge: "printed"}


def test_two_agents_do_not_share_a_folder(desk: Desk) -> None:
    desk.start()

    with pytest.raises(AgentRunsAlready):
        Journal(desk.folder)
