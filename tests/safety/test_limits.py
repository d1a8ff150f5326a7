"""A full hall behind one address gets in; somebody who guesses has to wait."""

from __future__ import annotations

import uuid
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select

from kiosk.guests.models import Party
from tests.safety.world import World
from tests.site.walk import Walk, filled


def test_five_hundred_sign_ups_from_one_address_pass(open_world: World) -> None:
    client = open_world.app.test_client()
    address = f"/bijeenkomst/{open_world.event.slug}/aanmelden"
    walk = Walk(client, address)
    walk.press("next", moment=str(open_world.event.moments[2].id), name="Fatima")
    walk.press("next")
    walk.press("next")
    ready = filled(walk.page.select_one("main form[id]"))  # type: ignore[arg-type]
    key = next(name for name, value in ready.items() if _is_uuid(value))
    before = _parties(open_world)

    statuses = {
        client.post(address, data={**ready, key: str(uuid.uuid4()), "go": "send"}).status_code for _ in range(500)
    }

    assert statuses == {303}
    assert _parties(open_world) == before + 500


def _is_uuid(value: str) -> bool:
    try:
        return bool(uuid.UUID(value))
    except ValueError:
        return False


def _parties(world: World) -> int:
    world.session.expire_all()
    found = world.session.scalar(select(func.count(Party.id)))
    world.session.rollback()
    return found or 0


def guesses(client: FlaskClient, address: str, times: int, /, **data: Any) -> list[int]:
    return [client.post(address, data=data).status_code for _ in range(times)]


def test_the_twentieth_wrong_code_in_a_minute_waits(open_world: World) -> None:
    address = f"/ik-ben-er/{open_world.values['code']}"

    statuses = guesses(open_world.app.test_client(), address, 20, who="code", code="ABCD EFGH")

    assert 429 not in statuses[:19] and statuses[19] == 429


def test_who_waited_can_try_again(open_world: World, later: Any) -> None:
    address = f"/ik-ben-er/{open_world.values['code']}"
    client = open_world.app.test_client()
    guesses(client, address, 20, who="code", code="ABCD EFGH")

    later(minutes=1)

    assert client.post(address, data={"who": "code", "code": "ABCD EFGH"}).status_code != 429


def test_the_twentieth_wrong_slip_in_a_minute_waits(open_world: World) -> None:
    data = {"colour": "orange", "animal": "fox", "number": "99999", "digits": "0000"}

    statuses = guesses(open_world.app.test_client(), "/kaart", 20, **data)

    assert 429 not in statuses[:19] and statuses[19] == 429


def test_a_guesser_of_passwords_waits(open_world: World) -> None:
    data = {"email": "organiser@example.org", "password": "een verkeerd wachtwoord"}

    statuses = guesses(open_world.app.test_client(), "/beheer/inloggen", 12, **data)

    assert statuses[0] != 429 and statuses[-1] == 429


def test_waiting_says_for_how_long_in_plain_words(open_world: World) -> None:
    address = f"/ik-ben-er/{open_world.values['code']}"
    client = open_world.app.test_client()
    guesses(client, address, 20, who="code", code="ABCD EFGH")

    answer = client.post(address, data={"who": "code", "code": "ABCD EFGH"})

    assert int(answer.headers["Retry-After"]) <= 60
    assert "<h1" in answer.text
