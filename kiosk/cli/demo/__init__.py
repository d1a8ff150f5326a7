"""kiosk demo: a practice event that is open now, and every address to look at it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import click
from flask import Flask

from kiosk.cli.demo import making
from kiosk.cli.demo.making import Made, Wish
from kiosk.cli.ready import ready_app
from kiosk.events import rules
from kiosk.lib.settings import reachable_at


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--guests", type=click.IntRange(0, 20000), default=Wish.guests, show_default=True)
@click.option("--cards", type=click.IntRange(0, 20000), default=Wish.cards, show_default=True)
@click.option("--event", "kind", type=click.Choice(rules.KINDS), default=Wish.kind, show_default=True)
def demo(as_json: bool, guests: int, cards: int, kind: str) -> None:
    """Make a practice event of today, or refresh it, and print its addresses."""
    app = ready_app()
    made = make(app, Wish(guests, cards, kind))
    click.echo(json.dumps(asdict(made), ensure_ascii=False) if as_json else told(made))


def make(app: Flask, wish: Wish) -> Made:
    """Makes the event, in one transaction."""
    with app.app_context():
        settings = app.extensions["kiosk-settings"]
        return making.make(app, wish, reachable_at(settings))


def told(made: Made) -> str:
    """The addresses, for a person at a terminal."""
    organiser: dict[str, Any] = made.organiser
    lines = {
        "For residents": made.event["url"],
        "Organiser": organiser["url"],
        "  e-mail": organiser["email"],
        "  password": organiser["password"],
        "Pair the door": made.door["pair_url"],
        "Pair the entrance": made.arrival["pair_url"],
        "Pair the tablet": made.tablet["pair_url"],
        "Check yourself in": made.self_checkin["url"],
    }
    return "\n".join(f"{name + ':':<19} {value}" for name, value in lines.items())
