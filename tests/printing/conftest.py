"""An agent beside a printer, and a real server that it talks to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from kiosk.events.models import Event
from kiosk.printing.agent.journal import Journal
from kiosk.printing.agent.loop import Agent
from kiosk.printing.agent.server import Server
from tests.browser import Live
from tests.cast import paired
from tests.printing.helpers import Paper


@dataclass
class Desk:
    """The computer beside the printer. `start` starts the agent, or starts it again after it died."""

    url: str
    cookie: str
    folder: Path
    paper: Paper = field(default_factory=Paper)
    said: list[str] = field(default_factory=list)
    _journals: list[Journal] = field(default_factory=list)

    def start(self) -> Agent:
        self.stop()
        self._journals.append(Journal(self.folder))
        return Agent(Server(self.url, self.cookie), self.paper, self._journals[-1], self.said.append)

    def stop(self) -> None:
        while self._journals:
            self._journals.pop().close()


@pytest.fixture
def at_desk(live: Live, tmp_path: Path, now: datetime) -> Iterator[Callable[[Session, Event], Desk]]:
    desks: list[Desk] = []

    def make(session: Session, event: Event) -> Desk:
        key = paired(live.app, session, event, "printer").get_cookie("apparaat")
        assert key is not None
        folder = tmp_path / "agent"
        folder.mkdir()
        desks.append(Desk(live.url, f"apparaat={key.value}", folder))
        return desks[-1]

    yield make
    for desk in desks:
        desk.stop()
