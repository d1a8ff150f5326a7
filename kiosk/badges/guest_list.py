"""The guest list on paper: a box to tick for each person, their code, and lines for who did not sign up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.badges import rules
from kiosk.badges.art import INK, LILAC, MAUVE, PLUM
from kiosk.badges.service import printable
from kiosk.lib.fonts import BOLD, PLAIN, Fonts
from kiosk.lib.pdf import WHITE, Box, Paper, Type

WIDTH, HEIGHT = rules.SHEET
EDGE = 14.0
TEXT = WIDTH - 2 * EDGE
TOP, END = 50.0, 283.0
ROW = 11.6
ROWS = int((END - TOP) / ROW)
FEWEST_BLANKS, MOST_BLANKS = 5, 10

TITLE = Type(7.4, BOLD, INK)
NAME, CODE = Type(5.0, BOLD, INK), Type(4.4, BOLD, INK)
SMALL, HEAD = Type(3.9, PLAIN, INK), Type(3.9, BOLD, INK)
"""Nothing is smaller than 11 points: this is read at arm's length."""

NAMES, CODES, TIMES, MORE = (
    Box(EDGE + 11, 0, 74, 0),
    Box(EDGE + 88, 0, 34, 0),
    Box(EDGE + 124, 0, 28, 0),
    Box(EDGE + 154, 0, 28, 0),
)
TICK = 6.4


@dataclass(frozen=True)
class Line:
    """One person. `code` is empty for nobody: each line has the code of its sign-up."""

    name: str
    under: str
    """How else the name reads, and who comes along."""
    code: str
    time: str
    language: str
    note: str = ""
    asks: bool = False
    """Ask how you can help: what it is, is not for paper."""
    is_in: bool = False


@dataclass(frozen=True)
class Words:
    language: str
    mirrored: bool
    title: str
    when: str
    facts: str
    """How many people are on it, and when it was printed."""
    heads: tuple[str, str, str, str]
    ask: str
    legend: str
    walk_ins: str
    page: Callable[[int, int], str]


def draw(lines: Sequence[Line], words: Words, fonts: Fonts) -> bytes:
    """The lines in the order given, then the empty ones."""
    paper = Paper(WIDTH, HEIGHT, fonts, mirrored=words.mirrored)
    paper.describe(words.title, words.language)
    rows = [*lines, *_after(len(lines))]
    pages = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]
    for number, page in enumerate(pages, 1):
        paper.page()
        _head(paper, words)
        for place, row in enumerate(page):
            _row(paper, TOP + place * ROW, row, words)
        _foot(paper, words, words.page(number, len(pages)))
    return paper.bytes()


def _after(lines: int) -> Iterator[str | None]:
    """A heading and empty lines: what is left of the last page, or some of a new one."""
    left = -lines % ROWS - 1
    blanks = min(left, MOST_BLANKS) if left >= FEWEST_BLANKS else MOST_BLANKS
    if left < FEWEST_BLANKS:
        yield from [None] * (-lines % ROWS)
    yield ""
    yield from ["_"] * blanks


def _head(paper: Paper, words: Words) -> None:
    room = Box(EDGE, 0, TEXT, 0)
    _put(paper, room, 19, words.title, TITLE)
    _put(paper, room, 27, words.when, NAME)
    _put(paper, room, 33.6, words.facts, SMALL)
    paper.rect(Box(EDGE, TOP - 9, TEXT, 8), PLUM)
    for box, head in zip((NAMES, CODES, TIMES, MORE), words.heads, strict=True):
        _put(paper, box, TOP - 3.6, head, Type(HEAD.size, BOLD, WHITE))


def _row(paper: Paper, top: float, row: Line | str | None, words: Words) -> None:
    if row is None:
        return
    if row == "":
        _put(paper, Box(EDGE, 0, TEXT, 0), top + 8, words.walk_ins, NAME)
    else:
        _box(paper, top)
    if isinstance(row, Line):
        _person(paper, top, row, words)
    paper.rect(Box(EDGE, top + ROW - 0.15, TEXT, 0.25), INK if isinstance(row, str) else MAUVE)


def _box(paper: Paper, top: float) -> None:
    at = Box(EDGE + 0.5, top + (ROW - TICK) / 2, TICK, TICK)
    paper.rect(at, INK)
    paper.rect(Box(at.x + 0.6, at.y + 0.6, TICK - 1.2, TICK - 1.2), WHITE)


def _person(paper: Paper, top: float, line: Line, words: Words) -> None:
    first, middle, second = top + 5.5, top + 7.4, top + 10.1
    if line.is_in:
        paper.rect(Box(EDGE + 1.9, top + (ROW - TICK) / 2 + 1.4, TICK - 2.8, TICK - 2.8), INK)
    _put(paper, NAMES, first if line.under else middle, printable(line.name, paper.fonts), NAME)
    _put(paper, NAMES, second, printable(line.under, paper.fonts), SMALL)
    _put(paper, CODES, middle, line.code, CODE)
    _put(paper, TIMES, first if line.note else middle, line.time, SMALL)
    _put(paper, TIMES, second, line.note, SMALL)
    _put(paper, MORE, first if line.asks else middle, line.language, SMALL)
    if line.asks:
        _ask(paper, Box(MORE.x, top + 6.5, MORE.width, 4.6), words.ask)


def _ask(paper: Paper, room: Box, words: str) -> None:
    """A mark without a reason: nobody who looks along reads what somebody needs."""
    words, type = cut(paper, words, HEAD, room.width - 4)
    width = paper.fonts.extent(words, type.weight).advance * type.size
    paper.rect(Box(room.x, room.y, width + 4, room.height), LILAC)
    paper.line_in(Box(room.x + 2, 0, width, 0), room.y + 3.6, words, type)


def _foot(paper: Paper, words: Words, page: str) -> None:
    width = paper.fonts.extent(page, BOLD).advance * HEAD.size
    paper.line_in(Box(WIDTH - EDGE - width, 0, width, 0), HEIGHT - 7.5, page, HEAD)
    room = TEXT - width - 8
    _put(paper, Box(EDGE, 0, room, 0), HEIGHT - 7.5, words.legend, SMALL)


def _put(paper: Paper, box: Box, baseline: float, words: str, type: Type) -> None:
    if words:
        paper.line_in(box, baseline, *cut(paper, words, type, box.width))


def cut(paper: Paper, words: str, type: Type, room: float) -> tuple[str, Type]:
    """The words in letters no smaller than SMALL; what still does not fit is left out, and dots say so."""

    def width(text: str) -> float:
        return paper.fonts.extent(text, type.weight).advance

    size = max(min(type.size, room / max(width(words), 0.01)), min(type.size, SMALL.size))
    kept = words
    while len(kept) > 1 and width(kept) * size > room:
        kept = kept.rstrip("…")[:-1].rstrip() + "…"
    return kept, Type(size, type.weight, type.colour)
