"""kiosk user add."""

from __future__ import annotations

import click
from sqlalchemy import select

from kiosk.access import rules, service
from kiosk.access.models import Organisation
from kiosk.access.service import EmailIsTaken, NewAccount, PasswordIsTooShort
from kiosk.cli.ready import ready_app
from kiosk.lib import clock
from kiosk.lib.db import db, start_writing


@click.group("user")
def user() -> None:
    """The people who work with this installation."""


@user.command("add")
@click.option("--name", prompt="First name", help="How colleagues call this person.")
@click.option("--email", prompt="E-mail address", help="What this person signs in with.")
@click.option("--organisation", prompt="Organisation", help="Made when it is new.")
@click.option("--role", type=click.Choice(rules.ROLES), default="organiser", show_default=True)
@click.password_option(help="Asked for when it is not given; at least 12 signs.")
def add(name: str, email: str, organisation: str, role: str, password: str) -> None:
    """Let somebody sign in as an organiser."""
    app = ready_app()
    with app.app_context():
        session = db.session()
        start_writing(session)
        try:
            service.add_account(
                session, _organisation(organisation), NewAccount(name, email, password, role), clock.now()
            )
        except PasswordIsTooShort:
            raise click.ClickException(f"The password is too short: use at least {rules.MIN_PASSWORD} signs.") from None
        except EmailIsTaken:
            raise click.ClickException(f"Somebody signs in with {email} already.") from None
        session.commit()
    click.echo(f"{name} can sign in with {email}.")


def _organisation(name: str) -> Organisation:
    session = db.session()
    found = session.scalar(select(Organisation).where(Organisation.name == name.strip()))
    if found is None:
        found = Organisation(name=name.strip())
        session.add(found)
        session.flush()
    return found
