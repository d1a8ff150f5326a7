"""Wrong, huge and hostile: refused in words that a device understands, and never a 500."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.acts.rules import MOST_BYTES
from kiosk.guests.models import Guest
from tests.cast import Acts

GOOD = {"X-Kiosk": "1", "Origin": "http://localhost"}
DEEP = 20_000


def send(client: FlaskClient, body: bytes | str, **headers: str) -> Any:
    return client.post("/acts", data=body, headers={**GOOD, **headers}, content_type="application/json")


def with_payload(door: Acts, text: str) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return door.act("walk_in", {}) | {"payload": text, "hash": digest}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"X-Kiosk": "1"},
        {"X-Kiosk": "1", "Origin": "https://evil.example"},
        {"X-Kiosk": "1", "Origin": "null"},
        {"X-Kiosk": "1", "Origin": "http://localhost.evil.example"},
        {"X-Kiosk": "1", "Origin": "http://localhost:8080"},
        {"X-Kiosk": "1", "Origin": "https://localhost"},
    ],
)
def test_only_our_own_page_delivers(door: Acts, headers: dict[str, str]) -> None:
    answer = door.client.post("/acts", json={"v": 1, "acts": []}, headers=headers)

    assert (answer.status_code, answer.json) == (403, {"refused": "origin"})


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_there_is_no_other_way_to_ask(door: Acts, method: str) -> None:
    assert getattr(door.client, method)("/acts", headers=GOOD).status_code in (404, 405)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not_json"),
        (b"\xff\xfe", "not_json"),
        (b"[" * DEEP, "not_json"),
        (b'{"v": 1, "acts": [], "sent_at": NaN}', "not_json"),
        (b'{"v": 1, "acts": [], "made": ' + b"9" * 5000 + b"}", "not_json"),
        (b"[]", "version"),
        (b"null", "version"),
        (b'{"acts": []}', "version"),
        (b'{"v": 2, "acts": []}', "version"),
        (b'{"v": [1], "acts": []}', "version"),
        (b'{"v": 1}', "not_acts"),
        (b'{"v": 1, "acts": {"0": 1}}', "not_acts"),
    ],
)
def test_what_is_no_envelope_is_refused_whole(door: Acts, body: bytes, reason: str) -> None:
    answer = send(door.client, body)

    assert (answer.status_code, answer.json) == (400, {"refused": reason})


def test_more_than_a_hundred_acts_are_too_many(door: Acts) -> None:
    acts = [{} for _ in range(101)]

    assert door.post(*acts).status_code == 413
    assert door.post(*acts[:100]).status_code == 200


def test_more_than_four_mebibytes_are_too_large(door: Acts) -> None:
    for size in (MOST_BYTES + 1, 6 * 1024 * 1024):
        assert send(door.client, b" " * size).status_code == 413


@pytest.mark.parametrize("sent_at", [None, "now", [], {}, 10**30, -(10**30), 1e308, True, -62135596800001])
def test_a_strange_clock_stops_nobody(door: Acts, sent_at: Any) -> None:
    answer = door.post(door.act("walk_in", {"name": None, "language": "nl"}), sent_at=sent_at)

    assert answer.json["receipts"][0]["status"] == "stored"


@pytest.mark.parametrize("made", [None, -1, "7", 2**31, 10**40, True, [1], 1.5])
def test_strange_counts_are_no_counts(door: Acts, made: Any) -> None:
    assert door.post(made=made, waiting=made).status_code == 200


@pytest.mark.parametrize("raw", [None, 1, "x", [], {}, {"id": 1}, {"kind": "walk_in"}, [[[]]]])
def test_what_is_no_act_is_refused_by_itself(door: Acts, raw: Any) -> None:
    receipt = door.post(raw).json["receipts"][0]

    assert (receipt["status"], receipt["reason"]) == ("refused", "shape")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": "WALK_IN"}, "shape"),
        ({"kind": "walk_in\n"}, "shape"),
        ({"kind": "x" * 21}, "shape"),
        ({"payload": {"name": "Amir"}}, "shape"),
        ({"payload": '{"name":"Marek"}'}, "hash"),
        ({"hash": "0" * 63}, "hash"),
        ({"hash": "0" * 64}, "hash"),
        ({"hash": None}, "hash"),
        ({"at": None}, "time"),
        ({"at": 10**40}, "time"),
        ({"at": "soon"}, "time"),
    ],
)
def test_an_act_that_was_tampered_with_is_refused(door: Acts, changed: dict[str, Any], reason: str) -> None:
    act = door.act("walk_in", {"name": "Amir", "language": "nl"}) | changed

    assert door.post(act).json["receipts"][0]["reason"] == reason


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", "null", '{"name": NaN}', '{"name": Infinity}', "[" * DEEP, '{"a":' * 900 + "1" + "}" * 900 + "x"],
)
def test_a_payload_that_is_no_object_is_refused(door: Acts, text: str) -> None:
    assert door.post(with_payload(door, text)).json["receipts"][0]["reason"] == "payload"


@pytest.mark.parametrize("name", ["Am\0ir", "Am\ud800ir", "\x1b[31mAmir", "Amir" + "\u202e", "A" * 60])
def test_signs_that_a_database_refuses_do_not_lose_the_act(door: Acts, session: Session, name: str) -> None:
    receipt = door.do("walk_in", {"name": name, "language": "nl"})

    assert receipt["status"] == "stored"
    assert session.scalars(select(Guest.name)).one().encode().isascii()


def test_a_payload_of_a_mebibyte_is_the_most(door: Acts) -> None:
    wide = json.dumps({"name": "a" * (1024 * 1024)})

    assert door.post(with_payload(door, wide)).json["receipts"][0]["reason"] == "shape"


def test_a_deep_payload_is_no_500(door: Acts) -> None:
    for depth in (50, 400, 900, 980):
        text = '{"name":' + "[" * depth + "]" * depth + ',"language":"nl"}'
        assert door.post(with_payload(door, text)).json["receipts"][0]["reason"] in ("name", "payload")
