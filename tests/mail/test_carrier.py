"""Which server KIOSK_SMTP_URL names, and how it is spoken to."""

from __future__ import annotations

import datetime
import ssl
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.lib.settings import SettingIsWrong
from kiosk.mail.carrier import Carrier, Server, Trouble, read_url
from tests.mail.conftest import Mailbox, free_port


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.nl", Server("mail.example.nl", 25)),
        ("smtp://mail.example.nl:2525", Server("mail.example.nl", 2525)),
        ("smtp://ilse:geheim@mail.example.nl", Server("mail.example.nl", 587, "ilse", "geheim")),
        ("smtps://ilse%40x.nl:a%3Ab@mail.example.nl", Server("mail.example.nl", 465, "ilse@x.nl", "a:b", True)),
    ],
)
def test_the_setting_names_the_server(url: str, server: Server) -> None:
    assert read_url(url) == server


@pytest.mark.parametrize(
    "url", ["mail.example.nl", "http://mail.example.nl", "smtp://", "smtp://mail:x", "smtp://m:99999"]
)
def test_a_setting_that_names_no_server_says_what_to_write(url: str) -> None:
    with pytest.raises(SettingIsWrong, match="KIOSK_SMTP_URL"):
        read_url(url)


def message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "kiosk@example.org", "fatima@example.org", "Welkom"
    mail.set_content("Tot dinsdag!")
    return mail


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for this machine that nobody vouches for."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")]),
    )
    today = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(today).not_valid_after(today + datetime.timedelta(days=1))
    pem = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(private + pem)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "both.pem")
    return context


@pytest.fixture
def secure(tmp_path: Path, mailbox: Mailbox):  # type: ignore[no-untyped-def]  # noqa: ANN201
    """A server that offers STARTTLS and signs anyone in."""
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=free_port(),
        tls_context=certificate(tmp_path),
        authenticator=lambda *_: AuthResult(success=True),
    )
    controller.start()
    yield controller.port
    controller.stop()


def test_starttls_is_used_when_it_is_offered(secure: int, mailbox: Mailbox) -> None:
    with Carrier(Server("127.0.0.1", secure), 5) as carrier:
        carrier.carry(message())

    assert mailbox.letters[0]["Subject"] == "Welkom"


def test_a_password_goes_only_to_a_server_that_proves_its_name(secure: int, mailbox: Mailbox) -> None:
    with Carrier(Server("127.0.0.1", secure, "ilse", "geheim"), 5) as carrier, pytest.raises(Trouble) as trouble:
        carrier.carry(message())

    assert (trouble.value.code, trouble.value.with_server, mailbox.letters) == ("tls", True, [])


def test_a_name_that_is_not_found_is_trouble_with_the_server() -> None:
    with Carrier(Server("mail.invalid", 25), 5) as carrier, pytest.raises(Trouble) as trouble:
        carrier.carry(message())

    assert (trouble.value.code, trouble.value.for_good) == ("unreachable", False)


def test_one_connection_carries_many_letters(server: str, mailbox: Mailbox) -> None:
    with Carrier(read_url(server), 5) as carrier:
        carrier.carry(message())
        line = carrier._line
        carrier.carry(message())
        assert carrier._line is line

    assert len(mailbox.letters) == 2
