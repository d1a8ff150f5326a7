"""Who may come where in making events: their own team; not a moderator, another team, or a stranger."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.access.models import Account, Device, Organisation
from kiosk.access.rules import ACCESS, MAKERS
from kiosk.events.models import Event
from tests.cast import paired
from tests.organiser.scene import desk, moderator

ROUTES = [
    ("GET", "/gegevens"),
    ("GET", "/gegevens/wat"),
    ("POST", "/gegevens/wat"),
    ("POST", "/gegevens/wanneer"),
    ("GET", "/gegevens/talen/ar"),
    ("POST", "/gegevens/talen/ar"),
    ("GET", "/voorbeeld"),
    ("POST", "/publiceren"),
    ("GET", "/afdrukken"),
    ("GET", "/afgelasten"),
    ("POST", "/afgelasten"),
    ("GET", "/sluiten"),
    ("POST", "/sluiten"),
    ("GET", "/apparaten"),
    ("POST", "/apparaten"),
    ("GET", "/apparaten/lijst"),
    ("POST", "/apparaten/1/ja"),
    ("POST", "/apparaten/1/nee"),
    ("GET", "/apparaten/1/intrekken"),
    ("POST", "/apparaten/1/intrekken"),
    ("POST", "/apparaten/1/nieuwe-link"),
]
STRANGE_SLUGS = ("bestaat-niet", "%00", "HULP", "x" * 300, "-", "a--b")

pytestmark = pytest.mark.usefixtures("now")


def answers(client: FlaskClient, slug: str) -> set[int]:
    return {client.open(f"/beheer/{slug}{path}", method=method).status_code for method, path in ROUTES}


def test_another_team_cannot_tell_an_event_from_none(
    app: Flask, session: Session, vera: Account, market: Event
) -> None:
    veras = desk(app, session, vera)

    assert answers(veras, market.slug) == {404}
    for slug in STRANGE_SLUGS:
        assert veras.get(f"/beheer/{slug}/gegevens").status_code == 404
    assert session.get_one(Event, market.id, populate_existing=True).state == "published"


def test_a_moderator_makes_and_pairs_nothing(
    app: Flask, session: Session, lindewaard: Organisation, market: Event
) -> None:
    assert answers(desk(app, session, moderator(session, lindewaard)), market.slug) == {403}


def test_a_stranger_is_asked_to_sign_in(app: Flask, market: Event) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    assert answers(app.test_client(), market.slug) == {302}


def test_a_device_is_no_organiser(app: Flask, session: Session, market: Event) -> None:
    door = paired(app, session, market, "door")
    app.config["WTF_CSRF_ENABLED"] = False

    assert answers(door, market.slug) == {302}


def test_every_post_needs_the_form_token(app: Flask, session: Session, ilse: Account, market: Event) -> None:
    ilses = desk(app, session, ilse)
    app.config["WTF_CSRF_ENABLED"] = True

    posts = {ilses.post(f"/beheer/{market.slug}{path}").status_code for method, path in ROUTES if method == "POST"}
    assert posts == {400}


def test_looking_at_a_step_does_not_take_it(app: Flask, session: Session, ilse: Account, market: Event) -> None:
    paired(app, session, market, "door")
    ilses = desk(app, session, ilse)
    for _, path in ROUTES:
        ilses.get(f"/beheer/{market.slug}{path}")

    assert session.get_one(Event, market.id, populate_existing=True).state == "published"
    assert [each.state for each in session.scalars(select(Device).execution_options(populate_existing=True))] == [
        "paired"
    ]


def test_the_table_lets_makers_in_and_no_others(app: Flask) -> None:
    made_by = {f"kiosk.organiser.routes.{each}" for each in ("details", "texts", "moves", "calls", "devices")}
    ours = [name for name, view in app.view_functions.items() if view.__module__ in made_by]

    assert len(ours) >= 20
    assert {ACCESS[name] for name in ours} == {MAKERS}
