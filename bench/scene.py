"""What a run needs: a server on a free port, and an event with devices and many guests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from kiosk.access import service as access
from kiosk.cli.demo import make
from kiosk.cli.demo.hand import new_device
from kiosk.cli.demo.making import Wish
from kiosk.cli.ready import ready_app
from kiosk.events.models import Event
from kiosk.events.queries import by_slug
from kiosk.guests.models import Guest, Party
from kiosk.guests.service import NewParty, add_party
from kiosk.lib import clock, tokens
from kiosk.lib.db import db, start_writing

KIOSK = Path(sys.executable).with_name("kiosk")


@dataclass(frozen=True)
class Scene:
    """The event's address and moment, a cookie for each door device, and tickets that nobody used yet."""

    slug: str
    moment: int
    devices: list[str]
    tickets: list[str]


def settings(instance: Path, address: str) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return {**bare, "KIOSK_INSTANCE": str(instance), "KIOSK_DATABASE_URL": address}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    command: list[str | Path], port: int, path: str, environment: dict[str, str]
) -> Iterator[tuple[int, float]]:
    """Runs the server. Gives its process number and how long it took to its first answer."""
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=quiet, stderr=subprocess.STDOUT) as process:
        try:
            _wait(port, path, process)
            yield process.pid, time.perf_counter() - began
        finally:
            process.send_signal(signal.SIGTERM)


def _wait(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
                connection.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
                if connection.recv(15):
                    return
        except OSError:
            time.sleep(0.005)
    raise AssertionError("the server stopped")


def prepare(instance: Path, address: str, guests: int, devices: int) -> Scene:
    """Makes the database, the practice event, guests who are not in yet, and paired doors."""
    os.environ.update({"KIOSK_INSTANCE": str(instance), "KIOSK_DATABASE_URL": address})
    subprocess.run([KIOSK, "db", "upgrade"], check=True, stdout=subprocess.DEVNULL)
    app = ready_app()
    made = make(app, Wish(guests=20, cards=20))
    with app.app_context():
        session, now = db.session(), clock.now()
        event = by_slug(session, made.event["slug"])
        moment = next(each for each in event.moments if each.ends_at > now)
        keys = [_paired(event) for _ in range(devices)]
        start_writing(session)
        tickets = []
        for number in range(guests):
            new = NewParty(str(uuid.uuid4()), event.id, moment.id, "online", "nl", [f"Gast {number}"])
            tickets.append(add_party(session, new, now).ticket)
        session.commit()
        scene = Scene(event.slug, moment.id, keys, tickets)
        db.session.remove()
        db.engine.dispose()
    return scene


def crowd(slug: str, guests: int) -> None:
    """So many more guests in the database, of an event that was before."""
    app = ready_app()
    with app.app_context():
        session, now = db.session(), clock.now()
        known = by_slug(session, slug)
        before = Event(
            organisation_id=known.organisation_id, slug="eerder", kind="market", state="closed", created_at=now
        )
        before.languages = ["nl"]
        start_writing(session)
        session.add(before)
        session.flush()
        parties = [_party_row(before.id, now) for _ in range(guests)]
        ids = session.scalars(insert(Party).returning(Party.id), parties).all()
        session.execute(insert(Guest), [{"party_id": each, "event_id": before.id, "position": 0} for each in ids])
        session.commit()
        db.session.remove()
        db.engine.dispose()


def _party_row(event_id: int, now: datetime) -> dict[str, Any]:
    ticket, mine = tokens.new(), tokens.new()
    return {
        "event_id": event_id,
        "key": str(uuid.uuid4()),
        "state": "signed_up",
        "way": "online",
        "language": "nl",
        "size": 1,
        "ticket": ticket,
        "ticket_hash": tokens.lookup(ticket),
        "short_hash": tokens.lookup(tokens.short_code(ticket)),
        "mine": mine,
        "mine_hash": tokens.lookup(mine),
        "created_at": now,
    }


def _paired(event: Event) -> str:
    session, now = db.session(), clock.now()
    device = new_device(event, "door")
    token = access.offer_pairing(session, device, now)
    device, key = access.ask_to_pair(session, token, now)
    access.confirm_pairing(session, device, now)
    session.commit()
    return key


def memory(process: int) -> float:
    """The proportional share (PSS) of the process and its children, in MB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    total = 0
    for each in (str(process), *children):
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        total += int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:")))
    return total / 1024
