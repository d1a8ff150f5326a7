"""Names are found however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.lib import names


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łukasz", "lukasz"),
        ("Øyvind", "oyvind"),
        ("Weiß", "weiss"),
        ("Æsa", "aesa"),
        ("Đorđe", "dorde"),
        ("Ðóra", "dora"),
        ("Þóra", "thora"),
        ("Işıl", "isil"),
        ("Çelik", "celik"),
        ("Ǿ", "o"),
    ],
)
def test_folded_is_without_accents_and_case(name: str, plain: str) -> None:
    assert names.folded(name) == plain


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Łukasz"),
        ("ŁUK", "Łukasz"),
        ("łukasz", "Lukasz"),
        ("olena", "Олена"),
        ("олена", "Olena"),
        ("yulia", "Юлія"),
        ("julia", "Юлія"),
        ("yuliia", "Юлія"),
        ("oleksii", "Олексій"),
        ("oleksij", "Олексій"),
        ("olga", "Ольга"),
        ("olha", "Ольга"),
        ("yevhen", "Євген"),
        ("mihail", "Михаил"),
        ("shevch", "Шевченко"),
    ],
)
def test_latin_and_cyrillic_letters_meet(typed: str, name: str) -> None:
    assert names.fits(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("fatima", "فاطمة"),
        ("Fatimah", "فاطمة"),
        ("fat", "فاطمة"),
        ("amina", "أمينة"),
        ("yusuf", "يوسف"),
        ("youssef", "يوسف"),
        ("nour", "نور"),
        ("mohammed", "محمد"),
        ("rachid", "رشيد"),
        ("rashid", "رشيد"),
        ("khadija", "خديجة"),
        ("ali", "علي"),
        ("amina", "نور أمينة"),
        ("noor amina", "نور أمينة"),
        ("فاطم", "فاطمة"),
    ],
)
def test_consonants_find_an_arabic_name(typed: str, name: str) -> None:
    assert names.fits(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Lucas"),
        ("olena", "Олег"),
        ("fatima", "أمينة"),
        ("ali", "ليمار"),
        ("aio", "علي"),
        ("نور", "فاطمة"),
        ("fatima", "Ftm"),
        ("julia", "Yulia"),
        ("ьь", "Lea"),
        ("tim", "فاطمة"),
    ],
)
def test_other_names_do_not_meet(typed: str, name: str) -> None:
    assert not names.fits(typed, name)


@given(st.text(max_size=names.MAX_NAME))
def test_every_name_fits_itself(name: str) -> None:
    assert names.fits(name, name)


@given(st.text(max_size=names.MAX_NAME), st.text(max_size=names.MAX_NAME))
def test_whatever_is_typed_has_an_answer(typed: str, name: str) -> None:
    assert names.fits(typed, name) in (True, False)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=names.MAX_NAME))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert names.folded(names.folded(name)) == names.folded(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chérif", "cherif"), ("Fatima", "فاطمة"), ("Olena", "Олена"), ("Julia", "Юлія"), ("أمينة", "Amina")],
)
def test_one_name_in_two_ways_of_writing_is_alike(one: str, other: str) -> None:
    assert names.alike(one, other) and names.alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("An", "Annemarie"), ("Fat", "فاطمة"), ("Olena", "Олег"), ("!", "فاطمة"), ("سارة", "أمينة")]
)
def test_a_part_of_a_name_is_not_alike(one: str, other: str) -> None:
    assert not names.alike(one, other) and not names.alike(other, one)
