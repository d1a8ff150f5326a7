"""kiosk import-queue: what a device kept and could not deliver, from the file that it saved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from flask import Flask

from kiosk.access import service as access
from kiosk.acts import saved
from kiosk.cli.ready import ready_app
from kiosk.lib import clock
from kiosk.lib.db import db
from kiosk.lib.errors import Refusal
from kiosk.lib.settings import reachable_at

REFUSALS: dict[type[Refusal], str] = {
    saved.QueueIsTooLarge: "This file is larger than 50 MB: no device saves so much.",
    saved.NotAQueue: "This is not a queue that a device of Buurtkiosk saved, or the file is damaged.",
    saved.QueueIsOfAnotherVersion: "Another version of Buurtkiosk saved this queue.",
    saved.DeviceIsUnknown: "The device that saved this queue was never paired here.",
}


@click.command("import-queue")
@click.argument("file", type=click.Path(path_type=Path))
def import_queue(file: Path) -> None:
    """Bring in the queue that a device saved to FILE. Bringing it in twice is harmless."""
    content = _content(file)
    app = ready_app()
    with app.test_request_context(base_url=reachable_at(app.extensions["kiosk-settings"])):
        try:
            click.echo(_take_in(app, content, clock.now()))
        except tuple(REFUSALS) as refusal:
            raise click.ClickException(REFUSALS[type(refusal)]) from None


def _take_in(app: Flask, content: bytes, now: datetime) -> str:
    session = db.session()
    queue = saved.read(content, now)
    device = saved.device_of(session, queue)
    told = saved.take_in(session, device, queue, app.extensions["kiosk-acts"], now)
    deed = access.Deed(
        "queue.import", f"device {device.id}: {told.summary}", "command", organisation_id=device.organisation_id
    )
    access.record(session, deed, None, now)
    session.commit()
    return f"{device.name}: {told}."


def _content(file: Path) -> bytes:
    """One byte more than is allowed tells enough."""
    try:
        with file.open("rb") as opened:
            return opened.read(saved.MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(f"Cannot read {file}: {error.strerror}.") from None
