"""The commands of `kiosk`, as somebody at a terminal sees them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import main

Run = Callable[..., Result]


@pytest.fixture
def kiosk(tmp_path: Path) -> Run:
    """Runs a command with an instance folder of its own, and no other setting."""
    bare = dict.fromkeys(name for name in os.environ if name.startswith("KIOSK_"))

    def run(*arguments: str, typed: str = "", **settings: str) -> Result:
        environment = {**bare, "KIOSK_INSTANCE": str(tmp_path), **settings}
        return CliRunner().invoke(main, arguments, env=environment, input=typed)

    return run


@pytest.fixture
def ready(kiosk: Run) -> Run:
    assert kiosk("db", "upgrade").exit_code == 0
    return kiosk


def said(ran: Result) -> str:
    """The one sentence of a refusal."""
    assert ran.exit_code != 0
    assert isinstance(ran.exception, SystemExit), ran.exception
    assert len(ran.stderr.strip().splitlines()) == 1, ran.stderr
    return ran.stderr.strip().removeprefix("Error: ")


def test_an_unknown_command_is_named_with_those_that_exist(kiosk: Run) -> None:
    assert said(kiosk("dance")).startswith('There is no command "dance". The commands are: config, db, demo, forget')


def test_config_lists_every_setting_and_no_secret(kiosk: Run) -> None:
    shown = kiosk("config", KIOSK_SECRET_KEY="heel-geheim-" * 4, KIOSK_BASE_URL="https://kiosk.example.nl").stdout

    assert "KIOSK_SECRET_KEY\n    (set)" in shown
    assert "https://kiosk.example.nl" in shown
    assert "heel-geheim" not in shown


@pytest.mark.parametrize("command", [["demo"], ["serve", "--port", "18999"], ["worker", "--once"]])
def test_without_a_database_a_command_says_how_to_make_one(kiosk: Run, command: list[str]) -> None:
    assert "kiosk db upgrade" in said(kiosk(*command))


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("KIOSK_SECRET_KEY", "kort", "at least 32 characters"),
        ("KIOSK_DATA_KEY", "niet base64!", "KIOSK_DATA_KEY must be base64"),
        ("KIOSK_DATA_KEY", "a29ydA==", "exactly 32 bytes"),
        ("KIOSK_PROXIES", "een", "must be a number"),
        ("KIOSK_BASE_URL", "kiosk.example.nl", "must start with https://"),
        ("KIOSK_DATABASE_URL", "dit is geen adres", "not a database address"),
        ("KIOSK_DATABASE_URL", "postgresql+psycopg://u:p@127.0.0.1:1/x", "does not answer"),
    ],
)
def test_a_wrong_setting_says_what_to_write(kiosk: Run, setting: str, value: str, words: str) -> None:
    assert words in said(kiosk("db", "upgrade", **{setting: value}))


def test_upgrading_twice_is_once(ready: Run) -> None:
    assert ready("db", "upgrade").stdout == "The database is ready.\n"


def test_another_data_key_is_refused(ready: Run) -> None:
    other = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    assert "belongs to another data key" in said(ready("demo", KIOSK_DATA_KEY=other))


def test_a_missing_data_key_is_refused(ready: Run, tmp_path: Path) -> None:
    (tmp_path / "keys/data.key").unlink()

    assert "put back its file keys/data.key" in said(ready("serve", "--port", "18999"))


def test_another_secret_key_is_refused(ready: Run) -> None:
    assert "belongs to another secret key" in said(
        ready("demo", KIOSK_SECRET_KEY="een ander geheim, lang genoeg om te mogen")
    )


def test_a_user_is_asked_for_a_password(ready: Run) -> None:
    asked = ["user", "add", "--name", "Ilse", "--email", "ilse@example.org", "--organisation", "gemeente Lindewaard"]

    ran = ready(*asked, typed="een lang wachtwoord\neen lang wachtwoord\n")

    assert ran.exit_code == 0 and "Ilse can sign in" in ran.stdout
    assert "een lang wachtwoord" not in ran.stdout + ran.stderr


def test_a_short_password_is_refused(ready: Run) -> None:
    asked = ["user", "add", "--name", "Ilse", "--email", "i@example.org", "--organisation", "x", "--password", "kort"]

    assert "at least 12 signs" in said(ready(*asked))


def test_the_same_address_is_refused(ready: Run) -> None:
    asked = ["user", "add", "--name", "I", "--email", "i@example.org", "--organisation", "x", "--password", "x" * 12]
    assert ready(*asked).exit_code == 0

    assert "signs in with i@example.org already" in said(ready(*asked))


def test_half_a_certificate_is_refused(ready: Run, tmp_path: Path) -> None:
    assert "both: --cert FILE and --key FILE" in said(ready("serve", "--port", "18999", "--cert", "x.pem"))


def test_a_broken_certificate_is_refused(ready: Run, tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("niets")
    file = str(tmp_path / "x.pem")

    assert "not a certificate with its key" in said(ready("serve", "--port", "18999", "--cert", file, "--key", file))


def test_the_demonstration_is_json_for_programs(ready: Run) -> None:
    made = json.loads(ready("demo", "--json", KIOSK_BASE_URL="https://kiosk.example.nl").stdout)

    assert list(made) == [
        "base_url",
        "event",
        "organiser",
        "door",
        "arrival",
        "tablet",
        "self_checkin",
        "guests",
        "slips",
    ]
    assert made["base_url"] == "https://kiosk.example.nl"
    assert made["event"] == {"slug": "hulp-in-uw-buurt", "url": "https://kiosk.example.nl/bijeenkomst/hulp-in-uw-buurt"}
    assert set(made["organiser"]) == {"url", "email", "password"}
    assert set(made["guests"][0]) == {"name", "my_url", "ticket"}
