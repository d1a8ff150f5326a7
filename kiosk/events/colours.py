"""The colours that groups have. Each has a shape and a word, so that nobody needs to tell colours apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

Points = tuple[tuple[float, float], ...]
GRID = 48
"""Shapes are drawn on a grid of so many units wide and high."""


@dataclass(frozen=True)
class Colour:
    """A ground, the ink that can be read on it, and a shape."""

    ground: str
    ink: str
    shape: Points

    @property
    def points(self) -> str:
        """The shape as an SVG polygon has it."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.shape)


def _around(count: int, *reaches: float) -> Points:
    """Corners around the middle, the first one on top, in turn as far as each reach."""
    turns = [(at * 2 * pi / count, reaches[at % len(reaches)]) for at in range(count)]
    return tuple((round(24 + reach * sin(turn), 1), round(24 - reach * cos(turn), 1)) for turn, reach in turns)


def _heart() -> Points:
    turns = [at * pi / 16 for at in range(32)]
    wave = [(sin(t) ** 3, 13 * cos(t) - 5 * cos(2 * t) - 2 * cos(3 * t) - cos(4 * t)) for t in turns]
    return tuple((round(24 + 21 * x, 1), round(22 - 1.3 * y, 1)) for x, y in wave)


INK, WHITE = "#2b1a33", "#ffffff"
STAR = tuple((x, round(y + 2, 1)) for x, y in _around(10, 23, 9.5))
TRIANGLE: Points = ((24, 4), (46, 43), (2, 43))
CROWN: Points = ((3, 12), (14, 25), (24, 6), (34, 25), (45, 12), (41, 42), (7, 42))
DIAMOND: Points = ((24, 2), (43, 24), (24, 46), (5, 24))
ARROW: Points = ((24, 2), (45, 24), (33, 24), (33, 46), (15, 46), (15, 24), (3, 24))
PLUS: Points = (
    *((17, 3), (31, 3), (31, 17), (45, 17), (45, 31), (31, 31)),
    *((31, 45), (17, 45), (17, 31), (3, 31), (3, 17), (17, 17)),
)

COLOURS = {
    "yellow": Colour("#ffd94a", INK, STAR),
    "purple": Colour("#6a3d9a", WHITE, _heart()),
    "green": Colour("#9ccc4e", INK, TRIANGLE),
    "orange": Colour("#f59331", INK, CROWN),
    "blue": Colour("#9fd0f5", INK, DIAMOND),
    "pink": Colour("#f4a9cc", INK, _around(6, 22)),
    "brown": Colour("#6b4423", WHITE, ARROW),
    "grey": Colour("#cfcbd2", INK, PLUS),
}
"""In the order in which groups get them; none is as dark a green or blue, or as red, as those of the feelings."""

NAMES = tuple(COLOURS)


def colour_at(position: int) -> str:
    """The colour of the group at this place in the row; after the last colour the first one comes again."""
    return NAMES[position % len(NAMES)]
