"""Wrong, hostile, huge and repeated input at every form and address: a clear answer, and never a 500."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from tests.house.places import KIOSK, ROOT
from tests.safety.world import World, names_of_fields

SIGNS = [
    "",
    " \t\n ",
    "\x00",
    "a\x00b",
    "\u202e\u0000\ufeff",
    "<script>alert(1)</script>",
    "'; DROP TABLE party; --",
    "%s %(name)s {0} {{ 7*7 }}",
    "-1",
    "0",
    "2147483648",
    "99999999999999999999999999",
    "NaN",
    "1e309",
    "2026-02-30",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "٣٤",
    "🦊" * 300,
    "x" * 20_000,
]
SOURCES = [*KIOSK.rglob("*.py"), *(ROOT / "templates").rglob("*.html")]
NAMES = names_of_fields(path.read_text() for path in SOURCES)
PART = b'--x\r\nContent-Disposition: form-data; name="%s"; filename="../x.png"\r\n\r\n\x89PNG\r\n--x--\r\n'
DEVICE_HEADERS = {"X-Kiosk": "1", "Origin": "http://localhost"}


def trouble(client: FlaskClient, address: str, method: str = "POST", **sent: Any) -> str:
    """What went wrong on our side; nothing when the answer was an answer."""
    try:
        status = client.open(address, method=method, **sent).status_code
    except Exception as error:
        return f"{method} {address[:80]}: {type(error).__name__}: {str(error)[:200]}"
    return f"{method} {address[:80]}: {status}" if status >= 500 else ""


def test_the_sweep_knows_the_fields() -> None:
    assert {"name", "email", "go", "zoek"} <= NAMES


def test_no_form_breaks(open_world: World) -> None:
    wrong = []
    for rule in open_world.rules("POST"):
        client, address = open_world.visitor(open_world.allowed(rule)), open_world.address(rule)
        for sign in SIGNS:
            everything = MultiDict((name, sign) for name in NAMES)
            wrong.append(trouble(client, address, data=everything, headers=DEVICE_HEADERS))

    assert not list(filter(None, wrong))


def test_no_form_breaks_on_the_same_field_many_times(open_world: World) -> None:
    many = MultiDict((name, value) for name in NAMES for value in ("1", "", "x", "2"))
    visitors = [(rule, open_world.visitor(open_world.allowed(rule))) for rule in open_world.rules("POST")]

    wrong = [trouble(client, open_world.address(rule), data=many, headers=DEVICE_HEADERS) for rule, client in visitors]

    assert not list(filter(None, wrong))


@pytest.mark.parametrize(
    "sent",
    [
        {"data": b"\xff\xfe\x00=%%%&=&&&name=%ff%00", "content_type": "application/x-www-form-urlencoded"},
        {"data": b"--x\r\nContent-Disposition: form-data; name", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"", "content_type": "multipart/form-data"},
        {"data": b"[" * 100_000, "content_type": "application/json"},
        {"data": b"null", "content_type": "application/json"},
        {"data": b"a=1&" * 5000, "content_type": "application/x-www-form-urlencoded"},
        {"data": b"[1]", "content_type": "application/json"},
        {"data": PART % b"name", "content_type": "multipart/form-data; boundary=x"},
    ],
    ids=["bytes", "half a part", "no boundary", "deep", "null", "many", "list", "file"],
)
def test_no_body_breaks_a_route(open_world: World, sent: dict[str, Any]) -> None:
    visitors = [(rule, open_world.visitor(open_world.allowed(rule))) for rule in open_world.rules("POST")]

    wrong = [trouble(client, open_world.address(rule), headers=DEVICE_HEADERS, **sent) for rule, client in visitors]

    assert not list(filter(None, wrong))


def test_a_huge_body_is_refused_by_size(open_world: World) -> None:
    for rule in open_world.rules("POST"):
        client = open_world.visitor(open_world.allowed(rule))
        answer = client.post(open_world.address(rule), data=b"name=" + b"x" * (6 * 1024 * 1024), headers=DEVICE_HEADERS,
                             content_type="application/x-www-form-urlencoded")  # fmt: skip
        assert answer.status_code < 500, rule.rule


def test_no_address_breaks(open_world: World) -> None:
    wrong = []
    for rule in [each for method in ("GET", "POST") for each in open_world.rules(method) if each.arguments]:
        client, method = (
            open_world.visitor(open_world.allowed(rule)),
            "GET" if "GET" in (rule.methods or ()) else "POST",
        )
        for sign in SIGNS[1:]:
            wrong += [trouble(client, each, method, headers=DEVICE_HEADERS) for each in _with(open_world, rule, sign)]

    assert not list(filter(None, wrong))


def _with(world: World, rule: Rule, sign: str) -> list[str]:
    """The route's address with the sign in place of each of its values in turn, as the bytes a stranger sends."""
    good = world.address(rule)
    quoted = "".join(f"%{byte:02X}" for byte in sign[:500].encode())
    return [good.replace(str(world.value(rule, name)), quoted, 1) for name in rule.arguments]


def test_no_question_in_an_address_breaks_a_page(open_world: World) -> None:
    wrong = []
    for rule in open_world.rules("GET"):
        client = open_world.visitor(open_world.allowed(rule))
        for sign in SIGNS[::4]:
            asked = MultiDict((name, sign[:200]) for name in NAMES if len(name) < 20)
            wrong.append(trouble(client, open_world.address(rule), "GET", query_string=asked))

    assert not list(filter(None, wrong))


@pytest.mark.parametrize("cookie", ["beheer", "apparaat", "taal", "sessie", "mijn"])
def test_no_cookie_breaks_a_page(open_world: World, cookie: str) -> None:
    wrong = []
    for sign in ("", "\\000", "x" * 4000, "ÿ", '"; Path=/', "eyJhIjoxfQ.x.y"):
        client = open_world.app.test_client()
        for rule in open_world.rules("GET"):
            address = open_world.address(rule)
            wrong.append(
                trouble(client, address, "GET", headers={"Cookie": f"{cookie}={sign}".encode().decode("latin-1")})
            )

    assert not list(filter(None, wrong))


def test_what_was_typed_is_shown_as_text(open_world: World) -> None:
    address = f"/bijeenkomst/{open_world.event.slug}/aanmelden"

    page = (
        open_world.app.test_client()
        .post(address, data={"go": "next", "name": "<script>alert(1)</script>", "email": "x"})
        .text
    )

    assert "<script>alert(1)" not in page
