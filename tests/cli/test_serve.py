"""`kiosk serve` as a process: it answers, it sends no tracebacks, and it stops when told."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("kiosk")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK_")}
    return {**bare, "KIOSK_INSTANCE": str(tmp_path)}


@pytest.fixture
def served(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    command = [COMMAND, "serve", "--demonstration", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        wait_until_it_answers(port, process)
        yield process, port
        process.send_signal(signal.SIGTERM)


def wait_until_it_answers(port: int, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        try:
            return get(port, "/healthz").close()
        except OSError:
            time.sleep(0.05)
    raise AssertionError("it did not answer")


def get(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def test_it_serves_and_stops(served: tuple[subprocess.Popen[str], int]) -> None:
    process, port = served
    page = get(port, "/bijeenkomst/hulp-in-uw-buurt")
    sheet = page.read().decode().split('rel="stylesheet" href="')[1].split('"')[0]

    compressed = get(port, sheet, **{"Accept-Encoding": "br"})
    process.send_signal(signal.SIGTERM)
    told = process.communicate(timeout=30)[0]

    assert page.status == 200 and compressed.headers["Content-Encoding"] == "br"
    assert process.returncode == 0
    assert "Pair the door:" in told and f"Buurtkiosk is at http://127.0.0.1:{port}/" in told
    assert "Traceback" not in told


def test_a_taken_port_is_one_sentence(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = subprocess.run([COMMAND, "serve", "--port", str(port)], env=environment, capture_output=True, text=True)

    assert ran.returncode == 1
    assert (
        ran.stderr.startswith(f"Error: Port {port} at 127.0.0.1 is taken.")
        and f"make run PORT={port + 1}" in ran.stderr
    )
