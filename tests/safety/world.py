"""A small world in which every route has something to work on, for every kind of visitor."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from kiosk.access import service as access
from kiosk.access.models import Account, Device, Organisation, SignIn
from kiosk.access.rules import ACCESS, ANYONE, DEVICE, PURPOSES, ROLES
from kiosk.cards import service as cards
from kiosk.events.models import Event, Group
from kiosk.events.queries import day_code
from kiosk.lib import tokens
from kiosk.lib.db import Base
from kiosk.printing import service as printing
from tests.cast import PASSWORD, paired, sign_up
from tests.conftest import MARKET_DAY

VISITORS = (*ROLES, *PURPOSES, "stranger")
LAST = ("publish", "cancel", "close", "withdraw", "sign_out", "stop", "cancel_party")
"""Routes with these words change so much that a sweep visits them last."""


@dataclass
class World:
    app: Flask
    session: Session
    event: Event
    values: dict[str, Any] = field(default_factory=dict)

    def rules(self, method: str) -> list[Rule]:
        """The app's own routes for this method; the most harmful ones last."""
        found = [
            rule
            for rule in self.app.url_map.iter_rules()
            if method in (rule.methods or ()) and rule.endpoint != "static"
        ]
        return sorted(found, key=lambda rule: (any(word in rule.endpoint for word in LAST), rule.endpoint))

    def address(self, rule: Rule, **instead: Any) -> str:
        """The route's address, with values that lead somewhere."""
        values = {name: self.value(rule, name) for name in rule.arguments} | instead
        with self.app.test_request_context():
            return self.app.url_for(rule.endpoint, **values)

    def value(self, rule: Rule, name: str) -> Any:
        own = self.values.get(f"{rule.endpoint}:{name}", self.values.get(f"{rule.endpoint.split('.')[0]}:{name}"))
        found = own if own is not None else self.values.get(name)
        assert found is not None, f"say in tests/safety/world.py which {name} leads somewhere at {rule.rule}"
        return found

    def visitor(self, who: str) -> FlaskClient:
        """A fresh browser of this kind of visitor."""
        if who in PURPOSES:
            return paired(self.app, self.session, self.event, who)
        client = self.app.test_client()
        if who in ROLES:
            account = self.session.get_one(Account, self.values[f"account:{who}"])
            client.set_cookie("beheer", signed_in_without_waiting(self.session, account))
        return client

    def allowed(self, rule: Rule) -> str:
        """A visitor whom the access table lets in here."""
        return next(who for who in VISITORS if may(who, rule.endpoint))

    def dump(self) -> dict[str, list[str]]:
        """Every row of every table."""
        self.session.expire_all()
        rows = {
            each.name: self.session.execute(text(f"SELECT * FROM {each.name}")) for each in Base.metadata.sorted_tables
        }
        found = {name: sorted(repr(tuple(row)) for row in result) for name, result in rows.items()}
        self.session.rollback()
        return found


def may(who: str, endpoint: str) -> bool:
    line = ACCESS[endpoint]
    if isinstance(line, frozenset):
        return who in line
    return line == ANYONE or who == line or (line == DEVICE and who in PURPOSES)


def signed_in_without_waiting(session: Session, account: Account) -> str:
    """A session token, without checking a password: that takes time on purpose."""
    token = tokens.new()
    session.add(
        SignIn(token_hash=tokens.lookup(token), account_id=account.id, created_at=MARKET_DAY, seen_at=MARKET_DAY)
    )
    session.commit()
    return token


def build(app: Flask, session: Session, event: Event) -> World:
    world = World(app, session, event)
    _people(world)
    _things(world)
    _devices(world)
    return world


def _people(world: World) -> None:
    session, event = world.session, world.event
    organisation = session.get_one(Organisation, event.organisation_id)
    first: Account | None = None
    for role in ROLES:
        new = access.NewAccount(role, f"{role}@example.org", PASSWORD, role)
        if first is None:
            account = first = access.add_account(session, organisation, new, MARKET_DAY)
        else:
            account = Account(
                organisation=organisation,
                role=role,
                name=role,
                email=new.email,
                email_hash=tokens.lookup(new.email),
                password_hash=first.password_hash,
                created_at=MARKET_DAY,
            )
            session.add(account)
        session.flush()
        world.values[f"account:{role}"] = account.id
    session.commit()


def _things(world: World) -> None:
    session, event = world.session, world.event
    party = sign_up(session, event, "Fatima", "Amina")
    sign_up(session, event, "Fatima")
    walk_in = sign_up(session, event, "Omar", way="door")
    secret = tokens.new()
    tablet = Device(
        organisation_id=event.organisation_id, event_id=event.id, purpose="tablet", name="t", created_at=MARKET_DAY
    )
    session.add(tablet)
    session.flush()
    block = cards.lease(session, tablet.id, uuid.uuid4())
    slip = cards.NewSlip(block.first, secret, "1234", tablet.id)
    card = cards.keep(session, cards.NewCard(uuid.uuid4(), event, "tip", "Een bankje", "nl", MARKET_DAY, slip))
    session.commit()
    job = printing.ask(
        session, printing.Wish(event.id, "badge", f"guest:{party.guests[0].id}"), uuid.uuid4(), MARKET_DAY
    )
    session.commit()
    group = Group(event_id=event.id, position=0, name="Tafel 1", colour="green")
    session.add(group)
    session.commit()
    world.values |= {
        "group_id": group.id,
        "job_id": job.id,
        "slug": event.slug,
        "token": party.mine,
        "ticket": party.ticket,
        "code": day_code(event.id, event.moments[0].starts_at),
        "slip": secret,
        "party_id": party.id,
        "guest_id": party.guests[0].id,
        "door.ticket:guest_id": walk_in.guests[0].id,
        "card_id": card.id,
        "language": "nl",
        "organiser.texts:language": "en",
        "organiser.save_texts:language": "en",
        "day": event.moments[0].starts_at.date().isoformat(),
        "path": "waar",
        "step": "who",
        "what": "guests",
    }


def _devices(world: World) -> None:
    session, event = world.session, world.event
    common = {
        "organisation_id": event.organisation_id,
        "event_id": event.id,
        "purpose": "door",
        "created_at": MARKET_DAY,
    }
    offered = Device(name="offered", **common)
    world.values["access:token"] = access.offer_pairing(session, offered, MARKET_DAY)
    asked = Device(name="asked", **common)
    token = access.offer_pairing(session, asked, MARKET_DAY)
    access.ask_to_pair(session, token, MARKET_DAY)
    session.commit()
    world.values["number"] = asked.id


FIELD = re.compile(r'(?:name="|request\.(?:form|args)(?:\.getlist|\.get)?[(\[]")([\w-]+)"|^\s+(\w+) = \w*Field\(', re.M)


def names_of_fields(texts: Iterator[str]) -> set[str]:
    """Every name under which a form, or an address, brings something in."""
    return {name for each in texts for pair in FIELD.findall(each) for name in pair if name}
