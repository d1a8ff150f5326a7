"""How large letters may be, and where a text breaks: plain sums, no drawing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kiosk.lib.fonts import Extent
from kiosk.lib.pdf import Box, is_rtl

SHEET = (210.0, 297.0)
LARGEST = 36.0
"""Letters of 25 mm high where the name is short enough; 3 metres asks for about 12."""

READABLE = 7.0
"""Under this size a long word is broken, in scripts that can be broken."""

LEADING = 1.04
GAP = 0.09
WORTH_A_LINE = 1.12
"""How much larger the letters must become before the name takes one line more."""

MOST_LINES = 3
UNBROKEN_SCRIPTS = ("ARABIC", "SYRIAC", "DEVANAGARI", "MONGOLIAN", "NKO")

Measure = Callable[[str], Extent]


@dataclass(frozen=True)
class Line:
    """One line of text: where its baseline starts (at the right for right-to-left), and its size."""

    text: str
    x: float
    y: float
    size: float
    rtl: bool


def fit(text: str, box: Box, measure: Measure, largest: float = LARGEST) -> list[Line]:
    """The text as large as the box allows, over one to three lines, in the middle of its height."""
    text = unicodedata.normalize("NFC", text)
    best = _largest(_breaks(text), box, measure, largest)
    if best[1] < min(READABLE, largest):
        best = _largest([best[0], *_hard_breaks(text)], box, measure, largest)
    lines, size = best
    return _placed(lines, size, box, measure)


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """The text in lines of at most this width at size one, broken at its spaces."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer).advance <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _largest(choices: list[list[str]], box: Box, measure: Measure, largest: float) -> tuple[list[str], float]:
    """The choice with the largest letters; a line more must be worth it."""
    best: tuple[list[str], float] = (choices[0], _size(choices[0], box, measure, largest))
    for lines in choices[1:]:
        size = _size(lines, box, measure, largest)
        if size > best[1] * WORTH_A_LINE:
            best = (lines, size)
    return best


def _size(lines: list[str], box: Box, measure: Measure, largest: float) -> float:
    extents = [measure(line) for line in lines]
    widest = max(extent.width for extent in extents)
    height = extents[0].top + sum(_steps(extents)) - extents[-1].bottom
    return min(largest, box.width / max(widest, 0.01), box.height / max(height, 0.01))


def _steps(extents: list[Extent]) -> list[float]:
    """From baseline to baseline at size one; more where an accent would touch the line above."""
    return [max(LEADING, below.top - above.bottom + GAP) for above, below in pairwise(extents)]


def _placed(lines: list[str], size: float, box: Box, measure: Measure) -> list[Line]:
    extents = [measure(line) for line in lines]
    steps = _steps(extents)
    height = (extents[0].top + sum(steps) - extents[-1].bottom) * size
    y = box.y + (box.height - height) / 2 + extents[0].top * size
    placed = []
    for line, extent, step in zip(lines, extents, [*steps, 0.0], strict=True):
        rtl = is_rtl(line)
        x = box.end - (extent.right - extent.advance) * size if rtl else box.x - extent.left * size
        placed.append(Line(line, x, y, size, rtl))
        y += step * size
    return placed


def _breaks(text: str) -> list[list[str]]:
    """The text in one line, and in two or three at its spaces and hyphens, as even as they come."""
    pieces = re.findall(r"[^\s-]*-+(?=\S)|\S+\s*", text) or [text]
    return [[text], *(_even(pieces, count) for count in range(2, min(MOST_LINES, len(pieces)) + 1))]


def _hard_breaks(text: str) -> Iterator[list[str]]:
    """Inside a word, as a last resort; never where letters join."""
    if any(unicodedata.name(sign, "").startswith(UNBROKEN_SCRIPTS) for sign in text):
        return
    clusters = _clusters(text)
    for count in range(2, MOST_LINES + 1):
        if len(clusters) >= 4 * count:
            lines = _even(clusters, count)
            yield [*(_hyphened(line) for line in lines[:-1]), lines[-1]]


def _hyphened(line: str) -> str:
    is_word = line[-1].isalpha() and not unicodedata.name(line[-1], "").startswith("ETHIOPIC")
    return f"{line}-" if is_word else line


def _clusters(text: str) -> list[str]:
    """Letters with the marks that belong to them."""
    clusters: list[str] = []
    for sign in text:
        if clusters and unicodedata.category(sign)[0] == "M":
            clusters[-1] += sign
        else:
            clusters.append(sign)
    return clusters


def _even(pieces: list[str], count: int) -> list[str]:
    """The pieces in so many lines that the longest is as short as can be, counted in letters."""
    if count == 1:
        return ["".join(pieces).strip()]
    choices = (
        ["".join(pieces[:at]).strip(), *_even(pieces[at:], count - 1)] for at in range(1, len(pieces) - count + 2)
    )
    return min(choices, key=lambda lines: max(map(len, lines)))
