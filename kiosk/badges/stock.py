"""Which papers a badge can be printed on: plain measures in millimetres.

The label sheets are the ones that office shops have most, also under other brands with the same cuts:
80 x 50 mm, ten on A4: name stickers of acetate silk that come off clothes, as Avery L4785 (L4784, L4786 and L4787 with
a coloured edge); margins 17.5 and 13.5, between the labels 15 and 5.
99.1 x 67.7 mm, eight on A4: as Avery L7165 and J8165; margins 4.65 and 13.1, between the columns 2.5, between the rows
nothing.
The roll is endless tape of 62 mm (Brother DK-22205 and its like), cut at 90 mm.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from kiosk.badges.rules import SHEET
from kiosk.lib.pdf import Box, Point

A6 = (105.0, 148.0)
LABEL = (90.0, 62.0)
"""The label that all sizes of letters are thought out for, worn wide."""

MOST_DETAIL = 1.4
SPARE = 2.0
"""A printer pulls a sheet a little askew: labels that are cut already keep this much white at every side."""


@dataclass(frozen=True)
class Stock:
    """Labels of one size, in the middle of a page."""

    page: tuple[float, float]
    label: tuple[float, float]
    columns: int = 1
    rows: int = 1
    gaps: tuple[float, float] = (0.0, 0.0)
    edge: float = 0.0
    is_cut_by_hand: bool = False

    @property
    def scale(self) -> float:
        """How large everything is beside a label of 90 x 62."""
        return min(self._beside_label)

    @property
    def detail(self) -> float:
        """The same for what stands under the name: larger where a high paper leaves room for it."""
        return self.scale * min(MOST_DETAIL, sqrt(self._beside_label[1] / self.scale))

    @property
    def _beside_label(self) -> tuple[float, float]:
        (width, height), room = self.label, 2 * self.edge
        return (width - room) / LABEL[0], (height - room) / LABEL[1]

    @property
    def places(self) -> list[Box]:
        """The labels of one page, row by row."""
        (width, height), (across, down) = self.label, self.gaps
        x = (self.page[0] - self.columns * (width + across) + across) / 2
        y = (self.page[1] - self.rows * (height + down) + down) / 2
        return [
            Box(x + column * (width + across), y + row * (height + down), width, height)
            for row in range(self.rows)
            for column in range(self.columns)
        ]

    @property
    def cut_marks(self) -> list[list[Point]]:
        """Short strokes outside the badges, in line with every cut; none where the paper is cut already."""
        boxes = self.places if self.is_cut_by_hand else []
        across = sorted({box.x for box in boxes} | {box.end for box in boxes})
        down = sorted({box.y for box in boxes} | {box.foot for box in boxes})
        marks = [[(x, y), (x, y + 5)] for x in across for y in (down[0] - 7, down[-1] + 2)]
        return marks + [[(x, y), (x + 5, y)] for y in down for x in (across[0] - 7, across[-1] + 2)]


SHEETS, LABELS = "a4", "labels"
STOCKS = {
    SHEETS: Stock(SHEET, LABEL, 2, 4, is_cut_by_hand=True),
    "80x50": Stock(SHEET, (80.0, 50.0), 2, 5, (15.0, 5.0), SPARE),
    "99x68": Stock(SHEET, (99.1, 67.7), 2, 4, (2.5, 0.0), SPARE),
    LABELS: Stock(LABEL, LABEL),
    "a6": Stock(A6, A6),
}
"""By the word that stands in the address."""
