"""The server as a print agent sees it: over https, by a key that pairing gave."""

from __future__ import annotations

import json
import os
import secrets
import ssl
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from email.message import Message
from http.client import HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from kiosk.printing.agent.journal import Ending
from kiosk.printing.agent.printers import Sheet

SECONDS = 20.0
COME_BACK = (408, 429)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
KEY_FILE = "key.json"
HERE = ("localhost", "127.0.0.1", "::1")


class ServerIsAway(Exception):
    """No answer, or one that says to come back later."""


class ServerRefuses(Exception):
    """The word says why: over, not_a_printer, not_safe, not_paired, not_kiosk."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Key:
    """Where the server is, and the cookie by which it knows this printer."""

    base: str
    cookie: str
    name: str

    def keep(self, folder: Path) -> None:
        """In a file that only this user can read."""
        new = folder / f"{KEY_FILE}.new"
        with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
            json.dump(asdict(self), file)
        new.replace(folder / KEY_FILE)


def kept_key(folder: Path) -> Key | None:
    file = folder / KEY_FILE
    return Key(**json.loads(file.read_text())) if file.exists() else None


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        """Raises ServerRefuses when this is another kind of server."""
        try:
            read = json.loads(self.body)
        except ValueError:
            read = None
        if not isinstance(read, dict):
            raise ServerRefuses("not_kiosk")
        return read


class Server:
    """Every method raises ServerIsAway or ServerRefuses."""

    def __init__(self, base: str, cookie: str = "") -> None:
        parts = urlsplit(base)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
            raise ServerRefuses("not_safe")
        self.base, self.cookie = f"{parts.scheme}://{parts.netloc}", cookie
        tls = urllib.request.HTTPSHandler(context=ssl.create_default_context())
        self._opener = urllib.request.build_opener(_NoRedirects, tls)

    def pair(self, given: dict[str, str]) -> dict[str, Any]:
        """Asks in with a `token` or a `code`, and a `key` of our own making: asked twice is asked once."""
        answer = self._ask("koppelen", given)
        if answer.status == 200:
            cookie = next(iter(SimpleCookie(answer.headers.get("Set-Cookie", "")).values()), None)
            self.cookie = f"{cookie.key}={cookie.value}" if cookie else ""
        return _granted(answer)

    def asked(self) -> dict[str, Any]:
        """Whether the organiser said yes by now."""
        return _granted(self._ask("koppelen", None))

    def work(self, run: str) -> Sheet | None:
        answer = self._ask("werk", {"run": run})
        if answer.status == 204:
            return None
        if answer.status != 200:
            raise ServerRefuses("not_paired")
        copies = answer.headers.get("X-Kiosk-Copies", "1")
        return Sheet(answer.headers.get("X-Kiosk-Job", ""), answer.body, int(copies) if copies.isdigit() else 1)

    def report(self, ending: Ending) -> None:
        """A job that the server no longer knows needs no report."""
        given = {"job": ending.job, "outcome": ending.outcome, "trouble": ending.trouble}
        if self._ask("klaar", given).status not in (200, 404):
            raise ServerRefuses("not_paired")

    def _ask(self, what: str, given: dict[str, str] | None) -> Answer:
        headers = {"X-Kiosk": "1", "Origin": self.base, "Cookie": self.cookie, "User-Agent": "kiosk print-agent"}
        body = None if given is None else urlencode(given).encode()
        request = urllib.request.Request(f"{self.base}/printer/{what}", body, headers)  # noqa: S310 - see __init__
        try:
            with self._opener.open(request, timeout=SECONDS) as response:
                answer = Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            answer = Answer(error.code, error.headers, error.read())
        except (OSError, HTTPException) as error:
            raise ServerIsAway(str(error)) from None
        if answer.status >= 500 or answer.status in COME_BACK or 300 <= answer.status < 400:
            raise ServerIsAway(str(answer.status))
        return answer


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Our addresses lead nowhere else. The page of a guest network does: it is no server of ours."""

    def redirect_request(self, *given: Any, **named: Any) -> None:
        return None


def _granted(answer: Answer) -> dict[str, Any]:
    said = answer.json()
    if answer.status != 200:
        raise ServerRefuses(str(said.get("refused", "not_kiosk")))
    return said


def new_key() -> str:
    """130 random bits, in the form that the server expects of a device."""
    return "".join(secrets.choice(LETTERS) for _ in range(26))
