"""The door finds names without network by the same rules as the server."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kiosk.lib import names

MODULE = Path(__file__).resolve().parents[2] / "static/js/door/names.js"
IMPORTED = f"import('data:text/javascript;base64,{base64.b64encode(MODULE.read_bytes()).decode()}')"

WRITTEN = """Anna Bakker, Anne-Marie, Annemarie, Anne Marie de Wit, Hanna, An, Li, Bo, Lï, Ibrahim, Fatima, Fatma
Fatıma, Çelik, Celik, Łukasz, Lucas, Øyvind, Weiß, WEISS, Æsa, Đorđe, Þóra, Işıl, IŞIL, İbrahim, Aïcha, Aisha, Chérif
Sherif
Rachid, Rashid, Khadija, Khadidja, Youssef, Yusuf, Mohammed, Muhammad, Mohamed, Djamila, Jamila, Cees, Kees, Thijs
Tijs, Sarah, Sara, Zofia, Sofia, Jozef, Józef, Yulia, Julia, Marjan, Marja, Maria, Mees, Mies, O'Neil, d’Arc, Xander
Нур, Олена, Olena, Олег, Юлія, Олексій, Ольга, Євген, Михаил, Шевченко Олена, Щука, Ђорђе, Наталія, Natalia, Ь
فاطمة, فاطمه, أمينة, امينة, نور أمينة, يوسف, محمد, علي, على, رشيد, خديجة, فـاطـمـة, مُحَمَّد, کریم, كريم, ليمار, سارة
Άννα, Γιώργος, ΓΙΩΡΓΟΣ, שרה, अनु, अनि, 小明, がく, Nguyễn, Ａｎｎａ, ﬁona, 😀😀😀, 𐐷𐐷𐐷𐐷𐐷, 3e kind, "!", -, ʼn"""
NAMES = [each.strip() for line in WRITTEN.splitlines() for each in line.split(",")]


@dataclass
class Somebody:
    id: int
    name: str


PEOPLE = [Somebody(at, name) for at, name in enumerate(NAMES)]


def slips(name: str) -> Iterator[str]:
    """A name as fingers may type it: each time another place is wrong."""
    yield from (name, name.upper(), f"  {name}\t", " ".join(reversed(name.split())), name.replace(" ", ""))
    yield from (name[:2], name[:3], name[:5], name[1:])
    at = len(name) // 2
    yield name[:at] + name[at + 1 :]
    yield name[:at] + name[at : at + 1] + name[at:]
    yield name[:at] + "o" + name[at + 1 :]
    yield name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


TYPED = [(slip, name) for name in NAMES for slip in slips(name)]
PAIRS = [
    *TYPED,
    *((slip, other) for (slip, _), (_, other) in islice(pairwise(TYPED[::-1]), 0, None, 5)),
    *pairwise(NAMES),
]
SEARCHES = sorted({typed for typed, _ in TYPED})[::3]
LETTERS = [chr(code) for code in range(0x3100) if chr(code).isprintable() and not 0x13A0 <= code < 0x1400]
"""All but those of Cherokee, where Python takes large letters for small ones."""

MARKED = [
    ("ann", ["H", "ann", "ah"]),
    ("olen", ["", "Олен", "а"]),
    ("bakker anna", ["Anna ", "Bakker", ""]),
    ("scu", ["Wei", "ßcu", ""]),
    ("fatma", ["Fatima", "", ""]),
    ("", ["Anna", "", ""]),
]

CODE = """async (given) => {
  const names = await import(given.module);
  const index = names.indexed(given.people);
  const found = (typed) => names.find(index, typed, 999)?.rows.map(({ guest }) => guest.id) ?? null;
  return {
    meet: given.pairs.map((pair) => [names.fits(...pair), names.nearly(...pair), names.alike(...pair)]),
    marked: given.marked.map(([typed, parts]) => names.splitAt(parts.join(""), typed)),
    found: given.searches.map(found),
    letters: given.letters.map((each) => [names.folded(each), names.latin(each)]),
  };
}"""


@pytest.fixture(scope="module")
def door(browser: Browser) -> Iterator[dict[str, Any]]:
    """What the door says, all asked at once."""
    context = browser.new_context()
    module = f"data:text/javascript;base64,{base64.b64encode(MODULE.read_bytes()).decode()}"
    people = [vars(each) for each in PEOPLE]
    given = {
        "module": module,
        "people": people,
        "pairs": PAIRS,
        "searches": SEARCHES,
        "letters": LETTERS,
        "marked": MARKED,
    }
    yield context.new_page().evaluate(CODE, given)
    context.close()


def differ(given: list[Any], server: list[Any], door: list[Any]) -> list[Any]:
    return [each for each in zip(given, server, door, strict=True) if each[1] != each[2]]


@pytest.mark.browser
def test_two_names_meet_at_the_door_as_they_do_on_the_server(door: dict[str, Any]) -> None:
    server = [[names.fits(*pair), names.nearly(*pair), names.alike(*pair)] for pair in PAIRS]

    assert not differ(PAIRS, server, door["meet"])


@pytest.mark.browser
def test_what_was_typed_is_marked_in_the_name(door: dict[str, Any]) -> None:
    assert door["marked"] == [parts for _, parts in MARKED]


@pytest.mark.browser
def test_a_search_finds_who_begins_with_it_then_who_has_it_then_who_nearly_has_it(door: dict[str, Any]) -> None:
    assert not differ(SEARCHES, [found(each) for each in SEARCHES], door["found"])


def found(typed: str) -> list[int] | None:
    """Two letters find only the whole of a short name, and fewer find nobody."""
    letters, wanted = sum(sign.isalnum() for sign in names.folded(typed)), names.latin(" ".join(typed.split()))
    if letters < 3:
        whole = [each.id for each in PEOPLE if letters == 2 and names.latin(each.name) == wanted]
        return whole or None
    fits = [each for each in PEOPLE if names.fits(typed, each.name)]
    nearly = [each for each in PEOPLE if each not in fits and names.nearly(typed, each.name)]
    fits.sort(key=lambda each: (not names.latin(each.name).startswith(wanted), names.latin(each.name), each.id))
    nearly.sort(key=lambda each: (names.latin(each.name), each.id))
    return [each.id for each in (*fits, *nearly)]


@pytest.mark.browser
def test_every_letter_folds_to_the_same(door: dict[str, Any]) -> None:
    server = [[names.folded(each), names.latin(each)] for each in LETTERS]

    assert not differ(LETTERS, server, door["letters"])
