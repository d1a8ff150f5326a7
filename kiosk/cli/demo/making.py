"""The practice event in order: organiser, event, devices, guests, cards. Safe to run again."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy.orm import Session

from kiosk.access import queries as accounts
from kiosk.access import service as access
from kiosk.access.models import Account, Organisation
from kiosk.cli.demo import event as events
from kiosk.cli.demo import visits, wall
from kiosk.cli.demo.hand import Hand, device_with, new_device
from kiosk.cli.demo.words import WORDS
from kiosk.events.models import Event
from kiosk.events.queries import day_code, moment_for
from kiosk.lib import clock
from kiosk.lib.db import db, start_writing

EMAIL = "ilse@lindewaard.example"


@dataclass(frozen=True)
class Wish:
    guests: int = 24
    cards: int = 24
    kind: str = "market"


@dataclass(frozen=True)
class Made:
    """What `kiosk demo --json` prints."""

    base_url: str
    event: dict[str, str]
    organiser: dict[str, str]
    door: dict[str, str]
    arrival: dict[str, str]
    tablet: dict[str, str]
    self_checkin: dict[str, str]
    guests: list[dict[str, str | None]]
    slips: list[dict[str, str]]


@dataclass
class Kept:
    """What is remembered between runs, in a file that only this user reads: the database has hashes only."""

    password: str = ""
    links: dict[str, str] = field(default_factory=dict)
    slips: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def make(app: Flask, wish: Wish, base: str) -> Made:
    session, now = db.session(), clock.now()
    file = Path(app.instance_path) / "demonstration.json"
    kept = _read(file)
    start_writing(session)
    account = _organiser(session, kept)
    event, is_fresh = events.settle(session, account.organisation_id, wish.kind, now)
    if is_fresh:
        kept.slips[event.slug] = []
    door, _, tablet = (_hand(session, event, purpose, kept) for purpose in ("door", "arrival", "tablet"))
    visits.let_in(door, event, visits.sign_up(session, event, wish.guests))
    kept.slips.setdefault(event.slug, []).extend(wall.leave_cards(session, event, tablet, wish.cards))
    wall.opt_in(session, event, tablet)
    made = _made(session, event, kept, base)
    session.commit()
    _write(file, kept)
    return made


def _organiser(session: Session, kept: Kept) -> Account:
    """The demonstration's own account. A password that was lost is replaced, one that is known stays."""
    account = accounts.account_by_email(session, EMAIL)
    if account is not None and kept.password:
        return account
    kept.password = secrets.token_urlsafe(12)
    if account is not None:
        access.set_password(session, account, kept.password, clock.now())
        return account
    organisation = Organisation(name=WORDS["organisation"], team=WORDS["team"])
    session.add(organisation)
    new = access.NewAccount(WORDS["contact_name"], EMAIL, kept.password, "organiser")
    account = access.add_account(session, organisation, new, clock.now())
    account.is_demonstration = True
    return account


def _hand(session: Session, event: Event, purpose: str, kept: Kept) -> Hand:
    """The event's practice device of this purpose, with a pairing link that works more than once."""
    name = f"{event.slug}/{purpose}"
    device = device_with(session, event, kept.links.get(name, ""))
    if device is None:
        device = new_device(event, purpose)
        kept.links[name] = access.offer_pairing(session, device, clock.now(), again=True)
    return Hand(session, device, current_app.extensions["kiosk-acts"])


def _made(session: Session, event: Event, kept: Kept, base: str) -> Made:
    moment = moment_for(event.moments, clock.now())
    return Made(
        base_url=base,
        event={"slug": event.slug, "url": f"{base}/bijeenkomst/{event.slug}"},
        organiser={"url": f"{base}/beheer/", "email": EMAIL, "password": kept.password},
        door={"pair_url": f"{base}/koppelen/{kept.links[f'{event.slug}/door']}"},
        arrival={"pair_url": f"{base}/koppelen/{kept.links[f'{event.slug}/arrival']}"},
        tablet={"pair_url": f"{base}/koppelen/{kept.links[f'{event.slug}/tablet']}"},
        self_checkin={"url": f"{base}/ik-ben-er/{day_code(event.id, moment.starts_at)}"},
        guests=visits.listed(session, event, base),
        slips=[{**slip, "url": f"{base}/kaart/{slip['secret']}"} for slip in kept.slips.get(event.slug, [])],
    )


def _read(file: Path) -> Kept:
    return Kept(**json.loads(file.read_text())) if file.is_file() else Kept()


def _write(file: Path, kept: Kept) -> None:
    fresh = file.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as handle:
        json.dump({"password": kept.password, "links": kept.links, "slips": kept.slips}, handle)
    fresh.rename(file)
