"""Handing one message to the mail server, and what its troubles mean."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import getaddresses
from types import TracebackType
from urllib.parse import unquote, urlsplit

from kiosk.lib.settings import SettingIsWrong


@dataclass(frozen=True)
class Server:
    """Where the mail server is, and how we sign in there."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    is_tls: bool = False


class Trouble(Exception):
    """The message did not go. `code` never holds an address or the server's own words."""

    def __init__(self, code: str, *, for_good: bool = False, with_server: bool = False) -> None:
        super().__init__(code)
        self.code, self.for_good, self.with_server = code, for_good, with_server


def read_url(url: str) -> Server:
    """The setting KIOSK_SMTP_URL. Raises SettingIsWrong."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingIsWrong("KIOSK_SMTP_URL has a port that is not a number from 1 to 65535.") from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingIsWrong("KIOSK_SMTP_URL must look like smtp://user:password@mail.example.nl:587 or smtps://...")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    usual = 465 if parts.scheme == "smtps" else 587 if user else 25
    return Server(parts.hostname, port or usual, user, password, parts.scheme == "smtps")


class Carrier:
    """One connection to the server, made when first needed and made again after trouble."""

    def __init__(self, server: Server, timeout: float) -> None:
        self.server, self.timeout = server, timeout
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> Carrier:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._line is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._line.quit()
            self._hang_up()

    def carry(self, message: EmailMessage) -> None:
        """Raises Trouble unless the server took the message."""
        if not _has_reader(message):
            raise Trouble("unreadable", for_good=True)
        try:
            self._line = self._line or self._connect()
            self._line.send_message(message)
        except Trouble:
            self._hang_up()
            raise
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._hang_up()
            raise _meaning(error) from None

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        if server.is_tls:
            line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=self.timeout, context=_trust(True))
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=self.timeout)
        self._line = line
        line.ehlo_or_helo_if_needed()
        if not server.is_tls and line.has_extn("starttls"):
            line.starttls(context=_trust(bool(server.user)))
            line.ehlo()
        elif not server.is_tls and server.user:
            raise Trouble("no-starttls", with_server=True)
        if server.user:
            line.login(server.user, server.password)
        return line

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def _has_reader(message: EmailMessage) -> bool:
    """Asked here, because some versions of smtplib send a letter without an address to nobody, and call it sent."""
    return any(address for _, address in getaddresses([str(each) for each in message.get_all("To", [])]))


def _trust(checks: bool) -> ssl.SSLContext:
    """With a password we check who answers. Without, secrecy from a stranger still beats open text."""
    context = ssl.create_default_context()
    if not checks:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _meaning(error: Exception) -> Trouble:
    if isinstance(error, smtplib.SMTPRecipientsRefused) and error.recipients:
        return _refused("recipient", next(iter(error.recipients.values()))[0])
    if isinstance(error, smtplib.SMTPDataError):
        return _refused("message", error.smtp_code)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Trouble("not-supported", for_good=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return Trouble(f"{_STEPS.get(type(error), 'server')}-{error.smtp_code}", with_server=True)
    if isinstance(error, smtplib.SMTPRecipientsRefused) or not isinstance(error, OSError):
        return Trouble("unreadable", for_good=True)
    return Trouble(_line_trouble(error), with_server=True)


_STEPS: dict[type[Exception], str] = {
    smtplib.SMTPAuthenticationError: "sign-in",
    smtplib.SMTPSenderRefused: "sender",
    smtplib.SMTPConnectError: "greeting",
    smtplib.SMTPHeloError: "greeting",
}


def _refused(what: str, code: int) -> Trouble:
    """A 5xx is for good; 421 means that the server itself goes away."""
    return Trouble(f"{what}-{code}", for_good=500 <= code < 600, with_server=code == 421)


def _line_trouble(error: Exception) -> str:
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "tls"
    return "broken-off" if isinstance(error, smtplib.SMTPException) else "unreachable"
