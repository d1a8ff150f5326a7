"""Floor 7: the commands of `kiosk`."""

from __future__ import annotations

import click

from kiosk.cli.database import database
from kiosk.cli.demo import demo
from kiosk.cli.serve import serve
from kiosk.cli.settings import config
from kiosk.cli.user import user
from kiosk.cli.worker import worker
from kiosk.lib.settings import SettingIsWrong


class Commands(click.Group):
    """Says in plain words what went wrong."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            raise click.ClickException(f'There is no command "{args[0]}". The commands are: {known}.')
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SettingIsWrong as wrong:
            raise click.ClickException(str(wrong)) from None


@click.group(cls=Commands)
def main() -> None:
    """Buurtkiosk: sign-up, door and kiosk for neighbourhood events."""


for command in (config, database, demo, serve, user, worker):
    main.add_command(command)
