"""What is measured: acts at the door, whole sign-ups, the event page, badges."""

from __future__ import annotations

import hashlib
import html
import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice, product
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode, urljoin

from bench.driver import Ask, Connection, Took, expect, median, request, run
from bench.scene import Scene
from kiosk.badges.service import Badge, Foot, badge_pdf
from kiosk.lib.fonts import Fonts

NAMES = (
    "Maximiliaan Jan Willem Anna Wout Sanne Daan Noor Fleur Bram Lotte Sem Julia Thijs Eva",
    "فاطمة محمد علي زينب خديجة يوسف مريم سلمى حسين أمينة إبراهيم ليلى عمر نور سعاد",
    "Олена Іван Олександра Юрій Наталія Ганна Володимир Світлана Тарас Оксана Петро Ірина Богдан Лариса Андрій",
    "Çiğdem Şükrü İpek Emine Hüseyin Zeynep Ayşe Gülşen Oğuz Tuğba Işıl Ümit Özlem Fatma Ali",
    "ሰላም አበበ ሰላማዊት ዮሐንስ ማርታ ገብረ ሄኖክ ትዕግስት ዳዊት ሩት ኤልሳቤጥ ብርሃን ሳራ ያሬድ ሐና",
)
KILOBYTES_IN_MB = 1024
RUNS = 3
CLIENTS = 8
CROWDS = (8, 16, 32, 64)
CALM = 300
"""Milliseconds that nobody minds."""
FORM = "application/x-www-form-urlencoded"
INPUT = re.compile(r"<input\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
PART = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|img|script)[^>]*? (?:href|src)="(/[^"]+)"')
COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.I)


def ping(port: int, path: str, each: int = 400) -> Took:
    return same(port, CLIENTS, each, request("GET", path))


def insert(port: int, clients: int = CLIENTS, each: int = 200) -> Took:
    return same(port, clients, each, request("POST", "/insert", b"x" * 200))


def same(port: int, clients: int, each: int, asked: bytes) -> Took:
    """The same request again and again."""

    def ask(connection: Connection, number: int) -> None:
        expect(connection.ask(asked), 200)

    return median([run(port, clients, each, ask) for _ in range(RUNS)])


def check_in(port: int, scene: Scene, clients: int, each: int) -> Took:
    """Acts of one arrival each, every client a device of its own. Takes tickets that were not used."""
    runs = []
    for _ in range(RUNS):
        tickets = [scene.tickets.pop() for _ in range(clients * each)]
        sent = [act(port, scene.devices[at // each], at % each, ticket) for at, ticket in enumerate(tickets)]
        runs.append(run(port, clients, each, _sender(sent)))
    return median(runs)


def rush(port: int, scene: Scene, doors: int, each: int) -> tuple[float, Took]:
    """A queue before so many doors, each scanning as fast as it can. Seconds until all are in, and what an act took."""
    tickets = [scene.tickets.pop() for _ in range(doors * each)]
    sent = [act(port, scene.devices[at // each], at % each, ticket) for at, ticket in enumerate(tickets)]
    took = run(port, doors, each, _sender(sent))
    return doors * each / took.per_second, took


def highest(ask: Callable[[int], Took]) -> Took:
    """The best rate of more and more clients at which 95 of a hundred wait less than CALM."""
    best = Took(0, 0, 0)
    for clients in CROWDS:
        took = ask(clients)
        if took.p95 < CALM and took.per_second > best.per_second:
            best = took
    return best


def _sender(sent: list[bytes]) -> Ask:
    def ask(connection: Connection, number: int) -> None:
        _stored(connection.ask(sent[number]))

    return ask


def act(port: int, device: str, number: int, ticket: str) -> bytes:
    payload = json.dumps({"ticket": ticket})
    now = int(time.time() * 1000)
    one = {
        "id": str(uuid.uuid4()),
        "seq": number + 1,
        "kind": "arrive",
        "at": now,
        "hash": hashlib.sha256(payload.encode()).hexdigest(),
        "payload": payload,
    }
    body = json.dumps({"v": 1, "sent_at": now, "made": number + 1, "waiting": 0, "acts": [one]}).encode()
    headers = {"Cookie": f"apparaat={device}", "X_Kiosk": "1", "Origin": f"http://127.0.0.1:{port}"}
    return request("POST", "/acts", body, Content_Type="application/json", **headers).replace(
        b"Host: 127.0.0.1\r\n", f"Host: 127.0.0.1:{port}\r\n".encode()
    )


def _stored(answer: bytes) -> None:
    if b'"stored"' not in answer or b'"welcome"' not in answer:
        raise AssertionError(answer[-400:])


def sign_up(port: int, scene: Scene, each: int = 25) -> Took:
    """Whole sign-ups, from the empty form to the page with the QR code: six round trips."""
    return median(
        [run(port, CLIENTS, each, lambda connection, _: _one_sign_up(connection, scene)) for _ in range(RUNS)]
    )


def _one_sign_up(connection: Connection, scene: Scene) -> None:
    path = f"/bijeenkomst/{scene.slug}/aanmelden"
    answer = expect(connection.ask(request("GET", path)), 200)
    cookie = (COOKIE.search(answer) or [b"", b""])[1].decode()
    headers = {"Cookie": cookie, "Content_Type": FORM}
    for typed in ({"moment": str(scene.moment), "name": "Fatima", "size": "1"}, {}, {}):
        answer = expect(connection.ask(request("POST", path, _filled(answer, typed, "next"), **headers)), 200)
    answer = expect(connection.ask(request("POST", path, _filled(answer, {}, "send"), **headers)), 303)
    mine = urljoin("/", re.search(rb"\r\nlocation: *(\S+)", answer, re.I)[1].decode())  # type: ignore[index]
    expect(connection.ask(request("GET", mine, Cookie=cookie)), 200)


def _filled(page: bytes, typed: dict[str, str], go: str) -> bytes:
    """The form of the page as a browser would send it."""
    sent = {}
    for found in INPUT.finditer(page.decode().partition("<main")[2]):
        field = dict(ATTRIBUTE.findall(found[1]))
        if field.get("type") not in ("radio", "checkbox") or "checked" in field:
            sent[field.get("name", "")] = html.unescape(field.get("value", ""))
    sent.pop("", None)
    return urlencode({**sent, **typed, "go": go}).encode()


def first_visit(port: int, path: str) -> tuple[int, int]:
    """Bytes on the wire and requests for a page with all that it asks for, compressed as for a browser."""
    connection = Connection(port)
    parts = PART.findall(expect(connection.ask(request("GET", path)), 200).decode())
    page = expect(connection.ask(request("GET", path, Accept_Encoding="br, gzip")), 200)
    answers = [expect(connection.ask(request("GET", each, Accept_Encoding="br, gzip")), 200) for each in parts]
    return len(page) + sum(map(len, answers)), 1 + len(parts)


def badges(fonts: Path, number: int = 1000) -> tuple[float, float]:
    """Seconds for so many name badges as PDF, no two the same, in five scripts; and the most memory, in MB.

    In a process of its own, which counts its own memory.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        return alone.submit(_draw_badges, fonts, number).result()


def _draw_badges(fonts: Path, number: int) -> tuple[float, float]:
    cards = [Badge(name, no_photo=at % 7 == 0) for at, name in enumerate(islice(_names(), number))]
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        badge_pdf(cards, Foot("Hulp in uw buurt", "geen foto"), Fonts(fonts))
        took.append(time.perf_counter() - began)
    return sorted(took)[RUNS // 2], _most_memory()


def _most_memory() -> float:
    """Of this program alone, in MB; ru_maxrss would begin with what the process that started it had."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / KILOBYTES_IN_MB  # type: ignore[index]


def _names() -> Iterator[str]:
    """First names of two parts, each once, the scripts in turn."""
    pairs = [[f"{one} {other}" for one, other in product(each.split(), repeat=2)] for each in NAMES]
    return (name for row in zip(*pairs, strict=False) for name in row)
