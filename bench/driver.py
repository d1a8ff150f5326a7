"""A small load driver: a few clients on this machine, each on one connection, for a bounded number of requests."""

from __future__ import annotations

import re
import socket
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
Ask = Callable[["Connection", int], None]


@dataclass(frozen=True)
class Took:
    """What a run came to: how many a second, and how long one took."""

    per_second: float
    p50: float
    p95: float


class Connection:
    """One kept-alive connection that wastes no time: the driver shares the cores with the server."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bytes:
        """Sends the request and gives the whole answer, head and body."""
        try:
            return self._once(request)
        except ConnectionError:
            self._open()
            return self._once(request)

    def _once(self, request: bytes) -> bytes:
        self._socket.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._receive()
        head, _, body = answer.partition(b"\r\n\r\n")
        found = LENGTH.search(head)
        while found and len(body) < int(found[1]):
            body += self._receive()
        return head + b"\r\n\r\n" + body

    def _receive(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise ConnectionResetError
        return part


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def expect(answer: bytes, status: int) -> bytes:
    if not answer.startswith(f"HTTP/1.1 {status} ".encode()):
        raise AssertionError(answer[:300])
    return answer


def run(port: int, clients: int, each: int, ask: Ask) -> Took:
    """Every client asks `each` times, numbered through; all start together."""
    times: list[float] = []
    troubles: list[BaseException] = []
    start = threading.Barrier(clients + 1)

    def work(client: int) -> None:
        connection, mine = Connection(port), []
        start.wait()
        try:
            for at in range(each):
                began = time.perf_counter()
                ask(connection, client * each + at)
                mine.append(time.perf_counter() - began)
        except BaseException as trouble:
            troubles.append(trouble)
        times.extend(mine)

    threads = [threading.Thread(target=work, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    if troubles:
        raise troubles[0]
    return Took(len(times) / took, *(1000 * share for share in shares(times)))


def shares(times: Sequence[float]) -> tuple[float, float]:
    """The middle and the 95th part of a hundred."""
    cuts = statistics.quantiles(times, n=20)
    return cuts[9], cuts[18]


def median(runs: Sequence[Took]) -> Took:
    return Took(*(statistics.median(getattr(each, name) for each in runs) for name in ("per_second", "p50", "p95")))
