"""kiosk serve."""

from __future__ import annotations

import socket
import ssl
from pathlib import Path

import click

from kiosk.cli.database import upgrade_database
from kiosk.cli.demo import make, told
from kiosk.cli.demo.making import Wish
from kiosk.cli.ready import new_app, ready_app
from kiosk.cli.server import Server
from kiosk.lib import assets, settings
from kiosk.lib.settings import PORT


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 for every network of this machine.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535))
@click.option("--cert", type=click.Path(path_type=Path), help="Certificate for https, without a proxy in front.")
@click.option("--key", type=click.Path(path_type=Path), help="The certificate's private key.")
@click.option("--demonstration", is_flag=True, help="First make the database and the demonstration event.")
def serve(host: str, port: int, cert: Path | None, key: Path | None, demonstration: bool) -> None:
    """Serve the app, and send its letters."""
    _check_port(host, port)
    _check_certificate(cert, key)
    found = settings.load()
    assets.compress(settings.resources() / "static", found.instance)
    address = f"{'https' if cert else 'http'}://{_shown(host)}:{port}"
    if demonstration:
        upgrade_database(new_app())
    app = ready_app()
    settings.remember_served(found.instance, address)
    said = told(make(app, Wish())) if demonstration else f"Buurtkiosk is at {found.base_url or address}/"
    options = {"bind": f"{host}:{port}", "certfile": str(cert or ""), "keyfile": str(key or "")}
    Server(app, options, f"{said}\nStop with Ctrl+C.").run()


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise click.ClickException(f"Port {port} is not for ordinary users. Choose one above 1023.") from None
        except OSError:
            raise click.ClickException(
                f"Port {port} at {host} is taken. Stop the program that uses it, or choose another port: "
                f"make run PORT={port + 1}, or kiosk serve --port {port + 1}"
            ) from None


def _check_certificate(cert: Path | None, key: Path | None) -> None:
    if cert is None and key is None:
        return
    if cert is None or key is None:
        raise click.ClickException("https needs both: --cert FILE and --key FILE.")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(cert, key)
    except (OSError, ssl.SSLError):
        raise click.ClickException(
            f"{cert} and {key} are not a certificate with its key. Both must be PEM files that this user may read."
        ) from None


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
