"""Every setting: its name in the environment, its default, and what it is for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingIsWrong(Exception):
    """A setting cannot be used; the message says which one and what to write instead."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    meaning: str
    is_secret: bool = False


TABLE = (
    Setting("KIOSK_INSTANCE", "", "Folder for database, keys and caches. Empty: instance/ beside the code."),
    Setting("KIOSK_DATABASE_URL", "", "PostgreSQL address. Empty: one SQLite file in the instance folder.", True),
    Setting("KIOSK_BASE_URL", "", "The public https address. Posters and slips need it; empty means practice."),
    Setting("KIOSK_SECRET_KEY", "", "At least 32 characters. Empty: made once, kept in the instance folder.", True),
    Setting("KIOSK_DATA_KEY", "", "Base64 of 32 bytes, for contact details. Empty: made once, kept as a file.", True),
    Setting("KIOSK_SMTP_URL", "", "smtp://user:password@host:587 (STARTTLS) or smtps://. Empty: letters wait.", True),
    Setting("KIOSK_MAIL_FROM", "buurtkiosk@localhost", "The sender's address of every letter."),
    Setting("KIOSK_PROXIES", "0", "How many reverse proxies stand in front of the server."),
    Setting("KIOSK_ACCESSIBILITY_URL", "", "Address of the accessibility statement. Empty: the built-in page."),
    Setting("KIOSK_SECURITY_CONTACT", "", "Where to report a leak, for security.txt: mailto: or https: address."),
)


@dataclass(frozen=True)
class Settings:
    instance: Path
    database_url: str
    base_url: str
    secret_key: str
    data_key: str
    smtp_url: str
    mail_from: str
    proxies: int
    accessibility_url: str
    security_contact: str


PORT = 8080
"""Where `kiosk serve` listens unless told otherwise."""

PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder that holds templates/ and static/: the package in a wheel, else the checkout."""
    return PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Reads the environment. Raises SettingIsWrong with a sentence that says what to change."""
    source = os.environ if environment is None else environment
    value = {each.name: source.get(each.name, "").strip() or each.default for each in TABLE}
    instance = Path(value["KIOSK_INSTANCE"] or resources() / "instance").resolve()
    if not value["KIOSK_PROXIES"].isdigit():
        raise SettingIsWrong("KIOSK_PROXIES must be a number, such as 0 or 1.")
    base_url = value["KIOSK_BASE_URL"].rstrip("/")
    if base_url and not base_url.startswith(("https://", "http://")):
        raise SettingIsWrong("KIOSK_BASE_URL must start with https://, such as https://kiosk.example.nl.")
    return Settings(
        instance=instance,
        database_url=value["KIOSK_DATABASE_URL"] or f"sqlite:///{instance / 'kiosk.sqlite'}",
        base_url=base_url,
        secret_key=value["KIOSK_SECRET_KEY"],
        data_key=value["KIOSK_DATA_KEY"],
        smtp_url=value["KIOSK_SMTP_URL"],
        mail_from=value["KIOSK_MAIL_FROM"],
        proxies=int(value["KIOSK_PROXIES"]),
        accessibility_url=value["KIOSK_ACCESSIBILITY_URL"],
        security_contact=value["KIOSK_SECURITY_CONTACT"],
    )


def remember_served(instance: Path, address: str) -> None:
    """Lets other commands on this machine name the address that `kiosk serve` serves at."""
    (instance / "served-at").write_text(address + "\n")


def reachable_at(settings: Settings) -> str:
    """The public address, else where this machine serves or served last."""
    file = settings.instance / "served-at"
    served = file.read_text().strip() if file.is_file() else ""
    return settings.base_url or served or f"http://127.0.0.1:{PORT}"
