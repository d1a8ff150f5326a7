"""An organiser without a shell brings in the queue that a device saved."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, AuditEntry, Device, Organisation
from kiosk.events.models import Event, EventText
from kiosk.guests.models import Arrival
from tests.acts.queue import queue_file
from tests.cast import Acts, paired
from tests.conftest import MARKET_DAY
from tests.organiser.scene import SLUG, desk, moderator, soup

AMIR = {"name": "Amir", "language": "nl"}
ADDRESS = f"{SLUG}/apparaten/wachtrij?taal=en"

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def door(app: Flask, session: Session, market: Event) -> Acts:
    return Acts(paired(app, session, market, "door"))


@pytest.fixture
def ilses(app: Flask, session: Session, ilse: Account, market: Event) -> FlaskClient:
    return desk(app, session, ilse)


def send(ours: FlaskClient, content: bytes, address: str = ADDRESS) -> Any:
    return ours.post(address, data={"wachtrij": (io.BytesIO(content), "wachtrij.json")})


def test_the_page_says_what_came_of_it(ilses: FlaskClient, door: Acts, session: Session) -> None:
    file = queue_file(session, door, door.act("walk_in", AMIR), door.act("walk_in", AMIR) | {"hash": "0" * 64})

    page = soup(send(ilses, file))

    said = "door 1. New: 1, known already: 0, put aside: 0, refused: 1."
    assert page.select_one("#saved_queue [role=status]").get_text(" ", strip=True).replace(" .", ".") == said  # type: ignore[union-attr]
    assert [each.get_text() for each in page.select("#saved_queue li")] == ["the file is damaged there: 1"]
    assert len(session.scalars(select(Arrival)).all()) == 1
    assert session.scalars(select(AuditEntry.action)).all() == ["queue.import"]


def test_the_same_file_again_is_harmless(ilses: FlaskClient, door: Acts, session: Session) -> None:
    file = queue_file(session, door, door.act("walk_in", AMIR))
    send(ilses, file)

    assert "known already: 1" in send(ilses, file).text
    assert len(session.scalars(select(Arrival)).all()) == 1


def test_what_a_withdrawn_device_saved_is_put_aside(ilses: FlaskClient, door: Acts, session: Session) -> None:
    file = queue_file(session, door, door.act("walk_in", AMIR))
    session.scalars(select(Device)).one().state = "withdrawn"
    session.commit()

    answer = send(ilses, file).text

    assert "put aside: 1" in answer and "nothing was done with it" in answer
    assert session.scalars(select(Arrival)).all() == []


def test_a_device_of_another_meeting_brings_nothing(
    ilses: FlaskClient, door: Acts, session: Session, lindewaard: Organisation
) -> None:
    other = Event(
        organisation_id=lindewaard.id, slug="elders", kind="walk_in", state="published", created_at=MARKET_DAY
    )
    other.texts = [EventText(language="nl", title="Elders")]
    session.add(other)
    session.commit()

    answer = send(
        ilses, queue_file(session, door, door.act("walk_in", AMIR)), "/beheer/elders/apparaten/wachtrij?taal=en"
    )

    assert (answer.status_code, "is not of this meeting" in answer.text) == (422, True)
    assert session.scalars(select(Arrival)).all() == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Choose a file."),
        (b"not JSON", "not a saved queue"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
        (json.dumps({"kiosk": "queue", "v": 2}).encode(), "Another version"),
        (
            json.dumps({"kiosk": "queue", "v": 1, "device": 999, "purpose": "door", "acts": []}).encode(),
            "not of this meeting",
        ),
    ],
)
def test_a_wrong_file_is_one_sentence(ilses: FlaskClient, content: bytes, words: str) -> None:
    answer = send(ilses, content)

    assert answer.status_code == 422
    assert words in answer.text and "<title>Error: " in answer.text


def test_a_moderator_brings_nothing_in(app: Flask, session: Session, door: Acts, lindewaard: Organisation) -> None:
    theirs = desk(app, session, moderator(session, lindewaard))

    assert send(theirs, queue_file(session, door, door.act("walk_in", AMIR))).status_code == 403
    assert session.scalars(select(Arrival)).all() == []
