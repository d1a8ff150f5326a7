"""A demonstration link makes a device of each browser, so that each numbers its own acts."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access import rules, service
from kiosk.access.models import Device
from kiosk.acts.models import Act
from kiosk.events.models import Event
from tests.access.test_pairing import press
from tests.cast import MARKET_DAY, Acts

pytestmark = pytest.mark.usefixtures("now")


@pytest.fixture(autouse=True)
def without_form_tokens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def link(session: Session, market: Event) -> str:
    device = Device(organisation_id=market.organisation_id, event_id=market.id, purpose="door", name="Deur 1")
    device.created_at = MARKET_DAY
    token = service.offer_pairing(session, device, MARKET_DAY, again=True)
    session.commit()
    return f"/koppelen/{token}"


def names(session: Session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(Device.name).where(Device.state == "paired").order_by(Device.id)))


def paired(app: Flask, link: str) -> FlaskClient:
    client = app.test_client()
    assert press(client, link).headers["Location"] == "/deur"
    return client


def test_each_browser_becomes_a_device_of_its_own(app: Flask, session: Session, link: str) -> None:
    pages = [paired(app, link).get("/deur").text for _ in range(3)]

    assert names(session) == ["Deur 1", "Deur 2", "Deur 3"]
    assert all(name in page for name, page in zip(names(session), pages, strict=True))


def test_two_browsers_number_their_acts_apart(app: Flask, session: Session, link: str) -> None:
    for client in (paired(app, link), paired(app, link)):
        Acts(client).do("walk_in", {"name": None, "language": "nl"})

    lines = session.execute(select(Act.device_id, Act.seq)).all()
    assert len({(line.device_id, line.seq) for line in lines}) == 2


def test_a_browser_that_opens_the_link_again_stays_what_it_is(app: Flask, session: Session, link: str) -> None:
    client = paired(app, link)

    assert client.get(link).headers["Location"] == "/deur"
    assert client.post(link, data={"key": "A" * 26}).headers["Location"] == "/deur"
    assert names(session) == ["Deur 1"]


def test_a_withdrawn_browser_is_paired_anew(app: Flask, session: Session, link: str) -> None:
    paired(app, link)
    second = paired(app, link)
    session.scalars(select(Device).where(Device.name == "Deur 2")).one().state = "withdrawn"
    session.commit()

    assert press(second, link).headers["Location"] == "/deur"
    assert names(session) == ["Deur 1", "Deur 3"]


@pytest.mark.parametrize(
    ("name", "taken", "found"),
    [
        ("Deur", {"Deur"}, "Deur 2"),
        ("Deur 1", {"Deur 1", "Deur 2"}, "Deur 3"),
        ("Tablet bij de soep", set(), "Tablet bij de soep 2"),
        ("D" * 60, {"D" * 60}, "D" * 54 + " 2"),
    ],
)
def test_the_next_device_has_the_next_number(name: str, taken: set[str], found: str) -> None:
    assert rules.next_name(name, taken) == found
