"""kiosk forget, and the same by itself beside the post."""

from __future__ import annotations

import logging
import threading

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from kiosk.cli.ready import ready_app
from kiosk.lib import clock
from kiosk.lib.db import db, erase_traces
from kiosk.privacy import service

log = logging.getLogger(__name__)

EVERY_SECONDS = 6 * 3600


@click.command()
def forget() -> None:
    """Erase what was kept long enough. The server and the worker do this by themselves."""
    done = once(ready_app())
    click.echo(f"Erased: {done.parties} sign-ups, {done.contacts} contacts.")


def once(app: Flask) -> service.Forgotten:
    with app.app_context():
        try:
            done = service.forget(db.session(), clock.now())
            db.session.commit()
            erase_traces(db.engine)
        finally:
            db.session.remove()
    if done.parties or done.contacts:
        log.info("forget: %d sign-ups, %d contacts", done.parties, done.contacts)
    return done


def keep_forgetting(app: Flask, stop: threading.Event) -> None:
    """Forgets now and every six hours, until `stop` is set."""
    while not stop.is_set():
        try:
            once(app)
        except SQLAlchemyError as error:
            log.warning("forget: the database does not answer (%s)", type(error).__name__)
        stop.wait(EVERY_SECONDS)
