"""Sheets of paper: texts in any script, shapes and QR codes, placed in millimetres."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass

from kiosk.lib import qr
from kiosk.lib.fonts import BOLD, Fonts
from kiosk.lib.late import late

Point = tuple[float, float]
Colour = str

BLACK, WHITE = "#000000", "#FFFFFF"
MILLIMETRES_IN_POINT = 25.4 / 72
FILLED = "F"
"""fpdf2's word for a shape without an outline."""


@dataclass(frozen=True)
class Type:
    """How letters look: size in millimetres, weight, colour."""

    size: float
    weight: int = BOLD
    colour: Colour = BLACK


@dataclass(frozen=True)
class Box:
    """A rectangle; x counts from the start side of the page, y from the top."""

    x: float
    y: float
    width: float
    height: float

    @property
    def end(self) -> float:
        return self.x + self.width

    @property
    def foot(self) -> float:
        return self.y + self.height


class Paper:
    """A PDF in the making. Mirrored paper counts x from the right, for languages that are read that way."""

    def __init__(self, width: float, height: float, fonts: Fonts, *, mirrored: bool = False) -> None:
        self.width, self.height, self.fonts, self.mirrored = width, height, fonts, mirrored
        self._pdf = late("kiosk.lib.whole_words").WholeWords(unit="mm", format=(min(width, height), max(width, height)))
        self._orientation = "landscape" if width > height else "portrait"
        self._pdf.set_auto_page_break(False)
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0

    def describe(self, title: str, language: str) -> None:
        self._pdf.set_title(title)
        self._pdf.set_lang(language)
        self._pdf.set_creator("Buurtkiosk")

    def page(self) -> None:
        self._pdf.add_page(orientation=self._orientation)

    def text(self, at: Point, words: str, type: Type, *, rtl: bool = False) -> None:
        """One line. `at` is where its baseline starts: at the left, or at the right when `rtl`."""
        width = self.fonts.extent(words, type.weight).advance * type.size
        self._line((at[0] - width if rtl else at[0], at[1]), words, type, rtl)

    def line_in(self, box: Box, baseline: float, words: str, type: Type) -> None:
        """One line at the start side of a box; the words keep their own direction."""
        width = self.fonts.extent(words, type.weight).advance * type.size
        x = self.width - box.x - width if self.mirrored else box.x
        self._line((x, baseline), words, type, is_rtl(words))

    def rect(self, box: Box, colour: Colour) -> None:
        self._pdf.set_fill_color(colour)
        self._pdf.rect(self._place(box), box.y, box.width, box.height, style=FILLED)

    def polygon(self, points: list[Point], colour: Colour) -> None:
        self._pdf.set_fill_color(colour)
        self._pdf.polygon(points, style=FILLED)

    def stroke(self, points: list[Point], width: float, colour: Colour = BLACK) -> None:
        self._pdf.set_draw_color(colour)
        self._pdf.set_line_width(width)
        self._pdf.polyline(points)

    def ring(self, centre: Point, radius: float, width: float, colour: Colour = BLACK) -> None:
        self._pdf.set_draw_color(colour)
        self._pdf.set_line_width(width)
        self._pdf.circle(centre[0], centre[1], radius)

    def picture(self, box: Box, svg: str) -> None:
        """A drawing of ours. It keeps its own direction on mirrored paper."""
        self._pdf.image(io.BytesIO(svg.encode()), self._place(box), box.y, box.width, box.height)

    def code(self, box: Box, text: str) -> None:
        """A QR code with its quiet zone, as wide as the box."""
        rows = qr.matrix(text)
        module = box.width / (len(rows) + 2 * qr.QUIET_ZONE)
        left, top = self._place(box) + qr.QUIET_ZONE * module, box.y + qr.QUIET_ZONE * module
        self.rect(Box(box.x, box.y, box.width, box.width), WHITE)
        self._pdf.set_fill_color(BLACK)
        for y, row in enumerate(rows):
            for start, length in qr.dark_runs(row):
                x = left + start * module
                self._pdf.rect(x, top + y * module, length * module, module * 1.01, style=FILLED)

    def bytes(self) -> bytes:
        return bytes(self._pdf.output())

    def _line(self, at: Point, words: str, type: Type, rtl: bool) -> None:
        if not words:
            return
        chain = self.fonts.chain(words, type.weight)
        for face in chain:
            if face.name not in self._pdf.fonts:
                self._pdf.add_font(face.name, fname=str(face.file))
        self._pdf.set_text_color(type.colour)
        self._pdf.write_at(at, words, type.size / MILLIMETRES_IN_POINT, chain, rtl)

    def _place(self, box: Box) -> float:
        """The left edge of a box on this page."""
        return self.width - box.end if self.mirrored else box.x


def is_rtl(text: str) -> bool:
    """By the first letter that has a direction."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((each != "L" for each in directions if each in ("L", "R", "AL")), False)
