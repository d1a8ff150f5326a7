"""What is decided about groups is kept, and reaches the devices at the door."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from kiosk.access.models import Account
from kiosk.events.models import Event
from tests.cast import paired, sign_up
from tests.organiser.scene import SLUG, desk, soup

GROUPS = f"{SLUG}/groepen"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def ours(app: Flask, session: Session, ilse: Account, market: Event, now: Any) -> FlaskClient:
    return desk(app, session, ilse)


@pytest.mark.parametrize(("said", "kept"), [("ja", "together"), ("nee", "spread")])
def test_how_people_were_dealt_is_kept_for_who_comes_later(
    ours: FlaskClient, session: Session, market: Event, said: str, kept: str
) -> None:
    sign_up(session, market, "Anna")
    ours.post(GROUPS, data={"count": "2", "word": "Tafel", "stood": "0"})

    page = ours.post(f"{GROUPS}/verdelen", data={"samen": said}, follow_redirects=True)

    session.expire_all()
    assert market.seating == kept
    assert soup(page).select_one(f"[name=samen][value={said}][checked]")


def test_every_change_of_the_groups_reaches_the_devices(
    app: Flask, ours: FlaskClient, session: Session, market: Event
) -> None:
    guest = sign_up(session, market, "Anna").guests[0].id
    door = paired(app, session, market, "door")
    seen = door.get("/deur/lijst").json["change"]  # type: ignore[index]
    sent: list[tuple[str, dict[str, Any]]] = [
        ("", {"count": "2", "word": "Tafel", "stood": "0"}),
        ("/verdelen", {}),
        ("/1", {"name": "Raam", "colour": "blue"}),
        ("/plaats", {"guest": guest, "to": "2"}),
        ("/2/weg", {}),
    ]
    said = []
    for path, data in sent:
        assert ours.post(GROUPS + path, data=data).status_code == 303
        news: Any = door.get(f"/deur/lijst?na={seen}").json
        seen = news["change"]
        said.append(
            ([each[1:] for each in news["groups"]], [each["guests"][0].get("group") for each in news["parties"]])
        )

    assert said == [
        ([["Tafel 1", "yellow"], ["Tafel 2", "purple"]], []),
        ([["Tafel 1", "yellow"], ["Tafel 2", "purple"]], [1]),
        ([["Raam", "blue"], ["Tafel 2", "purple"]], []),
        ([["Raam", "blue"], ["Tafel 2", "purple"]], [2]),
        ([["Raam", "blue"]], [None]),
    ]
