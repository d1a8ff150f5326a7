"""Where everything on a badge goes: from a badge and a paper to pieces with their places, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from kiosk.badges import rules
from kiosk.badges.rules import Line
from kiosk.badges.stock import Stock
from kiosk.lib.fonts import BOLD, PLAIN, Extent
from kiosk.lib.pdf import BLACK, WHITE, Box, Point, Type, is_rtl

SIDE, TOP, BAR = 5.5, 5.5, 12.7
GROUP_ROW, GROUP_STRIPE = 9.0, 2.6
WORK = 19.0
MOST_WORK = 0.5
"""What somebody does and speaks never takes more than this share of the name's room."""

SMALLER = 0.9
"""Everything else is at most so large beside the name."""

UNIT = 1 / 48
"""Signs and shapes are drawn on a grid of 48."""


class Measure(Protocol):
    """How much room a text takes at size one: `Fonts.extent`."""

    def __call__(self, text: str, /, weight: int) -> Extent: ...


@dataclass(frozen=True)
class GroupMark:
    """What a group is called, its colour, and the corners of its shape on a grid of 48."""

    words: str
    colour: str
    shape: Sequence[Point]


@dataclass(frozen=True)
class Badge:
    """A first name or nothing, and a group; of staff what they do and speak. Nothing else of anyone (P17)."""

    name: str | None
    no_photo: bool = False
    does: str = ""
    speaks: str = ""
    group: GroupMark | None = None


@dataclass(frozen=True)
class Foot:
    """What the bar at the foot of every badge says."""

    title: str
    no_photo: str


@dataclass(frozen=True)
class Piece:
    """One thing on a badge, and the box that its ink stays in. Roles: name, line, does, speaks, shape, group, stripe,
    bar, mark, title, camera, photo."""

    role: str
    box: Box
    colour: str = BLACK
    lines: tuple[Line, ...] = ()
    weight: int = BOLD
    shape: tuple[Point, ...] = ()

    @property
    def size(self) -> float:
        """Of its letters."""
        return min((line.size for line in self.lines), default=0.0)


def layout(badge: Badge, foot: Foot, stock: Stock, measure: Measure) -> list[Piece]:
    """Every piece of one badge, the ones beneath first; counted from the corner of its label."""
    return list(_Plan(stock.scale, stock.detail, measure).pieces(badge, foot, _inside(stock)))


def _inside(stock: Stock) -> Box:
    width, height = stock.label
    return Box(stock.edge, stock.edge, width - 2 * stock.edge, height - 2 * stock.edge)


@dataclass(frozen=True)
class _Plan:
    """Everything on one paper, where a label of 90 x 62 has the scale one; details can be larger than that."""

    scale: float
    detail: float
    measure: Measure

    def pieces(self, badge: Badge, foot: Foot, label: Box) -> Iterator[Piece]:
        s, detail = self.scale, self.detail
        bar = Box(label.x, label.foot - BAR * s, label.width, BAR * s)
        room = Box(label.x + SIDE * s, label.y + TOP * s, label.width - 2 * SIDE * s, bar.y - label.y - 2 * TOP * s)
        if badge.group:
            stripe = Box(label.x, bar.y - GROUP_STRIPE * detail, label.width, GROUP_STRIPE * detail)
            row = Box(room.x, stripe.y - (GROUP_ROW + 1.4) * detail, room.width, GROUP_ROW * detail)
            room = _less(room, room.foot - row.y + 2.5 * detail)
        work = min(WORK * detail, room.height * MOST_WORK) if badge.does or badge.speaks else 0.0
        name = self._name(badge.name, _less(room, work))
        largest = name.size * SMALLER if name.lines else room.height
        yield name
        yield from self._work(badge, Box(room.x, room.foot - work, room.width, work), largest)
        if badge.group:
            yield Piece("stripe", stripe, badge.group.colour)
            yield from self._group(badge.group, row, largest)
        yield from self._bar(foot, bar, largest, badge.no_photo)

    def _name(self, name: str | None, room: Box) -> Piece:
        """The name as large as it can be; without one a line to write on."""
        if name:
            return self._words("name", name, room, Type(rules.LARGEST * self.scale))
        return Piece("line", Box(room.x, room.y + room.height * 0.72, room.width, 0.5 * self.scale))

    def _work(self, badge: Badge, room: Box, largest: float) -> Iterator[Piece]:
        unit = room.height / WORK
        does = Box(room.x, room.y + 4.5 * unit, room.width, 7.5 * unit)
        speaks = Box(room.x, room.y + 13.1 * unit, room.width, 5.9 * unit)
        if badge.does:
            yield self._words("does", badge.does, does, Type(min(6.2 * unit, largest)))
        if badge.speaks:
            yield self._words("speaks", badge.speaks, speaks, Type(min(4.6 * unit, largest), PLAIN))

    def _group(self, group: GroupMark, row: Box, largest: float) -> Iterator[Piece]:
        start, rtl = row.height * 4 / 3, is_rtl(group.words)
        spot = Box(row.end - row.height if rtl else row.x, row.y, row.height, row.height)
        room = Box(row.x if rtl else row.x + start, row.y, row.width - start, row.height)
        yield Piece("shape", spot, group.colour, shape=_at(group.shape, spot))
        if group.words:
            yield self._words("group", group.words, room, Type(min(7.5 * self.detail, largest)))

    def _bar(self, foot: Foot, bar: Box, largest: float, no_photo: bool) -> Iterator[Piece]:
        s = self.scale
        size = min(4.4 * s, largest)
        yield Piece("bar", bar)
        yield Piece("mark", Box(bar.x + (SIDE + 0.1) * s, bar.y + 2.8 * s, 7.1 * s, 7.1 * s), WHITE)
        start, end = bar.x + (SIDE + 10.2) * s, bar.end - SIDE * s
        if no_photo:
            words = self._photo(foot.no_photo, Box(start, bar.y, end - start, bar.height), size)
            camera = Box(words.box.x - 8.6 * s, bar.y + 2.9 * s, 6.6 * s, 6.6 * s)
            yield from (words, Piece("camera", camera, WHITE))
            end = camera.x - 3 * s
        if foot.title:
            yield self._title(foot.title, Box(start, bar.y, end - start, bar.height), size)

    def _photo(self, words: str, room: Box, size: float) -> Piece:
        """At the end of the bar, in one line, on at most half of it."""
        ink = self.measure(words, BOLD)
        size = min(size, room.width / 2 / max(ink.width, 0.01))
        rtl, x = is_rtl(words), room.end - ink.right * size
        line = Line(words, x + ink.advance * size if rtl else x, _on_the_middle(room, size), size, rtl)
        return Piece("photo", self._ink((line,), BOLD), WHITE, (line,))

    def _title(self, title: str, room: Box, size: float) -> Piece:
        """On one baseline with the words beside it, where it is one line."""
        inner = Box(room.x, room.y + 1.8 * self.scale, room.width, room.height - 3.6 * self.scale)
        piece = self._words("title", title, inner, Type(size, BOLD, WHITE))
        if len(piece.lines) > 1:
            return piece
        lines = (replace(piece.lines[0], y=_on_the_middle(room, piece.size)),)
        return replace(piece, lines=lines, box=self._ink(lines, BOLD))

    def _words(self, role: str, text: str, room: Box, type: Type) -> Piece:
        """As large as the room and the type allow."""
        lines = tuple(rules.fit(text, room, partial(self.measure, weight=type.weight), type.size))
        return Piece(role, self._ink(lines, type.weight), type.colour, lines, type.weight)

    def _ink(self, lines: Sequence[Line], weight: int) -> Box:
        """The box around the letters of all lines."""
        edges = [_edges(line, self.measure(line.text, weight)) for line in lines]
        left, top = min(each[0] for each in edges), min(each[1] for each in edges)
        right, foot = max(each[2] for each in edges), max(each[3] for each in edges)
        return Box(left, top, right - left, foot - top)


def _edges(line: Line, ink: Extent) -> tuple[float, float, float, float]:
    start = line.x - ink.advance * line.size if line.rtl else line.x
    return (
        start + ink.left * line.size,
        line.y - ink.top * line.size,
        start + ink.right * line.size,
        line.y - ink.bottom * line.size,
    )


def _on_the_middle(room: Box, size: float) -> float:
    """The baseline of capitals in the middle of its height."""
    return room.y + room.height / 2 + 0.34 * size


def _less(room: Box, height: float) -> Box:
    return Box(room.x, room.y, room.width, room.height - height)


def _at(shape: Sequence[Point], box: Box) -> tuple[Point, ...]:
    unit = box.width * UNIT
    return tuple((box.x + x * unit, box.y + y * unit) for x, y in shape)
