"""QR codes, for pages and for paper. Capitals and digits make them smaller: see tokens.ALPHABET."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import qrcode
from markupsafe import Markup
from qrcode.constants import ERROR_CORRECT_M

QUIET_ZONE = 4
"""Empty modules around the code, as the standard asks."""
MASK = 2
"""Trying all eight takes seven times as long. On tickets this one comes nearest to the best of eight: by the
standard's own count of blemishes 619 on average, where the best has 574 and the worst 806."""


@lru_cache(maxsize=512)
def matrix(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules, row by row, without the quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def svg(text: str, label: str) -> Markup:
    """An inline picture of one path; `label` is what a screen reader says."""
    rows = matrix(text)
    size = len(rows) + 2 * QUIET_ZONE
    path = "".join(
        f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in dark_runs(row)
    )
    return Markup(
        '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
        '<path d="M0 0h{size}v{size}H0z" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    ).format(size=size, label=label, path=path)


def dark_runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules starts, and how long it is."""
    at = 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            yield at, length
        at += length


def png(text: str, pixels: int = 6) -> bytes:
    """The same picture for mail programs, which show no SVG: black and white, `pixels` to a module."""
    rows = matrix(text)
    blank = (False,) * len(rows)
    framed = [blank] * QUIET_ZONE + list(rows) + [blank] * QUIET_ZONE
    side = len(framed) * pixels
    lines = b"".join(_line(row, side, pixels) * pixels for row in framed)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")
    )


def _line(row: tuple[bool, ...], side: int, pixels: int) -> bytes:
    """One line of dots: a filter byte, then a bit for each dot, white is one."""
    margin = "1" * QUIET_ZONE * pixels
    bits = margin + "".join(("0" if dark else "1") * pixels for dark in row) + margin
    bits += "1" * (-len(bits) % 8)
    return b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
