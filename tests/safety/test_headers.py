"""What every answer carries, whoever asks and whatever the answer is."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from tests.safety.world import World

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'; manifest-src 'self'; worker-src 'self'"
)
PUBLIC = {
    "site.accessibility",
    "site.agenda",
    "site.event",
    "site.event_calendar",
    "site.healthz",
    "site.privacy",
    "site.security_txt",
    "site.sign_up",  # the empty form, so that Back works
    "site.ticket",
}
"""Answers without anything personal or secret in them. All others must not be kept anywhere."""


def is_safe(answer: TestResponse) -> bool:
    headers = answer.headers
    return (
        headers.get("Content-Security-Policy") == POLICY
        and headers.get("X-Content-Type-Options") == "nosniff"
        and headers.get("Referrer-Policy") in ("same-origin", "no-referrer")
        and headers.get("X-Frame-Options") == "DENY"
        and headers.get("Cross-Origin-Opener-Policy") == "same-origin"
        and "charset=utf-8"
        in headers.get("Content-Type", "charset=utf-8" if not answer.data else "").replace(
            "application/", "charset=utf-8"
        )
    )


def test_every_answer_carries_the_safety_headers(world: World) -> None:
    wrong = []
    for rule in world.rules("GET"):
        answer = world.visitor(world.allowed(rule)).get(world.address(rule))
        if not is_safe(answer):
            wrong.append((rule.rule, dict(answer.headers)))

    assert not wrong


@pytest.mark.parametrize(
    "address", ["/nergens", "/mijn/NIEMAND", "/bijeenkomst/niets", "/deur", "/koppelen", "/ik-ben-er/X"]
)
def test_a_refusal_carries_them_too(world: World, address: str) -> None:
    assert is_safe(world.app.test_client().get(address))


def test_what_is_personal_is_kept_nowhere(world: World) -> None:
    kept = []
    for rule in world.rules("GET"):
        answer = world.visitor(world.allowed(rule)).get(world.address(rule))
        if rule.endpoint not in PUBLIC and "no-store" not in answer.headers.get("Cache-Control", ""):
            kept.append(rule.rule)

    assert not kept, "only what calls public_page() and holds nothing personal may be kept"


def test_over_https_cookies_are_bound_to_the_host(world: World) -> None:
    client = world.app.test_client()
    page = client.get("/beheer/inloggen?taal=nl", base_url="https://localhost")
    pair = client.get(
        world.address(next(r for r in world.rules("GET") if r.endpoint == "access.pair")), base_url="https://localhost"
    )

    cookies = [*page.headers.getlist("Set-Cookie"), *pair.headers.getlist("Set-Cookie")]

    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in cookie.split(";")}
        assert re.search("SameSite=(Lax|Strict)", cookie) and "Domain" not in cookie


def test_https_is_remembered(world: World) -> None:
    answer = world.app.test_client().get("/", base_url="https://localhost")

    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_a_forwarded_header_cannot_be_invented(world: World) -> None:
    answer = world.app.test_client().get(
        "/", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    )

    assert "Strict-Transport-Security" not in answer.headers
    assert "evil.example" not in answer.text


def test_static_files_are_not_guessed_at(world: World) -> None:
    page = world.app.test_client().get("/").text
    sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]

    answer = world.app.test_client().get(sheet)

    assert answer.status_code == 200 and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]


def test_signing_in_leads_to_no_other_site(open_world: World) -> None:
    for target in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d%0aX: y"):
        data = {"email": "organiser@example.org", "password": "een lang wachtwoord"}
        answer = open_world.app.test_client().post(
            "/beheer/inloggen", query_string={"next": target}, data={**data, "next": target}
        )
        assert "evil" not in answer.headers.get("Location", "") and "javascript" not in answer.headers.get(
            "Location", ""
        )
