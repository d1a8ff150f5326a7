"""kiosk worker."""

from __future__ import annotations

import signal
import threading

import click

from kiosk.cli.forget import keep_forgetting
from kiosk.cli.ready import ready_app
from kiosk.lib.settings import SettingIsWrong
from kiosk.mail import post


@click.command()
@click.option("--once", is_flag=True, help="Deliver what is due and stop, for cron.")
def worker(once: bool) -> None:
    """Deliver letters from the outbox, until stopped."""
    app = ready_app()
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    if once:
        done = post.once(app, stop)
        click.echo(", ".join(f"{count} {state}" for state, count in sorted(done.items())) or "No letters are due.")
        return
    if not app.extensions["kiosk-settings"].smtp_url:
        raise SettingIsWrong("KIOSK_SMTP_URL is empty, so letters wait. Set it to smtp://user:password@host:587.")
    click.echo("Letters leave by themselves now. Stop with Ctrl+C.")
    threading.Thread(target=keep_forgetting, args=(app, stop), daemon=True).start()
    post.run(app, stop)
