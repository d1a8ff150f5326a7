"""Which font files draw a text together, and how much room does it take?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.lib.late import late
from kiosk.lib.settings import resources

if TYPE_CHECKING:
    import uharfbuzz as hb

FAMILIES = (
    ("atkinson-hyperlegible-latin", "atkinson-hyperlegible-latin-ext"),
    (
        "noto-sans-latin",
        "noto-sans-latin-ext",
        "noto-sans-vietnamese",
        "noto-sans-greek",
        "noto-sans-cyrillic",
        "noto-sans-cyrillic-ext",
        "noto-sans-arabic-arabic",
        "noto-sans-ethiopic-ethiopic",
    ),
)
"""The first family that knows every letter draws the whole text, so that one name has one hand."""

BOLD, PLAIN = 700, 400


@dataclass(frozen=True, eq=False)
class Face:
    """One font file, unpacked so that it reads fast, with the letters it knows."""

    name: str
    file: Path
    letters: frozenset[int]
    shaper: hb.Font
    units: int


@dataclass(frozen=True)
class Extent:
    """The ink of a text at size one, from the start of its baseline; `top` and `bottom` both count upwards."""

    left: float
    right: float
    top: float
    bottom: float
    advance: float

    @property
    def width(self) -> float:
        return self.right - self.left


class Fonts:
    """The font files of this installation; `cache` is the folder for their unpacked form.

    One for each document: it remembers what it measured, and those texts hold names.
    """

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._chains: dict[tuple[str, int], tuple[Face, ...]] = {}
        self._extents: dict[tuple[str, int], Extent] = {}

    def chain(self, text: str, weight: int = BOLD) -> tuple[Face, ...]:
        """The faces that draw the text together, the busiest first."""
        key = (text, weight)
        if key not in self._chains:
            self._chains[key] = self._find_chain(text, weight)
        return self._chains[key]

    def extent(self, text: str, weight: int = BOLD) -> Extent:
        key = (text, weight)
        if key not in self._extents:
            self._extents[key] = self._measure(text, weight)
        return self._extents[key]

    def _find_chain(self, text: str, weight: int) -> tuple[Face, ...]:
        wanted = {ord(sign) for sign in text}
        for family in FAMILIES:
            faces = tuple(_needed(wanted, self._faces(family, weight)))
            if not wanted - _known(faces):
                break
        return tuple(sorted(faces, key=lambda face: -sum(ord(sign) in face.letters for sign in text)))

    def unknown(self, text: str, weight: int = BOLD) -> set[str]:
        """The signs that no font here can draw."""
        known = _known(self.chain(text, weight))
        return {sign for sign in text if ord(sign) not in known}

    def _measure(self, text: str, weight: int) -> Extent:
        chain = self.chain(text, weight)
        left = right = top = bottom = x = 0.0
        for face, signs in runs(text, chain):
            for at, glyph in _glyphs(face, signs):
                left, right = min(left, x + at.left), max(right, x + at.right)
                top, bottom = max(top, at.top), min(bottom, at.bottom)
                x += glyph
        return Extent(left, max(right, x), top, bottom, x)

    def _faces(self, family: tuple[str, ...], weight: int) -> Iterator[Face]:
        return (_face(f"{name}-{weight}-normal", self.cache) for name in family)


def _needed(wanted: set[int], faces: Iterator[Face]) -> Iterator[Face]:
    """Faces until every sign has one; a face that adds nothing is left out, unless it is the first."""
    missing = set(wanted)
    for place, face in enumerate(faces):
        if place == 0 or missing & face.letters:
            yield face
        missing -= face.letters
        if not missing:
            return


def _known(faces: tuple[Face, ...]) -> frozenset[int]:
    return frozenset().union(*(face.letters for face in faces))


def runs(text: str, chain: tuple[Face, ...]) -> Iterator[tuple[Face, str]]:
    """The text in stretches of one face each. A mark stays with its letter where the face has both."""
    if chain[0].letters.issuperset(map(ord, text)):
        yield chain[0], text
        return
    for face, signs in groupby(text, lambda sign: _face_of(sign, chain)):
        yield face, "".join(signs)


def _face_of(sign: str, chain: tuple[Face, ...]) -> Face:
    return next((face for face in chain if ord(sign) in face.letters), chain[0])


def _glyphs(face: Face, text: str) -> Iterator[tuple[Extent, float]]:
    harfbuzz = late("uharfbuzz")
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(face.shaper, buffer, {})
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        ink = face.shaper.get_glyph_extents(info.codepoint)
        left, top = position.x_offset + ink.x_bearing, position.y_offset + ink.y_bearing
        extent = (left, left + ink.width, top, top + ink.height, position.x_advance)
        yield Extent(*(value / face.units for value in extent)), position.x_advance / face.units


@lru_cache(maxsize=64)
def _face(name: str, cache: Path) -> Face:
    file = _unpacked(name, cache)
    harfbuzz = late("uharfbuzz")
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(file)))
    return Face(name, file, frozenset(face.unicodes), harfbuzz.Font(face), face.upem)


def _unpacked(name: str, cache: Path) -> Path:
    """The font as plain TrueType: the web's woff2 takes twenty times as long to read."""
    packed = resources() / "static/vendor/fonts" / f"{name}.woff2"
    size = packed.stat().st_size
    target = cache / "fonts" / f"{name}-{size}.ttf"
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        font = late("fontTools.ttLib").TTFont(packed, recalcTimestamp=False)
        font.flavor = None
        fresh = target.with_suffix(f".{os.getpid()}.new")
        font.save(fresh)
        fresh.replace(target)
    return target
