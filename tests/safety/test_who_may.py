"""Every kind of visitor at every route of the app's own map, at home and at another organisation."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from kiosk.access.models import Account, Device
from kiosk.access.rules import ROLES
from tests.safety.world import VISITORS, World, may, signed_in_without_waiting

DEVICE_HEADERS = {"X-Kiosk": "1", "Origin": "http://localhost"}


def visit(world: World, rule: Rule, method: str, who: str) -> TestResponse:
    headers = DEVICE_HEADERS if rule.endpoint.startswith(("acts.", "printing.")) else {}
    return world.visitor(who).open(world.address(rule), method=method, headers=headers)


def is_turned_away(answer: TestResponse, who: str, rule: Rule) -> bool:
    if rule.endpoint.startswith("organiser.") and who not in ROLES:
        return answer.status_code in (302, 303) and "/beheer/inloggen" in answer.location
    return answer.status_code == 403


@pytest.mark.parametrize("who", VISITORS)
def test_who_may_not_come_is_turned_away_and_changes_nothing(open_world: World, who: str) -> None:
    before = open_world.dump()
    wrong = [
        f"{method} {rule.rule}"
        for method in ("GET", "POST")
        for rule in open_world.rules(method)
        if not may(who, rule.endpoint) and not is_turned_away(visit(open_world, rule, method, who), who, rule)
    ]

    assert not wrong, f"{who} came in"
    changed = {name for name, rows in open_world.dump().items() if rows != before[name]}
    assert changed <= {"sign_in", "device", "device_key"}, "only this test's own visitors may have been added"


@pytest.mark.parametrize("who", VISITORS)
def test_who_may_come_comes_in(open_world: World, who: str) -> None:
    wrong = []
    for method in ("GET", "POST"):
        for rule in open_world.rules(method):
            if may(who, rule.endpoint):
                status = visit(open_world, rule, method, who).status_code
                if status == 403 or status >= 500 or (method == "GET" and status >= 400 and not _needs_more(rule)):
                    wrong.append(f"{method} {rule.rule}: {status}")

    assert not wrong


def _needs_more(rule: Rule) -> bool:
    """Pages that say 4xx to somebody who is not in the middle of something."""
    return rule.endpoint in ("access.wait", "printing.asked")


def test_another_organisations_event_is_not_there(open_world: World, session: Session, vera: Account) -> None:
    client = open_world.app.test_client()
    client.set_cookie("beheer", signed_in_without_waiting(session, vera))
    mine = [
        (m, r)
        for m in ("GET", "POST")
        for r in open_world.rules(m)
        if r.endpoint.startswith("organiser.") and "slug" in r.arguments
    ]
    before = open_world.dump()

    seen = {
        f"{method} {rule.rule}": client.open(open_world.address(rule), method=method).status_code
        for method, rule in mine
    }

    assert {address: status for address, status in seen.items() if status != 404} == {}
    assert open_world.dump() == before


def test_a_withdrawn_device_reads_nothing(open_world: World, session: Session) -> None:
    for who in ("door", "arrival", "tablet"):
        client = open_world.visitor(who)
        session.execute(update(Device).values(state="withdrawn"))
        session.commit()
        rules = [
            rule for rule in open_world.rules("GET") if may(who, rule.endpoint) and not may("stranger", rule.endpoint)
        ]
        assert {client.get(open_world.address(rule)).status_code for rule in rules} == {403}


def test_there_is_no_address_without_a_route(world: World) -> None:
    client = world.app.test_client()

    for address in (
        "/static/../pyproject.toml",
        "/.git/config",
        "/instance/kiosk.sqlite",
        "/console",
        "/admin",
        "/metrics",
    ):
        assert client.get(address).status_code == 404


def test_other_methods_are_refused(world: World) -> None:
    client = world.app.test_client()

    for rule in world.rules("GET"):
        for method in ("TRACE", "PUT", "DELETE", "PATCH"):
            assert client.open(world.address(rule), method=method).status_code in (404, 405)
