"""The two keys of an installation, and the sealing of what only this installation may read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from kiosk.lib.settings import SettingIsWrong, Settings


class SealIsBroken(Exception):
    """The stored bytes were not sealed with this key, or were changed afterwards."""


class Keyring:
    """Seals with AES-256-GCM and makes keyed hashes. One for the process, put in place by `install`."""

    def __init__(self, secret_key: str, data_key: bytes) -> None:
        if len(secret_key) < 32:
            raise SettingIsWrong("KIOSK_SECRET_KEY is too short: use at least 32 characters.")
        if len(data_key) != 32:
            raise SettingIsWrong("KIOSK_DATA_KEY must be the base64 of exactly 32 bytes.")
        self.secret_key = secret_key
        self._mac_key = hashlib.sha256(b"kiosk-lookup" + secret_key.encode()).digest()
        self._aead = AESGCM(data_key)
        self.fingerprint = hashlib.sha256(b"kiosk-fingerprint" + data_key).hexdigest()[:16]

    def seal(self, text: str, purpose: str) -> bytes:
        nonce = os.urandom(12)
        return nonce + self._aead.encrypt(nonce, text.encode(), purpose.encode())

    def unseal(self, sealed: bytes, purpose: str) -> str:
        try:
            return self._aead.decrypt(sealed[:12], sealed[12:], purpose.encode()).decode()
        except InvalidTag:
            raise SealIsBroken(purpose) from None

    def mac(self, text: str) -> bytes:
        return hmac.digest(self._mac_key, text.encode(), "sha256")


_current: Keyring | None = None


def install(keyring: Keyring) -> None:
    """Puts the keyring in place for this process, before the first row is read."""
    global _current
    _current = keyring


def current() -> Keyring:
    if _current is None:
        raise SettingIsWrong("No keys are loaded: make the app with kiosk.factory.create_app.")
    return _current


def load(settings: Settings) -> Keyring:
    """Keys from the environment, else from files in the instance folder, made at the first start."""
    folder = settings.instance / "keys"
    secret_key = settings.secret_key or _from_file(folder / "secret.key")
    text = settings.data_key or _from_file(folder / "data.key")
    try:
        data_key = base64.b64decode(text, validate=True)
    except ValueError:
        raise SettingIsWrong("KIOSK_DATA_KEY must be base64.") from None
    return Keyring(secret_key, data_key)


def _from_file(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    return path.read_text().strip()


class Sealed(TypeDecorator[str]):
    """A text column that the database holds encrypted. The purpose binds a value to its column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else current().seal(value, self.purpose)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else current().unseal(value, self.purpose)


class SealedJson(TypeDecorator[Any]):
    """A column for a small JSON value that the database holds encrypted."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else current().seal(json.dumps(value), self.purpose)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(current().unseal(value, self.purpose))
