"""A line of text as a PDF has it: shaped once, in whole words, and then placed wherever it is wanted.

fpdf2 alone cuts a text at every mark, and so takes Arabic letters apart; and it shapes every text three times.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import uharfbuzz as hb
from fpdf import FPDF
from fpdf.bidi import BidiParagraph
from fpdf.enums import PDFResourceType, TextDirection

from kiosk.lib.fonts import Face, runs

LEFT_TO_RIGHT = frozenset({"L", "EN", "ES", "ET", "CS", "ON", "WS", "NSM"})
RIGHT_TO_LEFT = frozenset({"R", "AL", "NSM", "WS"})
THOUSANDTHS = 1000
"""A PDF counts the widths of letters in thousandths of their size."""


@dataclass(frozen=True)
class Stretch:
    """Letters of one face at one height above the baseline, in the words of a PDF at size one."""

    font: int
    rise: float
    shown: str


class WholeWords(FPDF):
    """Texts keep their shape in memory, so that a word that comes back costs nothing."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._shaped: dict[tuple[str, str, bool], tuple[Stretch, ...]] = {}
        self._letters: dict[tuple[int, int, tuple[int, ...]], int | None] = {}

    def write_at(self, at: tuple[float, float], words: str, size: float, chain: tuple[Face, ...], rtl: bool) -> None:
        """One line. Its baseline starts at the left, in millimetres from the top; the size is in points."""
        x, y = at[0] * self.k, (self.h - at[1]) * self.k
        parts = [f"BT {_filled_with(self.text_color)} 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        for stretch in self._stretches(words, chain, rtl):
            self._resource_catalog.add(PDFResourceType.FONT, stretch.font, self.page)
            parts.append(f"/F{stretch.font} {size:.2f} Tf {stretch.rise * size:.2f} Ts [{stretch.shown}] TJ")
        self._out(f"q {' '.join(parts)} ET Q")

    def _stretches(self, words: str, chain: tuple[Face, ...], rtl: bool) -> tuple[Stretch, ...]:
        key = (words, chain[0].name, rtl)
        if key not in self._shaped:
            self._shaped[key] = tuple(
                stretch
                for face, text, backwards in _in_order(words, chain, rtl)
                for stretch in self._shape(face, text, backwards)
            )
        return self._shaped[key]

    def _shape(self, face: Face, text: str, backwards: bool) -> Iterator[Stretch]:
        font = self.fonts[face.name]
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        hb.shape(face.shaper, buffer)
        letters = _letters_of(text, [info.cluster for info in buffer.glyph_infos])
        scale = THOUSANDTHS / face.units
        rise, shown = 0.0, ""
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            sign = self._sign(font, info.codepoint, letters.pop(info.cluster, ()))
            if sign is None:
                continue
            if at.y_offset * scale != rise:
                yield Stretch(font.i, rise / THOUSANDTHS, shown)
                rise, shown = at.y_offset * scale, ""
            own = face.shaper.get_glyph_h_advance(info.codepoint)
            shown += _moved(at.x_offset * scale) + f"<{sign:04x}>"
            shown += _moved((at.x_advance - at.x_offset) * scale - round(own * scale))
        yield Stretch(font.i, rise / THOUSANDTHS, shown)

    def _sign(self, font: Any, glyph: int, letters: tuple[int, ...]) -> int | None:
        """The number of a glyph in this document's part of the font; the letters are what a reader copies."""
        key = (font.i, glyph, letters)
        if key not in self._letters:
            name = font.ttfont.getGlyphName(glyph)
            width = round(font.scale * font.ttfont["hmtx"].metrics[name][0])
            known = font.subset.get_glyph(glyph=glyph, unicode=letters, glyph_name=name, glyph_width=width)
            self._letters[key] = None if known is None else font.subset.pick_glyph(known)
        return self._letters[key]


def _filled_with(colour: Any) -> str:
    return str(colour.serialize().lower())


def _in_order(words: str, chain: tuple[Face, ...], rtl: bool) -> Iterator[tuple[Face, str, bool]]:
    """The text from left to right as it is seen, in stretches of one face and one direction."""
    for text, backwards in _directions(words, rtl):
        stretches = list(runs(text, chain))
        for face, signs in reversed(stretches) if backwards else stretches:
            yield face, signs, backwards


def _directions(words: str, rtl: bool) -> list[tuple[str, bool]]:
    kinds = {unicodedata.bidirectional(sign) for sign in words}
    if kinds <= (RIGHT_TO_LEFT if rtl else LEFT_TO_RIGHT):
        return [(words, rtl)]
    base = TextDirection.RTL if rtl else TextDirection.LTR
    found = BidiParagraph(words, base, preserve_bn_chars=True).get_bidi_fragments()
    parts = [(text, direction == TextDirection.RTL) for text, direction in found]
    return parts[::-1] if rtl else parts


def _letters_of(text: str, clusters: list[int]) -> dict[int, tuple[int, ...]]:
    """Which letters each cluster of glyphs stands for."""
    starts = sorted(set(clusters))
    return {start: tuple(map(ord, text[start:end])) for start, end in pairwise([*starts, len(text)])}


def _moved(by: float) -> str:
    """A step to the right between two letters; a PDF counts it the other way."""
    return f"{-by:.0f}" if round(by) else ""
