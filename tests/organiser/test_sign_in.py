"""Signing in: one answer for every wrong try, sessions that end, and nobody locked out by another's tries."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk.access import service as access
from kiosk.access import throttle
from kiosk.access.models import Account, AuditEntry, SignIn
from tests.cast import PASSWORD, signed_in
from tests.conftest import MARKET_DAY

SIGN_IN = "/beheer/inloggen"

pytestmark = pytest.mark.usefixtures("now")


def attempt(client: FlaskClient, email: str, password: str, **more: Any) -> Any:
    return client.post(SIGN_IN, data={"email": email, "password": password, **more}, environ_base=ADDRESS)


def without_token(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


ADDRESS = {"REMOTE_ADDR": "192.0.2.1"}
ELSEWHERE = {"REMOTE_ADDR": "192.0.2.99"}


def test_signing_in_leads_to_the_meetings(client: FlaskClient, ilse: Account) -> None:
    answer = attempt(client, "ilse@example.org", PASSWORD)

    assert answer.headers["Location"] == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_the_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(client: FlaskClient, ilse: Account) -> None:
    attempt(client, "ilse@example.org", PASSWORD)

    cookie = client.get_cookie("beheer")
    assert cookie and cookie.http_only and cookie.same_site == "Lax"


def test_capitals_and_spaces_around_the_address_do_not_matter(client: FlaskClient, ilse: Account) -> None:
    assert attempt(client, " Ilse@Example.ORG ", PASSWORD).status_code == 302


def test_a_wrong_address_and_a_wrong_password_get_the_same_answer(client: FlaskClient, ilse: Account) -> None:
    wrong = attempt(client, "ilse@example.org", "iets anders lang")
    unknown = attempt(client, "niemand@example.org", "iets anders lang")

    assert wrong.status_code == unknown.status_code == 422
    assert without_token(wrong.text).replace("ilse@", "niemand@") == without_token(unknown.text)


def test_what_was_typed_stays_except_the_password(client: FlaskClient, ilse: Account) -> None:
    page = attempt(client, "ilse@example.org", "geheimpje dat fout is").text

    assert "ilse@example.org" in page
    assert "geheimpje" not in page
    assert "<title>Fout: " in page


def test_strange_input_gets_a_clear_answer(client: FlaskClient, ilse: Account) -> None:
    for email in ("", "x" * 300, "\x00", "' or 1=1 --"):
        for password in ("", "x" * 5000, "\x00"):
            assert attempt(client, email, password).status_code == 422


def test_each_sign_in_has_its_own_token_and_ends_the_one_before(client: FlaskClient, ilse: Account) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    first = client.get_cookie("beheer")
    attempt(client, "ilse@example.org", PASSWORD)
    second = client.get_cookie("beheer")
    assert first and second and first.value != second.value

    client.set_cookie("beheer", first.value)
    assert client.get("/beheer/").status_code == 302


def test_signing_out_ends_the_session_on_the_server(client: FlaskClient, ilse: Account) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    cookie = client.get_cookie("beheer")
    assert cookie
    assert client.post("/beheer/uitloggen").headers["Location"] == SIGN_IN
    assert client.get_cookie("beheer") is None

    client.set_cookie("beheer", cookie.value)
    assert client.get("/beheer/").status_code == 302


def test_signing_out_is_no_link(client: FlaskClient, ilse: Account) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    client.get("/beheer/uitloggen")

    assert client.get("/beheer/").status_code == 200


def test_signing_out_needs_the_form_token(app: Flask, session: Session, ilse: Account) -> None:
    client = signed_in(app, session, ilse)

    assert client.post("/beheer/uitloggen").status_code == 400
    assert client.get("/beheer/").status_code == 200


def test_after_signing_in_one_comes_where_one_was_going(client: FlaskClient, ilse: Account) -> None:
    for wish in ("/beheer/hulp-in-uw-buurt/gasten", "/beheer/", "/beheer/nieuw"):
        assert attempt(client, "ilse@example.org", PASSWORD, next=wish).headers["Location"] == wish


EVIL = ["//evil.example", "https://evil.example", "/\\evil.example", "/beheer//evil", "/beheer\\evil", "/mijn/x", ""]


def test_no_other_address_is_followed(client: FlaskClient, ilse: Account) -> None:
    for wish in (*EVIL, "/beheer/../mijn", "/beheer/x\r\nSet-Cookie: a=b", "javascript:alert(1)"):
        assert attempt(client, "ilse@example.org", PASSWORD, next=wish).headers["Location"] == "/beheer/"


def test_the_way_to_a_page_leads_past_signing_in(client: FlaskClient) -> None:
    answer = client.get("/beheer/hulp-in-uw-buurt/gegevens")

    assert answer.headers["Location"] == f"{SIGN_IN}?next=/beheer/hulp-in-uw-buurt/gegevens"


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(client: FlaskClient) -> None:
    here = {"HX-Request": "true", "HX-Current-URL": "http://localhost/beheer/markt/apparaten"}
    answer = client.get("/beheer/markt/apparaten/lijst", headers=here)

    assert answer.headers["HX-Redirect"] == f"{SIGN_IN}?next=/beheer/markt/apparaten"


def test_a_session_ends_after_two_idle_hours(client: FlaskClient, ilse: Account, later: Any) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    later(hours=1, minutes=59)
    assert client.get("/beheer/").status_code == 200
    later(hours=1, minutes=59)
    assert client.get("/beheer/").status_code == 200
    later(hours=2, minutes=1)
    assert client.get("/beheer/").status_code == 302


def test_a_session_ends_after_twelve_hours_of_work(client: FlaskClient, ilse: Account, later: Any) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    for _ in range(12):
        later(hours=1)
        assert client.get("/beheer/").status_code == 200
    later(minutes=1)

    assert client.get("/beheer/").status_code == 302


def test_a_page_that_renews_itself_keeps_nobody_signed_in(client: FlaskClient, ilse: Account, later: Any) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    for _ in range(3):
        later(minutes=50)
        last = client.get("/beheer/", headers={"X-Poll": "1"})

    assert last.status_code == 302


def test_a_disabled_account_is_out_at_once(client: FlaskClient, session: Session, ilse: Account, now: datetime) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    access.disable(session, session.get_one(Account, ilse.id), now)
    session.commit()

    assert client.get("/beheer/").status_code == 302
    assert attempt(client, "ilse@example.org", PASSWORD).status_code == 422
    assert session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_old_sessions_are_swept_away(client: FlaskClient, session: Session, ilse: Account, later: Any) -> None:
    attempt(client, "ilse@example.org", PASSWORD)
    later(days=2)
    attempt(client, "ilse@example.org", PASSWORD)

    assert session.scalar(select(func.count()).select_from(SignIn)) == 1


def test_ten_misses_have_to_wait(client: FlaskClient, ilse: Account, later: Any) -> None:
    for _ in range(10):
        assert attempt(client, "ilse@example.org", "mis mis mis mis").status_code == 422
    waits = attempt(client, "ilse@example.org", PASSWORD)
    assert waits.status_code == 429
    assert int(waits.headers["Retry-After"]) <= 300
    assert "ilse@example.org" in waits.text

    later(minutes=5)
    assert attempt(client, "ilse@example.org", PASSWORD).status_code == 302


def test_a_colleague_in_the_same_office_is_not_locked_out(client: FlaskClient, ilse: Account, vera: Account) -> None:
    for _ in range(10):
        attempt(client, "vera@example.org", "mis mis mis mis")

    assert attempt(client, "ilse@example.org", PASSWORD).status_code == 302


def test_all_accounts_from_one_place_have_to_wait(
    client: FlaskClient, ilse: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "SIGN_IN_ORIGIN", throttle.Limit("sign-in-origin", 3, 300))
    for at in range(3):
        attempt(client, f"poging{at}@example.org", "mis mis mis mis")

    assert attempt(client, "ilse@example.org", PASSWORD).status_code == 429


def test_tries_from_everywhere_do_not_lock_out_a_browser_that_was_in_before(
    app: Flask, client: FlaskClient, ilse: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "SIGN_IN_ACCOUNT", throttle.Limit("sign-in-account", 2, 900))
    attempt(client, "ilse@example.org", PASSWORD)
    wrong = {"email": "ilse@example.org", "password": "mis mis mis mis"}
    stranger = app.test_client()
    answers = [stranger.post(SIGN_IN, data=wrong, environ_base=ELSEWHERE).status_code for _ in range(3)]

    assert answers == [422, 422, 429]
    assert attempt(client, "ilse@example.org", PASSWORD).status_code == 302


def test_plain_http_is_refused_and_says_why(client: FlaskClient, ilse: Account) -> None:
    page = client.get(SIGN_IN, base_url="http://kiosk.example.nl")
    posted = client.post(
        SIGN_IN, data={"email": "ilse@example.org", "password": PASSWORD}, base_url="http://kiosk.example.nl"
    )

    assert page.status_code == posted.status_code == 400
    assert "https" in page.text
    assert client.get_cookie("beheer", domain="kiosk.example.nl") is None


def test_over_https_the_cookie_is_bound_to_the_host(client: FlaskClient, ilse: Account) -> None:
    data = {"email": "ilse@example.org", "password": PASSWORD}
    client.post(SIGN_IN, data=data, base_url="https://kiosk.example.nl")

    cookie = client.get_cookie("__Host-beheer", domain="kiosk.example.nl")
    assert cookie and cookie.secure


def test_password_managers_know_the_fields(client: FlaskClient) -> None:
    page = client.get(SIGN_IN).text

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_the_form_token_changes_at_signing_in(client: FlaskClient, ilse: Account) -> None:
    client.get(SIGN_IN)
    with client.session_transaction() as before:
        old = before.get("csrf_token")
    attempt(client, "ilse@example.org", PASSWORD)
    client.get("/beheer/nieuw")
    with client.session_transaction() as after:
        assert after.get("csrf_token") != old


def test_signing_in_and_missing_are_written_down_without_the_address(
    client: FlaskClient, session: Session, ilse: Account
) -> None:
    attempt(client, "ilse@example.org", "mis mis mis mis")
    attempt(client, "ilse@example.org", PASSWORD)
    client.post("/beheer/uitloggen")

    lines = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(each.action, each.result) for each in lines] == [
        ("account.sign_in", "refused"),
        ("account.sign_in", "done"),
        ("account.sign_out", "done"),
    ]
    assert not any("ilse" in each.object or "192.0.2" in each.origin for each in lines)


def test_no_account_means_no_way_in(client: FlaskClient, session: Session) -> None:
    for password in ("admin", "password", PASSWORD):
        assert attempt(client, "admin@example.org", password).status_code == 422
    assert session.scalar(select(func.count()).select_from(Account)) == 0


def test_the_moment_of_signing_in_is_kept(client: FlaskClient, session: Session, ilse: Account) -> None:
    attempt(client, "ilse@example.org", PASSWORD)

    assert session.get_one(Account, ilse.id, populate_existing=True).seen_at == MARKET_DAY
