"""Floor 7: the commands of `kiosk`."""

from __future__ import annotations

import click

from kiosk.cli.database import database
from kiosk.cli.settings import config


@click.group()
def main() -> None:
    """Buurtkiosk: sign-up, door and kiosk for neighbourhood events."""


main.add_command(database)
main.add_command(config)
