"""A request that another site sent in somebody's name changes nothing; neither does looking."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.safety.world import World


def changed(world: World, before: dict[str, list[str]]) -> set[str]:
    after = world.dump()
    return {name for name, rows in after.items() if rows != before[name]}


def test_a_post_without_the_forms_token_changes_nothing(world: World) -> None:
    visitors = [(rule, world.visitor(world.allowed(rule))) for rule in world.rules("POST")]
    before = world.dump()

    statuses = {
        rule.rule: client.post(world.address(rule), data={"go": "send"}).status_code for rule, client in visitors
    }

    assert {address: status for address, status in statuses.items() if status not in (400, 403)} == {}
    assert changed(world, before) == set()


def test_a_token_of_another_browser_is_refused(world: World) -> None:
    thief, victim = world.visitor("organiser"), world.visitor("organiser")
    address = f"/beheer/{world.event.slug}/apparaten"
    token = token_of(thief, address)

    assert victim.post(address, data={"csrf_token": token}).status_code == 400


def token_of(client: FlaskClient, address: str) -> str:
    return client.get(address).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def test_looking_changes_nothing(world: World) -> None:
    visitors = [(rule, world.visitor(world.allowed(rule))) for rule in world.rules("GET")]
    before = world.dump()

    for rule, client in visitors:
        client.get(world.address(rule))
        client.head(world.address(rule))
        assert changed(world, before) == set(), f"GET {rule.rule} changed the database"
