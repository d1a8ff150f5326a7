"""Every name fits its badge, as large as it can be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.badges import rules
from kiosk.badges.service import printable
from kiosk.lib.fonts import Fonts
from kiosk.lib.names import tidy
from kiosk.lib.pdf import Box

ROOM = Box(5.5, 5.5, 79, 38.3)


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Fonts:
    return Fonts(tmp_path_factory.mktemp("fonts"))


SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áàäâçéèëêíìïîñóòöôúùüûýÿğşıİłźżćńąęčřžőűÅØÆß",
    "абвгдежзийклмнопрстуфхцчшщьюяґєіїАБВГДЕЖЗ",
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأؤإئ",
    "ሀለሐመሠረሰሸቀበተኀነኘአከወዐዘየደገጠጸፀፈፐሰላማዊት",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "ễươầẩậắẵịọụừỷ",
)
MARKS = "\u0301\u0308\u064b\u064e\u0651"

one_script = st.sampled_from(SCRIPTS).flatmap(
    lambda letters: st.text(st.sampled_from(letters * 3 + " -'" + MARKS), min_size=1, max_size=60)
)
anything = st.text(min_size=1, max_size=60)


@settings(max_examples=300, deadline=None)
@given(name=one_script | anything)
def test_any_name_stays_inside_its_room(fonts: Fonts, name: str) -> None:
    shown = printable(tidy(name), fonts)
    if not shown:
        return

    for line in rules.fit(shown, ROOM, fonts.extent):
        ink = fonts.extent(line.text)
        left = line.x - ink.advance * line.size if line.rtl else line.x
        assert left + ink.left * line.size >= ROOM.x - 0.01
        assert left + ink.right * line.size <= ROOM.end + 0.01
        assert line.y - ink.top * line.size >= ROOM.y - 0.01
        assert line.y - ink.bottom * line.size <= ROOM.foot + 0.01
        assert 0 < line.size <= rules.LARGEST


@settings(max_examples=200, deadline=None)
@given(name=one_script)
def test_no_letter_of_a_name_is_lost_or_moved(fonts: Fonts, name: str) -> None:
    shown = printable(tidy(name), fonts)
    if not shown:
        return

    lines = rules.fit(shown, ROOM, fonts.extent)

    def bare(text: str) -> str:
        return unicodedata.normalize("NFD", text.replace(" ", "").replace("-", ""))

    assert bare("".join(line.text for line in lines)) == bare(shown)


@pytest.mark.parametrize("name", ["Fatima", "Олена", "فاطمة", "Ali", "Jan", "Zeynep", "İpek", "Willem", "ሰላም"])
def test_a_common_name_is_readable_at_three_metres(fonts: Fonts, name: str) -> None:
    line = rules.fit(name, ROOM, fonts.extent)[0]

    height = (fonts.extent(name).top) * line.size
    assert height >= 12


def test_a_short_name_has_letters_of_twenty_five_millimetres(fonts: Fonts) -> None:
    line = rules.fit("Jo", ROOM, fonts.extent)[0]

    assert 22 <= fonts.extent("J").top * line.size <= 26


def lines_of(fonts: Fonts, name: str) -> list[str]:
    return [line.text for line in rules.fit(name, ROOM, fonts.extent)]


def test_a_long_name_is_broken_at_its_hyphen(fonts: Fonts) -> None:
    assert lines_of(fonts, "Maximiliaan-Alexander") == ["Maximiliaan-", "Alexander"]


def test_two_names_get_a_line_each(fonts: Fonts) -> None:
    assert lines_of(fonts, "Jan Willem") == ["Jan", "Willem"]


def test_a_long_word_stays_whole_while_it_can_be_read(fonts: Fonts) -> None:
    assert lines_of(fonts, "Konstantinopolous") == ["Konstantinopolous"]


def test_joined_letters_are_never_torn_apart(fonts: Fonts) -> None:
    assert len(lines_of(fonts, "ن" * 60)) == 1


def test_right_to_left_starts_at_the_right(fonts: Fonts) -> None:
    line = rules.fit("فاطمة", ROOM, fonts.extent)[0]

    assert line.rtl
    assert line.x > ROOM.end - 5


@pytest.mark.parametrize(("name", "shown"), [("Anna 🌸", "Anna"), ("क्षितिज", ""), (None, ""), ("🌸", ""), ("李", "")])
def test_a_name_that_no_font_here_can_write_gets_a_line_to_write_on(fonts: Fonts, name: str | None, shown: str) -> None:
    assert printable(name, fonts) == shown
