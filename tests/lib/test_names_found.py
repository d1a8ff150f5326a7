"""A name is found in another order or spelling, and with one slip of the finger."""

from __future__ import annotations

import pytest

from kiosk.lib import names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Bakker Anna", "Anna Bakker"),
        ("bak ann", "Anna Bakker"),
        ("wit marie", "Anne-Marie de Wit"),
        ("annemarie", "Anne-Marie"),
        ("anne marie", "Annemarie"),
        ("shevchenko olena", "Олена Шевченко"),
        ("celik fat", "Fatma Çelik"),
        ("فاطمه", "فاطمة"),
        ("امينة", "أمينة"),
        ("على", "علي"),
        ("کریم", "كريم"),
    ],
)
def test_order_and_two_ways_to_write_a_letter_are_no_matter(typed: str, name: str) -> None:
    assert names.fits(typed, name)


@pytest.mark.parametrize(("typed", "name"), [("anna anna", "Anna Bakker"), ("akker anna", "Anna Bakker")])
def test_every_typed_word_begins_a_word_of_its_own(typed: str, name: str) -> None:
    assert not names.fits(typed, name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fatima", "Fatma"),
        ("Aïcha", "Aisha"),
        ("Rachid", "Rashid"),
        ("Khadija", "Khadidja"),
        ("Djamila", "Jamila"),
        ("Mohammed", "Muhammad"),
        ("Youssef", "Yusuf"),
        ("Julia", "Yulia"),
        ("Kees", "Cees"),
        ("Thijs", "Tijs"),
        ("Sarah", "Sara"),
        ("Józef", "Josef"),
        ("Oleksandr", "Александр"),
        ("Anna Fatma", "Fatima Anna"),
    ],
)
def test_one_name_in_two_spellings_is_nearly_the_same(one: str, other: str) -> None:
    assert names.nearly(one, other) and names.nearly(other, one)


@pytest.mark.parametrize("typed", ["sabne", "sane", "sannne", "snane", "asnne", "sannee", "xanne", "sanna"])
def test_one_slip_of_the_finger_is_forgiven(typed: str) -> None:
    assert names.nearly(typed, "Sanne")


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Jan", "Jon"), ("Anna", "Anne"), ("Mees", "Mies"), ("Marko", "Mark"), ("Els", "Elsa!"), ("Bo", "Bob")],
)
def test_in_a_short_name_a_slip_makes_somebody_else(typed: str, name: str) -> None:
    assert names.fits(typed, name) or not names.nearly(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"), [("snnae", "Sanne"), ("sabbe", "Sanne"), ("peter", "Petra"), ("fatima", "فاطنة"), ("yyyy", "Ii")]
)
def test_two_slips_are_somebody_else(typed: str, name: str) -> None:
    assert not names.nearly(typed, name)


@pytest.mark.parametrize(
    ("one", "other"), [("Bakker Anna", "Anna Bakker"), ("Aicha", "Aïsha"), ("Cees", "Kees"), ("فاطمه", "فاطمة")]
)
def test_one_person_in_two_ways_is_alike(one: str, other: str) -> None:
    assert names.alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("Hanna", "Hanne"), ("Mees", "Mies"), ("Anna Bakker", "Anna"), ("!", "?")])
def test_one_letter_of_difference_is_not_alike(one: str, other: str) -> None:
    assert not names.alike(one, other)
