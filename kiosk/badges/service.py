"""Name badges as PDF, on the papers of stock.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from kiosk.badges.layout import UNIT, Badge, Foot, GroupMark, Piece, layout
from kiosk.badges.stock import LABELS, SHEETS, STOCKS, Stock
from kiosk.lib.fonts import Fonts
from kiosk.lib.pdf import BLACK, Box, Paper, Point, Type

__all__ = ["LABELS", "SHEETS", "STOCKS", "Badge", "Foot", "GroupMark", "Stack", "badge_pdf", "in_steps", "printable"]

MARK = ((24, 3), (44, 18), (44, 39), (20, 39), (11, 46), (11, 39), (4, 39), (4, 18))
CAMERA = ((4, 14), (13, 14), (17, 8), (31, 8), (35, 14), (44, 14), (44, 40), (4, 40), (4, 14))
STRIKE = ((5, 45), (43, 4))

STEPS, DOT = 40, b"."


class Stack:
    """Badges in the making, one after the other, so that somebody can be told how far it is."""

    def __init__(self, foot: Foot, fonts: Fonts, stock: Stock) -> None:
        self.foot, self.fonts, self.stock = foot, fonts, stock
        self._sheet = Paper(*stock.page, fonts)
        self._sheet.describe(foot.title, "nl")
        self._places = stock.places
        self._count = 0

    def add(self, badge: Badge) -> None:
        at = self._count % len(self._places)
        if at == 0:
            self._new_page()
        shown = replace(badge, name=printable(badge.name, self.fonts), group=self._said(badge.group))
        for piece in layout(shown, self.foot, self.stock, self.fonts.extent):
            _draw(self._sheet, piece, self._places[at])
        self._count += 1

    def of(self, badges: Sequence[Badge]) -> bytes:
        for badge in badges:
            self.add(badge)
        return self.pdf()

    def pdf(self) -> bytes:
        """Without any badge one empty page: a PDF has at least one."""
        if not self._count:
            self._new_page()
        return self._sheet.bytes()

    def _said(self, group: GroupMark | None) -> GroupMark | None:
        return group and replace(group, words=printable(group.words, self.fonts))

    def _new_page(self) -> None:
        self._sheet.page()
        for mark in self.stock.cut_marks:
            self._sheet.stroke(mark, 0.2)


def badge_pdf(badges: Sequence[Badge], foot: Foot, fonts: Fonts, paper: str = LABELS) -> bytes:
    """All badges, in the order given. `paper` is a word of STOCKS."""
    return Stack(foot, fonts, STOCKS[paper]).of(badges)


def in_steps(badges: Sequence[Badge], stack: Stack) -> Iterator[bytes]:
    """For somebody who waits: a dot at every share that is drawn, STEPS in all, and then the PDF."""
    told = 0
    for done, badge in enumerate(badges, 1):
        stack.add(badge)
        if steps := done * STEPS // len(badges) - told:
            yield DOT * steps
            told += steps
    yield stack.pdf()


def printable(name: str | None, fonts: Fonts) -> str:
    """The name without signs that no font has. Nothing when a letter is missing: then somebody writes it."""
    unknown = fonts.unknown(name) if name else set()
    if not name or any(sign.isalpha() for sign in unknown):
        return ""
    return " ".join("".join(sign for sign in name if sign not in unknown).split())


def _draw(sheet: Paper, piece: Piece, place: Box) -> None:
    box = Box(place.x + piece.box.x, place.y + piece.box.y, piece.box.width, piece.box.height)
    for line in piece.lines:
        at = (place.x + line.x, place.y + line.y)
        sheet.text(at, line.text, Type(line.size, piece.weight, piece.colour), rtl=line.rtl)
    if piece.role == "mark":
        _draw_mark(sheet, box, piece.colour)
    elif piece.role == "camera":
        _draw_camera(sheet, box, piece.colour)
    elif piece.shape:
        _draw_shape(sheet, [(place.x + x, place.y + y) for x, y in piece.shape], piece)
    elif not piece.lines:
        sheet.rect(box, piece.colour)


def _draw_shape(sheet: Paper, corners: list[Point], piece: Piece) -> None:
    """With an outline: a printer without colours says it too."""
    sheet.polygon(corners, piece.colour)
    sheet.stroke([*corners, corners[0]], piece.box.width * 3.2 * UNIT)


def _draw_mark(sheet: Paper, box: Box, colour: str) -> None:
    sheet.polygon(_spread(MARK, box), colour)
    for left, top, width in ((15, 21, 18), (15, 29, 11)):
        (x, y), unit = _spread(((left, top),), box)[0], box.width * UNIT
        sheet.rect(Box(x, y, width * unit, 4 * unit), BLACK)


def _draw_camera(sheet: Paper, box: Box, colour: str) -> None:
    """Struck out."""
    unit = box.width * UNIT
    stroke = partial(sheet.stroke, width=4 * unit, colour=colour)
    stroke(_spread(CAMERA, box))
    sheet.ring(_spread(((24, 26),), box)[0], 8 * unit, 4 * unit, colour)
    stroke(_spread(STRIKE, box))


def _spread(points: Sequence[Point], box: Box) -> list[Point]:
    """Points of a grid of 48 in the box."""
    return [(box.x + x * box.width * UNIT, box.y + y * box.width * UNIT) for x, y in points]
