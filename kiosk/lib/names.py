"""Showing first names, and finding them however they are written.

A host types Latin letters, while a guest may have written Łukasz, Олена or فاطمة. `folded` takes accents and case
away. `fits` also reads Cyrillic letters as Latin ones, and the words of a name in any order. Arabic leaves short vowels
out, so there only consonants meet. `nearly` forgives another spelling and one slip of the finger.

`static/js/door/names.js` says the same for a door without network; tests/door/test_names_agree.py compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property

from kiosk.lib import letters

folded, latin = letters.folded, letters.latin

MAX_NAME = 60
_BETWEEN = re.compile("[\t-\r\x1c- \x85\u1680\u2028\u2029'\u2019-]+")
LONG, CONSONANTS = 5, 3
"""Shorter names are too much alike: there a slip of the finger makes somebody else."""


def tidy(name: str | None, longest: int = MAX_NAME) -> str | None:
    """One line without control signs and outer spaces; nothing left means no name."""
    if not name:
        return None
    kept = "".join(sign for sign in _one_line(name) if unicodedata.category(sign)[0] != "C")
    return kept.strip()[:longest] or None


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Reading:
    """A name as the rules see it; each view is worked out once."""

    def __init__(self, name: str) -> None:
        self.folded = folded(name)
        self.latin = latin(name)
        self.is_cyrillic = self.latin != self.folded

    @cached_property
    def is_arabic(self) -> bool:
        return letters.is_arabic(self.latin)

    @cached_property
    def words(self) -> list[str]:
        return [each for each in _BETWEEN.split(self.latin) if each]

    @cached_property
    def bones(self) -> list[str]:
        return [letters.arabic_bones(each) for each in self.words]

    @cached_property
    def heard(self) -> str:
        return letters.heard(self.latin)


def fits(typed: str, name: str) -> bool:
    """Whether what a host types is a part of this name, in whatever letters and order either was written."""
    return _fits(_Reading(_one_line(typed)), _Reading(name))


def nearly(typed: str, name: str) -> bool:
    """Whether it is this name in another spelling, or with one slip of the finger."""
    return _nearly(_Reading(typed), _Reading(name))


def alike(one: str, other: str) -> bool:
    """Whether two first names may be one person's: the same but for accents, case, order and letters."""
    first, second = _Reading(one), _Reading(other)
    if first.latin == second.latin or sorted(first.words) == sorted(second.words) != []:
        return True
    if first.is_arabic or second.is_arabic:
        return first.is_arabic != second.is_arabic and "".join(first.bones) == "".join(second.bones) != ""
    if (first.is_cyrillic or second.is_cyrillic) and first.heard == second.heard != "":
        return True
    return len(first.words) == len(second.words) != 0 and all(map(_one_spelling, first.words, second.words))


def _fits(asked: _Reading, own: _Reading) -> bool:
    if asked.folded in own.folded or (asked.latin and asked.latin in own.latin):
        return True
    if _each_in_turn(asked, own, lambda typed, word: word.startswith(typed)):
        return True
    if _starts_at_a_word("".join(asked.words), own.words):
        return True
    if own.is_arabic:
        return _sounds_like(asked, own)
    return (asked.is_cyrillic or own.is_cyrillic) and bool(asked.heard) and asked.heard in own.heard


def _nearly(asked: _Reading, own: _Reading) -> bool:
    return own.latin.isascii() and _each_in_turn(asked, own, _is_close)


def _each_in_turn(asked: _Reading, own: _Reading, meets: Callable[[str, str], bool]) -> bool:
    """Every typed word meets another word of the name; the longest chooses first."""
    left = list(own.words)
    for typed in sorted(asked.words, key=len, reverse=True):
        met = next((word for word in left if meets(typed, word)), None)
        if met is None:
            return False
        left.remove(met)
    return bool(asked.words)


def _starts_at_a_word(joined: str, words: list[str]) -> bool:
    """Annemarie, Anne-Marie and Anne Marie are one name."""
    return joined != "" and any("".join(words[at:]).startswith(joined) for at in range(len(words)))


def _is_close(typed: str, word: str) -> bool:
    """Its beginning, the same in another spelling; or, in a name that is long enough, with one slip."""
    if not typed.isascii():
        return False
    if word.startswith(typed) or _one_spelling(typed, word):
        return True
    if len(word) < LONG or len(typed) < LONG - 1:
        return False
    if _one_slip(typed, word):
        return True
    heard, own = letters.spelled(typed), letters.spelled(word)
    if min(len(heard), len(own)) >= LONG and _one_slip(heard, own):
        return True
    skeleton = letters.skeleton(own)
    return len(skeleton.replace("a", "")) >= CONSONANTS and letters.skeleton(heard) == skeleton


def _one_spelling(one: str, other: str) -> bool:
    if one == other or not (one + other).isascii():
        return one == other
    return min(len(one), len(other)) >= LONG - 1 and letters.spelled(one) == letters.spelled(other)


def _one_slip(one: str, other: str) -> bool:
    """One letter wrong, missing or too many, or two next to each other swapped."""
    short, long = sorted((one, other), key=len)
    same = next((at for at, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    short, long = short[same:], long[same:]
    if len(short) < len(long):
        return short == long[1:]
    return short[1:] == long[1:] or (short[:2] == long[1::-1] and short[2:] == long[2:])


def _sounds_like(asked: _Reading, own: _Reading) -> bool:
    """Latin letters beside an Arabic name: consonants from the start of a word; a single one is the whole name."""
    bones = "".join(map(letters.bones, asked.words))
    if not asked.latin.isascii() or not bones:
        return False
    return bones in own.bones if len(bones) == 1 else _starts_at_a_word(bones, own.bones)
