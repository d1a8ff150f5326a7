"""Every colour of a group can be read, told from the others by its shape, and drawn."""

from __future__ import annotations

import pytest

from kiosk.events import colours
from kiosk.events.colours import COLOURS, Colour


def light(colour: str) -> float:
    """The relative luminance of WCAG."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", COLOURS.values(), ids=COLOURS)
def test_words_on_a_colour_can_be_read(colour: Colour) -> None:
    darker, lighter = sorted((light(colour.ground), light(colour.ink)))

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_every_colour_has_a_shape_of_its_own_inside_its_grid() -> None:
    shapes = [each.shape for each in COLOURS.values()]

    assert len(set(shapes)) == len(COLOURS)
    assert all(0 <= at <= colours.GRID for shape in shapes for point in shape for at in point)


def test_groups_get_the_colours_in_turn() -> None:
    assert [colours.colour_at(at) for at in (0, 1, 8)] == ["yellow", "purple", "yellow"]
