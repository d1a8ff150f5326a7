"""A line to a label printer: network, the system's printer file, or USB. Writes bytes, reads answers."""

from __future__ import annotations

import os
import select
import socket
from typing import Any, Protocol
from urllib.parse import urlsplit

from kiosk.lib.late import late

PORT = 9100
CONNECT_SECONDS, WRITE_SECONDS = 5.0, 20.0


class Line(Protocol):
    """Every method raises OSError when the printer is not there."""

    def write(self, data: bytes) -> None: ...
    def read(self, seconds: float, most: int) -> bytes:
        """What the printer says, or nothing when it says nothing in time."""
        ...

    def close(self) -> None: ...


class NetworkLine:
    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), CONNECT_SECONDS)

    def write(self, data: bytes) -> None:
        self._socket.settimeout(WRITE_SECONDS)
        self._socket.sendall(data)

    def read(self, seconds: float, most: int) -> bytes:
        self._socket.settimeout(seconds)
        try:
            return self._socket.recv(most)
        except TimeoutError:
            return b""

    def close(self) -> None:
        self._socket.close()


class FileLine:
    """The file that Linux makes of a USB printer, such as /dev/usb/lp0."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_RDWR)

    def write(self, data: bytes) -> None:
        while data:
            if not select.select([], [self._file], [], WRITE_SECONDS)[1]:
                raise TimeoutError
            data = data[os.write(self._file, data) :]

    def read(self, seconds: float, most: int) -> bytes:
        return os.read(self._file, most) if select.select([self._file], [], [], seconds)[0] else b""

    def close(self) -> None:
        os.close(self._file)


class UsbLine:
    """USB without a printer file, through pyusb. The package keeps no time of its own when it reads."""

    def __init__(self, address: str) -> None:
        try:
            self._printer: Any = late("brother_ql.backends.pyusb").BrotherQLBackendPyUSB(address)
        except (ValueError, AssertionError) as error:
            raise ConnectionError(str(error)) from None

    def write(self, data: bytes) -> None:
        self._printer.write(data)

    def read(self, seconds: float, most: int) -> bytes:
        try:
            return bytes(self._printer.read_dev.read(most, int(seconds * 1000)))
        except TimeoutError:
            return b""
        except OSError as error:
            if error.errno in (60, 110):  # pyusb's timeout on macOS and on Linux
                return b""
            raise

    def close(self) -> None:
        self._printer.dispose()


def connect(address: str) -> Line:
    """A line to tcp://host[:port], usb://0xVENDOR:0xPRODUCT or a path. Raises OSError, or ValueError for no address."""
    if address.startswith("usb://"):
        return UsbLine(address)
    if address.startswith("/"):
        return FileLine(address)
    parts = urlsplit(address)
    if parts.scheme != "tcp" or not parts.hostname:
        raise ValueError(address)
    return NetworkLine(parts.hostname, parts.port or PORT)
