"""Posters: the invitation for the street, and the one at the door that lets people check themselves in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kiosk.badges import art, rules
from kiosk.badges.art import INK, LILAC, PLUM, YELLOW
from kiosk.lib.fonts import BOLD, PLAIN, Fonts
from kiosk.lib.pdf import WHITE, Box, Paper, Type, is_rtl

WIDTH, HEIGHT = rules.SHEET
EDGE = 14.0
TEXT = WIDTH - 2 * EDGE
CALL_TOP = 230.0
BAND = 11.0
TITLE, QUESTION, PROMISE = Type(27, BOLD, WHITE), Type(8, BOLD, WHITE), Type(5.6, PLAIN, LILAC)
GAPS = {TITLE: 9.0, QUESTION: 6.0, PROMISE: 9.0}
SCALES = tuple(1.24 - 0.03 * step for step in range(25))


@dataclass(frozen=True)
class Fact:
    """One thing to know: an icon, the short answer, and what belongs to it."""

    icon: str
    head: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """The reader's language, and whether it runs from right to left."""

    language: str
    mirrored: bool
    practice: str
    """Why the code does not work for residents, or nothing when it does."""


@dataclass(frozen=True)
class Invitation:
    words: Words
    kind: str
    title: str
    question: str
    promise: str
    """What the reader's words can change, and what not (standards D1)."""
    facts: tuple[Fact, ...]
    call: str
    how: tuple[str, ...]
    address: str


@dataclass(frozen=True)
class DoorSign:
    words: Words
    title: str
    day: str
    call: str
    how: str
    others: tuple[str, ...]
    """The same in the event's other languages."""
    help: tuple[str, str]
    address: str


def invitation(poster: Invitation, fonts: Fonts) -> bytes:
    paper = _paper(poster.title, poster.words, fonts)
    for place, name in enumerate(art.SHAPES):
        paper.picture(Box(place * WIDTH / 4, 0, WIDTH / 4, WIDTH / 4), art.shape(name))
    foot = _headline(paper, poster)
    end = CALL_TOP
    if poster.words.practice:
        end -= BAND
        _practice(paper, end, poster.words.practice)
    _facts(paper, Box(EDGE, foot + 9, TEXT, end - foot - 15), poster.facts)
    _call(paper, Box(0, CALL_TOP, WIDTH, HEIGHT - CALL_TOP), poster)
    return paper.bytes()


def _headline(paper: Paper, poster: Invitation) -> float:
    """Kind, title, question and promise on plum, as high as they need. Gives where the plum ends."""
    top = WIDTH / 4
    parts = ((poster.title, TITLE, 44.0), (poster.question, QUESTION, 17.0), (poster.promise, PROMISE, 13.0))
    placed: list[tuple[str, Type, Box]] = []
    y = top + 23
    for words, type, room in parts:
        if words:
            box = Box(EDGE, y, TEXT, room)
            placed.append((words, type, box))
            y += _height(paper, box, words, type) + GAPS[type]
    paper.rect(Box(0, top - 0.1, WIDTH, y - top), PLUM)
    kind = Type(_size_of(paper, poster.kind, 6, TEXT), PLAIN, LILAC)
    paper.line_in(Box(EDGE, 0, TEXT, 0), top + 15, poster.kind, kind)
    for words, type, box in placed:
        _large(paper, box, words, type)
    return y


def door_sign(poster: DoorSign, fonts: Fonts) -> bytes:
    paper = _paper(poster.title, poster.words, fonts)
    paper.rect(Box(0, 0, WIDTH, 81), PLUM)
    for place, name in enumerate(art.SHAPES[:3]):
        paper.picture(Box(WIDTH - 27, place * 27, 27, 27), art.shape(name))
    room = Box(EDGE, 27, TEXT - 22, 28)
    title = Type(_size_of(paper, poster.title, 6.4, room.width), PLAIN, LILAC)
    paper.line_in(room, 18, poster.title, title)
    foot = _large(paper, room, poster.call, TITLE)
    _large(paper, Box(EDGE, foot + 9, room.width, 75 - foot - 9), poster.how, Type(9, PLAIN, WHITE))
    top = 82.0
    if poster.words.practice:
        _practice(paper, 81, poster.words.practice)
        top += BAND
    size = min(132.0, 214 - top) if poster.others else min(150.0, 252 - top)
    paper.code(Box((WIDTH - size) / 2, top, size, size), poster.address)
    _others(paper, Box(EDGE, 214, TEXT, 42), poster.others)
    _helper(paper, Box(0, 260, WIDTH, HEIGHT - 260), poster)
    return paper.bytes()


def _paper(title: str, words: Words, fonts: Fonts) -> Paper:
    paper = Paper(WIDTH, HEIGHT, fonts, mirrored=words.mirrored)
    paper.describe(title, words.language)
    paper.page()
    return paper


def _large(paper: Paper, box: Box, text: str, type: Type) -> float:
    """As large as the box and `type.size` allow, at the start side, from the top. Gives where the ink ends."""
    measure = partial(paper.fonts.extent, weight=type.weight)
    lines = rules.fit(text, box, measure, type.size)
    shift = lines[0].y - measure(lines[0].text).top * lines[0].size - box.y
    for line in lines:
        paper.line_in(box, line.y - shift, line.text, Type(line.size, type.weight, type.colour))
    return lines[-1].y - shift - measure(lines[-1].text).bottom * lines[-1].size


def _height(paper: Paper, box: Box, text: str, type: Type) -> float:
    """How high _large would make the text."""
    measure = partial(paper.fonts.extent, weight=type.weight)
    lines = rules.fit(text, box, measure, type.size)
    first, last = measure(lines[0].text), measure(lines[-1].text)
    return lines[-1].y - last.bottom * lines[-1].size - lines[0].y + first.top * lines[0].size


def _practice(paper: Paper, top: float, words: str) -> None:
    """A lilac band that says why the code does not work for residents."""
    paper.rect(Box(0, top, WIDTH, BAND), LILAC)
    type = Type(_size_of(paper, words, 5.4, TEXT), BOLD, INK)
    paper.line_in(Box(EDGE, 0, TEXT, 0), top + 7.4, words, type)


def _size_of(paper: Paper, words: str, wish: float, room: float) -> float:
    return min(wish, room / max(paper.fonts.extent(words).advance, 0.01))


@dataclass(frozen=True)
class _Column:
    """A column of facts at one scale: knows how high it is before it is drawn."""

    paper: Paper
    width: float
    scale: float

    def height(self, facts: tuple[Fact, ...]) -> float:
        return sum(sum(step for *_, step in self._lines(fact)) + 4.5 * self.scale for fact in facts)

    def draw(self, box: Box, facts: tuple[Fact, ...]) -> None:
        y = box.y
        for fact in facts:
            paper, icon = self.paper, 9.5 * self.scale
            paper.picture(Box(box.x, y, icon, icon), art.icon(fact.icon))
            for words, type, step in self._lines(fact):
                paper.line_in(Box(box.x + 14 * self.scale, 0, 0, 0), y + 5.6 * self.scale, words, type)
                y += step
            y += 4.5 * self.scale

    def _lines(self, fact: Fact) -> Iterator[tuple[str, Type, float]]:
        room = self.width - 14 * self.scale
        for words, weight, size in ((fact.head, BOLD, 6.4), *((more, PLAIN, 5.6) for more in fact.more)):
            type = Type(size * self.scale, weight, INK)
            leading = 1.45 if is_rtl(words) else 1.25
            for line in rules.wrap(words, room / type.size, partial(self.paper.fonts.extent, weight=weight)):
                yield line, type, type.size * leading


def _facts(paper: Paper, box: Box, facts: tuple[Fact, ...]) -> None:
    """Two columns as even as they come, read down first, at the largest scale that fits."""
    width = (box.width - 8) / 2
    for scale in SCALES:
        column = _Column(paper, width, scale)
        heights = [column.height((fact,)) for fact in facts]
        half = min(range(len(facts) + 1), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
        if max(sum(heights[:half]), sum(heights[half:])) <= box.height:
            break
    column.draw(box, facts[:half])
    column.draw(Box(box.x + width + 8, box.y, width, box.height), facts[half:])


def _call(paper: Paper, box: Box, poster: Invitation) -> None:
    """The yellow way on: what to do, and the code that does it."""
    paper.rect(box, YELLOW)
    code = 53.0
    paper.code(Box(WIDTH - EDGE - code, box.y + 7, code, code), poster.address)
    room = Box(EDGE, box.y + 9, TEXT - code - 8, 14)
    y = _large(paper, room, poster.call, Type(13, BOLD, INK)) + 8.5
    for words in poster.how:
        paper.line_in(room, y, words, Type(_size_of(paper, words, 5.6, room.width), PLAIN, INK))
        y += 7.6
    shown = poster.address.split("://")[-1].partition("?")[0]
    paper.line_in(room, box.foot - 7.5, shown, Type(_size_of(paper, shown, 4.8, room.width), BOLD, INK))


def _others(paper: Paper, box: Box, others: tuple[str, ...]) -> None:
    """The same call in other languages, one a line, each from its own start side."""
    step = min(9.0, box.height / max(1, len(others)))
    for place, words in enumerate(others):
        type = Type(_size_of(paper, words, step * 0.74, box.width), BOLD, INK)
        rtl = is_rtl(words)
        paper.text((box.end if rtl else box.x, box.y + (place + 0.75) * step), words, type, rtl=rtl)


def _helper(paper: Paper, box: Box, poster: DoorSign) -> None:
    paper.rect(box, LILAC)
    paper.picture(Box(EDGE, box.y, box.height, box.height), art.HELPER)
    room = Box(EDGE + box.height + 8, 0, TEXT - box.height - 8, 0)
    lines = ((poster.help[0], BOLD, 7.0), (poster.help[1], PLAIN, 7.0), (poster.day, PLAIN, 5.0))
    for (words, weight, size), y in zip(lines, (12.0, 21.5, 32.0), strict=True):
        paper.line_in(room, box.y + y, words, Type(_size_of(paper, words, size, room.width), weight, INK))
