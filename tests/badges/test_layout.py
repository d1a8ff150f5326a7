"""Whatever a badge says, and on every paper: it all fits, nothing covers anything, and the name is the largest."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.badges.layout import Badge, Foot, GroupMark, Piece, layout
from kiosk.badges.service import printable
from kiosk.badges.stock import SHEETS, STOCKS, Stock
from kiosk.lib.fonts import Fonts
from kiosk.lib.names import tidy
from kiosk.lib.pdf import WHITE, Box

FOOT = Foot("Hulp in uw buurt", "geen foto")
GREEN = GroupMark("Tafel 3, groen", "#9ccc4e", ((24, 4), (46, 43), (2, 43)))
NAMES = ("J", "Fatima", "فاطمة", "Олександра", "Anna 🌸", "ن" * 60, "W" * 60, "Jan Willem", "İpek", "ሰላማዊት")

letters = st.sampled_from("abcIWjğşéабвЯщابتحمهንሰላểự -'\u0301\u064e🌸1")
texts = st.text(letters, max_size=60) | st.sampled_from(NAMES)
groups = st.none() | st.builds(lambda words: replace(GREEN, words=words), texts)
badges = st.builds(Badge, texts, st.booleans(), texts, texts, groups)
NO_PHOTO = ("geen foto", "без фото", "بدون صورة", "geen foto's van mij, ook niet van veraf")
feet = st.builds(Foot, texts, st.sampled_from(NO_PHOTO))


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return Fonts(tmp_path_factory.mktemp("fonts"))


def shown(badge: Badge, foot: Foot, fonts: Fonts) -> tuple[Badge, Foot]:
    """With the signs that the fonts have."""

    def clean(text: str | None) -> str:
        return printable(tidy(text), fonts)

    group = badge.group and replace(badge.group, words=clean(badge.group.words))
    return (
        Badge(clean(badge.name), badge.no_photo, clean(badge.does), clean(badge.speaks), group),
        replace(foot, title=clean(foot.title)),
    )


def pieces(badge: Badge, stock: Stock, fonts: Fonts, foot: Foot = FOOT) -> dict[str, Piece]:
    placed = layout(*shown(badge, foot, fonts), stock, fonts.extent)
    assert len({piece.role for piece in placed}) == len(placed)
    return {piece.role: piece for piece in placed}


def is_inside(inner: Box, outer: Box, leave: float = 0.01) -> bool:
    across = outer.x - leave <= inner.x and inner.end <= outer.end + leave
    return across and outer.y - leave <= inner.y and inner.foot <= outer.foot + leave


def touch(one: Box, other: Box) -> bool:
    least = 0.01
    across = one.x < other.end - least and other.x < one.end - least
    return across and one.y < other.foot - least and other.y < one.foot - least


@settings(max_examples=150, deadline=None)
@given(badge=badges, foot=feet, stock=st.sampled_from(list(STOCKS.values())))
def test_nothing_leaves_its_label(fonts: Fonts, badge: Badge, foot: Foot, stock: Stock) -> None:
    label = Box(stock.edge, stock.edge, stock.label[0] - 2 * stock.edge, stock.label[1] - 2 * stock.edge)

    for piece in pieces(badge, stock, fonts, foot).values():
        assert is_inside(piece.box, label), piece


@settings(max_examples=150, deadline=None)
@given(badge=badges, foot=feet, stock=st.sampled_from(list(STOCKS.values())))
def test_nothing_covers_anything_else(fonts: Fonts, badge: Badge, foot: Foot, stock: Stock) -> None:
    found = pieces(badge, stock, fonts, foot)
    on_the_bar = ("mark", "title", "photo", "camera")

    for one, other in combinations(found.values(), 2):
        if one.role != "bar" or other.role not in on_the_bar:
            assert not touch(one.box, other.box), (one, other)
    for role in on_the_bar:
        assert role not in found or is_inside(found[role].box, found["bar"].box)


@settings(max_examples=150, deadline=None)
@given(badge=badges, foot=feet, stock=st.sampled_from(list(STOCKS.values())))
def test_the_name_has_the_largest_letters(fonts: Fonts, badge: Badge, foot: Foot, stock: Stock) -> None:
    found = pieces(badge, stock, fonts, foot)

    name = found.pop("name", None)

    assert name is None or all(piece.size < name.size for piece in found.values())


@pytest.mark.parametrize("paper", STOCKS)
def test_without_a_name_there_is_a_line_to_write_on(fonts: Fonts, paper: str) -> None:
    stock = STOCKS[paper]

    found = pieces(Badge(None), stock, fonts)

    assert "name" not in found
    assert found["line"].box.width > stock.label[0] * 0.75
    assert found["line"].box.y > 18


@pytest.mark.parametrize("paper", STOCKS)
@pytest.mark.parametrize("name", ["Fatima", "Олена", "فاطمة", "Zeynep", "İpek"])
def test_a_common_name_with_a_group_is_readable_at_three_metres(fonts: Fonts, paper: str, name: str) -> None:
    placed = pieces(Badge(name, no_photo=True, group=GREEN), STOCKS[paper], fonts)["name"]

    assert fonts.extent(name).top * placed.size >= 12


@pytest.mark.parametrize("paper", STOCKS)
def test_right_to_left_stands_at_the_right(fonts: Fonts, paper: str) -> None:
    group = replace(GREEN, words="الطاولة 4")

    found = pieces(Badge("علي", group=group), STOCKS[paper], fonts)

    assert found["name"].lines[0].rtl
    assert found["name"].box.end > STOCKS[paper].label[0] * 0.9
    assert found["shape"].box.x > found["group"].box.end


def test_a_badge_says_only_what_it_is_given(fonts: Fonts) -> None:
    plain = pieces(Badge("Fatima"), STOCKS[SHEETS], fonts)
    full = pieces(Badge("Fatima", True, "tolk", "Türkçe", GREEN), STOCKS[SHEETS], fonts)

    assert list(plain) == ["name", "bar", "mark", "title"]
    assert set(full) - set(plain) == {"does", "speaks", "stripe", "shape", "group", "photo", "camera"}
    assert (full["photo"].colour, full["stripe"].colour) == (WHITE, GREEN.colour)


def test_the_same_badge_is_always_the_same(fonts: Fonts) -> None:
    other = Fonts(fonts.cache)
    badge = Badge("Fatima", True, group=GREEN)

    assert pieces(badge, STOCKS["a6"], fonts) == pieces(badge, STOCKS["a6"], other)


@pytest.mark.parametrize(
    ("paper", "first", "count"),
    [
        (SHEETS, (15, 24.5), 8),
        ("80x50", (17.5, 13.5), 10),
        ("99x68", (4.65, 13.1), 8),
        ("labels", (0, 0), 1),
        ("a6", (0, 0), 1),
    ],
)
def test_labels_stand_where_the_paper_has_them(paper: str, first: tuple[float, float], count: int) -> None:
    """Margins as the makers of the sheets give them."""
    stock = STOCKS[paper]
    page = Box(0, 0, *stock.page)

    assert (stock.places[0].x, stock.places[0].y) == pytest.approx(first)
    assert len(stock.places) == count
    assert all(is_inside(place, page) for place in stock.places)
    assert not any(touch(one, other) for one, other in combinations(stock.places, 2))


def test_only_plain_paper_shows_where_to_cut() -> None:
    marked = [name for name, stock in STOCKS.items() if stock.cut_marks]

    assert marked == [SHEETS]
    for mark in STOCKS[SHEETS].cut_marks:
        (x, y), (end, foot) = mark
        assert not any(touch(Box(x, y, end - x, foot - y), place) for place in STOCKS[SHEETS].places)
