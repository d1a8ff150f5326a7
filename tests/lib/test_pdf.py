"""Texts on paper: in the right letters, shaped right, on the right side."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from kiosk.lib.fonts import BOLD, PLAIN, Fonts
from kiosk.lib.pdf import MILLIMETRES_IN_POINT, Box, Paper, Type, is_rtl

DOTS = 10
"""In a millimetre."""


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return Fonts(tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize(
    ("text", "first", "count"),
    [
        ("Fatima", "atkinson-hyperlegible-latin-700-normal", 1),
        ("Łukasz", "atkinson-hyperlegible-latin-700-normal", 2),
        ("Олена", "noto-sans-cyrillic-700-normal", 2),
        ("فاطمة", "noto-sans-arabic-arabic-700-normal", 2),
        ("ሰላማዊት", "noto-sans-ethiopic-ethiopic-700-normal", 2),
        ("Nguyễn", "noto-sans-latin-700-normal", 2),
    ],
)
def test_one_family_writes_the_whole_name(fonts: Fonts, text: str, first: str, count: int) -> None:
    chain = fonts.chain(text)

    assert (chain[0].name, len(chain)) == (first, count)


@pytest.mark.parametrize(
    "text",
    ["مُحَمَّد", "AVATAR", "حيّك", "سجّل الآن", "المساعدة في حيّك", "Fatima", "Олена", "ሰላም Selam", "Ze\u0301 Noe\u0308l"],
)
def test_what_is_measured_is_what_is_drawn(fonts: Fonts, text: str) -> None:
    """Also a guard: fpdf2 alone takes Arabic apart at every mark, and then the widths differ."""
    paper = Paper(210, 40, fonts)
    paper.page()
    paper.text((10, 20), text, Type(10))
    ink = fonts.extent(text)

    left, top, right, foot = _ink(paper.bytes())

    assert (top, foot) == pytest.approx((20 - ink.top * 10, 20 - ink.bottom * 10), abs=0.2)
    assert left >= 10 + ink.left * 10 - 0.2
    assert right <= 10 + ink.right * 10 + 0.2
    assert right - left >= ink.width * 10 - 2


def _ink(pdf: bytes) -> list[float]:
    """The edges of everything black on the first page, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=DOTS * MILLIMETRES_IN_POINT).to_pil().convert("L")
    document.close()
    return [edge / DOTS for edge in picture.point(lambda light: 255 * (light < 128)).getbbox()]


def test_text_can_be_read_back(fonts: Fonts) -> None:
    paper = Paper(90, 62, fonts)
    paper.page()
    paper.text((10, 20), "Олена en Fatima", Type(8, PLAIN))

    assert "Олена en Fatima" in PdfReader(io.BytesIO(paper.bytes())).pages[0].extract_text()


def test_mirrored_paper_starts_at_the_right(fonts: Fonts) -> None:
    paper = Paper(100, 50, fonts, mirrored=True)

    assert paper._place(Box(10, 0, 30, 5)) == 60


@pytest.mark.parametrize(
    ("text", "rtl"), [("فاطمة", True), ("12 فاطمة", True), ("Fatima فاطمة", False), ("088 00", False)]
)
def test_the_first_letter_with_a_direction_decides(text: str, rtl: bool) -> None:
    assert is_rtl(text) is rtl


def test_a_font_is_unpacked_once(tmp_path: Path) -> None:
    Fonts(tmp_path).extent("Fatima", BOLD)
    unpacked = [(file.name, file.stat().st_mtime_ns) for file in (tmp_path / "fonts").iterdir()]

    Fonts(tmp_path).extent("Olena", BOLD)

    assert [(file.name, file.stat().st_mtime_ns) for file in (tmp_path / "fonts").iterdir()] == unpacked
    assert len(unpacked) == 1


def test_signs_that_no_font_knows_are_named(fonts: Fonts) -> None:
    assert fonts.unknown("Anna 李🌸") == {"李", "🌸"}
