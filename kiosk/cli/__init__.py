"""Floor 7: the commands of `kiosk`."""

from __future__ import annotations

from importlib import import_module

import click

from kiosk.lib.settings import SettingIsWrong

WHERE = {
    "config": "kiosk.cli.settings:config",
    "db": "kiosk.cli.database:database",
    "demo": "kiosk.cli.demo:demo",
    "forget": "kiosk.cli.forget:forget",
    "import-queue": "kiosk.cli.import_queue:import_queue",
    "print-agent": "kiosk.cli.print_agent:print_agent",
    "serve": "kiosk.cli.serve:serve",
    "user": "kiosk.cli.user:user",
    "worker": "kiosk.cli.worker:worker",
}
"""Each command is loaded when it is asked for, so that none waits for what another needs."""


class Commands(click.Group):
    """Says in plain words what went wrong."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in WHERE:
            return None
        module, name = WHERE[cmd_name].split(":")
        found: click.Command = getattr(import_module(module), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in WHERE:
            raise click.ClickException(
                f'There is no command "{args[0]}". The commands are: {", ".join(sorted(WHERE))}.'
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SettingIsWrong as wrong:
            raise click.ClickException(str(wrong)) from None


@click.group(cls=Commands)
def main() -> None:
    """Buurtkiosk: sign-up, door and kiosk for neighbourhood events."""
