"""kiosk print-agent: runs beside a printer, on any computer. It needs no database and no settings."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from kiosk.printing.agent.brother import BrotherPrinter
from kiosk.printing.agent.journal import AgentRunsAlready, Journal
from kiosk.printing.agent.loop import Agent
from kiosk.printing.agent.printers import FolderPrinter, Printer, QueuePrinter
from kiosk.printing.agent.server import Key, Server, ServerIsAway, ServerRefuses, kept_key, new_key

FOLDER = Path(click.get_app_dir("buurtkiosk-printer"))
EVERY_SECONDS, TRIES = 2.0, 5
REASONS = {
    "over": "This link or code no longer works. Ask the organiser for a new one.",
    "not_a_printer": "This link is for another device. Ask the organiser for a link for a printer.",
    "not_safe": "The address must start with https://, so that nobody can read along.",
    "not_paired": "The organiser withdrew this printer. Pair it again with --pair.",
    "not_kiosk": "This address does not answer as Buurtkiosk does. Check it.",
}
UNKNOWN = "Say which printer: lp:NAME, brother:tcp://ADDRESS, brother:usb://..., brother:/dev/usb/lp0, or file:FOLDER."
NO_EXTRA = 'Brother printers need one more package: pip install "buurtkiosk[brother]".'


@dataclass(frozen=True)
class Paper:
    """What is in the printer."""

    model: str
    label: str
    media: str


@click.command()
@click.option("--pair", "link", metavar="LINK", help="The pairing link that the organiser sees at Devices.")
@click.option("--code", metavar="CODE", default="", help="Or the short code; then LINK is the address of Buurtkiosk.")
@click.option("--printer", "where", metavar="WHERE", help=UNKNOWN)
@click.option("--model", default="QL-820NWB", show_default=True, help="The Brother model.")
@click.option("--label", default="62", show_default=True, help="The Brother roll, such as 62, 62red or 62x100.")
@click.option("--media", default="", help="The paper for lp, such as Custom.90x62mm. Empty: what the printer has set.")
@click.option("--folder", type=click.Path(path_type=Path), default=FOLDER, help="Where key and journal are kept.")
@click.option("--once", is_flag=True, help="Print what waits and stop.")
def print_agent(**given: Any) -> None:
    """Print the badges of an event, without a dialog, on the printer beside this computer."""
    folder: Path = given["folder"]
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not given["link"] and not given["where"]:
        raise click.ClickException("First --pair LINK, then --printer WHERE. --help tells more.")
    try:
        if given["link"]:
            pair(given["link"], given["code"], folder)
        if given["where"]:
            paper = Paper(given["model"], given["label"], given["media"])
            run(printer(given["where"], paper, folder), folder, once=given["once"])
    except ServerRefuses as refused:
        raise click.ClickException(REASONS.get(refused.word, REASONS["not_kiosk"])) from None
    except ServerIsAway:
        raise click.ClickException("The server does not answer. Check the address and the internet.") from None


def pair(link: str, code: str, folder: Path) -> None:
    """Asks in, shows the digits, and waits for the organiser's yes."""
    server = Server(link)
    token = {"code": code} if code else {"token": link.rstrip("/").rsplit("/", 1)[-1]}
    given = {**token, "key": new_key()}
    said = patiently(lambda: server.pair(given))
    if said["state"] == "asked":
        click.echo(f"\n    {said['digits']}\n\nDoes the organiser see the same digits at Devices? Then they press yes.")
    while said["state"] == "asked":
        time.sleep(EVERY_SECONDS)
        said = patiently(server.asked)
    Key(server.base, server.cookie, said["name"]).keep(folder)
    click.echo(f'Paired: "{said["name"]}".')


def patiently(ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """A lost answer is asked for again: with the same key that is the same question."""
    for _ in range(TRIES - 1):
        try:
            return ask()
        except ServerIsAway:
            time.sleep(EVERY_SECONDS)
    return ask()


def printer(where: str, paper: Paper, folder: Path) -> Printer:
    """The printer that these words name. Raises click.ClickException."""
    kind, _, rest = where.partition(":")
    if kind == "lp" and rest:
        return QueuePrinter(rest, paper.media, folder)
    if kind == "file" and rest:
        return FolderPrinter(Path(rest))
    if kind == "brother" and rest.startswith(("tcp://", "usb://", "/")):
        if find_spec("brother_ql") is None or find_spec("pypdfium2") is None:
            raise click.ClickException(NO_EXTRA)
        return BrotherPrinter(rest, paper.model, paper.label)
    raise click.ClickException(UNKNOWN)


def run(printer: Printer, folder: Path, *, once: bool) -> None:
    key = kept_key(folder)
    if key is None:
        raise click.ClickException("This printer is not paired yet. First: kiosk print-agent --pair LINK.")
    try:
        journal = Journal(folder)
    except AgentRunsAlready:
        raise click.ClickException("An agent runs from this folder already. A second printer needs --folder.") from None
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
    click.echo(f'"{key.name}" at {key.base}. Stop with Ctrl+C.')
    try:
        Agent(Server(key.base, key.cookie), printer, journal, click.echo).work(stop, once=once)
    finally:
        journal.close()
