"""kiosk config."""

from __future__ import annotations

import os

import click

from kiosk.lib.settings import TABLE


@click.command()
def config() -> None:
    """List every setting, its value and its meaning. Secrets show only whether they are set."""
    for setting in TABLE:
        value = os.environ.get(setting.name, "").strip()
        shown = ("(set)" if setting.is_secret else value) if value else f"(default) {setting.default}".rstrip()
        click.echo(f"{setting.name}\n    {shown}\n    {setting.meaning}")
