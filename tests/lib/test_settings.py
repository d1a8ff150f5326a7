"""Settings and keys: read once, refused in words, and never lost by a second start."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.lib import keys, settings
from kiosk.lib.keys import Keyring, SealIsBroken
from kiosk.lib.settings import SettingIsWrong

KEY = bytes(range(32))
SECRET = "een geheim van genoeg letters, ruim genoeg"


def test_a_name_that_is_not_set_has_its_default(tmp_path: Path) -> None:
    read = settings.load({"KIOSK_INSTANCE": str(tmp_path)})

    assert read.database_url == f"sqlite:///{tmp_path / 'kiosk.sqlite'}"
    assert read.proxies == 0 and read.mail_from == "buurtkiosk@localhost"


def test_a_slash_behind_the_address_falls_away(tmp_path: Path) -> None:
    assert settings.load({"KIOSK_BASE_URL": "https://kiosk.example.nl/"}).base_url == "https://kiosk.example.nl"


def test_other_commands_know_where_it_is_served(tmp_path: Path) -> None:
    read = settings.load({"KIOSK_INSTANCE": str(tmp_path)})
    assert settings.reachable_at(read) == "http://127.0.0.1:8080"

    settings.remember_served(tmp_path, "http://127.0.0.1:9000")

    assert settings.reachable_at(read) == "http://127.0.0.1:9000"


def test_the_public_address_goes_before_that(tmp_path: Path) -> None:
    settings.remember_served(tmp_path, "http://127.0.0.1:9000")
    read = settings.load({"KIOSK_INSTANCE": str(tmp_path), "KIOSK_BASE_URL": "https://kiosk.example.nl"})

    assert settings.reachable_at(read) == "https://kiosk.example.nl"


def test_keys_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    read = settings.load({"KIOSK_INSTANCE": str(tmp_path)})

    first, second = keys.load(read), keys.load(read)

    assert first.fingerprint == second.fingerprint and first.secret_key == second.secret_key
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "keys").iterdir()} == {0o600}


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(SettingIsWrong, match="at least 32 characters"):
        Keyring("kort", KEY)


def test_what_is_sealed_opens_with_its_key_and_purpose_only() -> None:
    ring = Keyring(SECRET, KEY)
    sealed = ring.seal("fatima@example.org", "contact.email")

    assert ring.unseal(sealed, "contact.email") == "fatima@example.org"
    assert b"fatima" not in sealed
    for other, purpose in ((Keyring(SECRET, KEY[::-1]), "contact.email"), (ring, "contact.name")):
        with pytest.raises(SealIsBroken):
            other.unseal(sealed, purpose)


def test_the_same_words_never_look_the_same_sealed() -> None:
    ring = Keyring(SECRET, KEY)

    assert ring.seal("ja", "p") != ring.seal("ja", "p")
