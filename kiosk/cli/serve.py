"""kiosk serve."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kiosk.cli.ready import ready_app
from kiosk.cli.server import Server, load_templates
from kiosk.lib import assets, settings
from kiosk.lib.settings import PORT


@dataclass(frozen=True)
class Place:
    """Where to listen, and with which certificate."""

    host: str
    port: int
    cert: Path | None
    key: Path | None

    @property
    def address(self) -> str:
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104
        return f"{'https' if self.cert else 'http'}://{f'[{shown}]' if ':' in shown else shown}:{self.port}"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for every network of this machine.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--cert", type=click.Path(path_type=Path), help="Certificate for https, without a proxy in front.")
@click.option("--key", type=click.Path(path_type=Path), help="The certificate's private key.")
@click.option("--demonstration", is_flag=True, help="First make the database and the demonstration event.")
def serve(demonstration: bool, **where: Any) -> None:
    """Serve the app, and send its letters."""
    place = Place(**where)
    _check_port(place)
    _check_certificate(place)
    found = settings.load()
    found.instance.mkdir(parents=True, exist_ok=True)
    assets.compress(settings.resources() / "static", found.instance)
    settings.remember_served(found.instance, place.address)
    if demonstration:
        _invoke("db", "upgrade")
        _invoke("demo")
    host = f"[{place.host}]" if ":" in place.host else place.host
    options = {"bind": f"{host}:{place.port}", "certfile": str(place.cert or ""), "keyfile": str(place.key or "")}
    said = f"Buurtkiosk is at {found.base_url or place.address}/\nStop with Ctrl+C."
    app = ready_app()
    load_templates(app)
    Server(app, options, said).run()


def _check_port(place: Place) -> None:
    with socket.socket(socket.AF_INET6 if ":" in place.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.host, place.port))
        except PermissionError:
            raise click.ClickException(f"Port {place.port} is not for ordinary users. Choose one above 1023.") from None
        except OSError:
            raise click.ClickException(
                f"Port {place.port} at {place.host} is taken. Stop the program that uses it, or choose another port: "
                f"make run PORT={place.port + 1}, or kiosk serve --port {place.port + 1}"
            ) from None


def _check_certificate(place: Place) -> None:
    if place.cert is None and place.key is None:
        return
    if place.cert is None or place.key is None:
        raise click.ClickException("https needs both: --cert FILE and --key FILE.")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(place.cert, place.key)
    except (OSError, ssl.SSLError):
        raise click.ClickException(
            f"{place.cert} and {place.key} are not a certificate with its key. "
            "Both must be PEM files that this user may read."
        ) from None


def _invoke(*names: str) -> None:
    """Runs another command of `kiosk`, with its defaults."""
    context = click.get_current_context()
    command: Any = context.find_root().command
    for name in names:
        command = command.get_command(context, name)
    context.invoke(command)
