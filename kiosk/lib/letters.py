"""What the letters of a name become, so that two ways of writing it meet: accents, alphabets and sounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LATIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ß": "ss", "ς": "σ"}
    | dict(zip("ةىیک", "هييك", strict=True))
    | {"ـ": ""}
)
"""One letter for what is written in two ways; in Arabic a last h, a last i, a k, and the stroke that only stretches."""
_ACCENT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_CYRILLIC = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфыэ", "abvhgdezyiklmnoprstufye", strict=True))
    | {"є": "ye", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ъ": ""}
    | {"ю": "yu", "я": "ya", "ђ": "d", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ў": "u"}
)
"""Letters such as й and ї stand without their signs by now."""
_ONE_SOUND = ((re.compile("kh|g"), "h"), (re.compile("[jy]"), "i"), (re.compile("w"), "v"))
"""Olha is Olga, Yuliia is Julia: Ukrainian and Russian readings of one letter."""
_ARABIC = str.maketrans(
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپچژگ", "bttghkddrzsssdtzgfkklmnhbszg", strict=True)) | dict.fromkeys("اوءعي", "")
)
_CONSONANTS = (
    (re.compile("[sc]h"), "s"),
    (re.compile("dj|gh|j"), "g"),
    (re.compile("[kc]h?|q"), "k"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
)
_SOFT = str.maketrans({"p": "b", "v": "f", **dict.fromkeys("aeiouwy", "")})
_TWICE = re.compile(r"(.)\1+")
_SPELLINGS = (
    (re.compile("sch|[cs]h|z"), "s"),
    (re.compile("dj|[jy]"), "i"),
    (re.compile("kh|ck|[cq]"), "k"),
    (re.compile("ph"), "f"),
    (re.compile("([dgt])h"), r"\1"),
    (re.compile("ou|oe"), "u"),
    (re.compile("w"), "v"),
    (re.compile("x"), "ks"),
    (re.compile("h$"), ""),
)
"""Rachid and Rashid, Djamila and Jamila, Cees and Kees, Thijs and Tijs, Sarah and Sara: one name in two spellings."""
_IS_ARABIC = re.compile("[\u0600-\u06ff]")
_VOWELS = re.compile("[aeiou]+")


def folded(name: str) -> str:
    """For comparing: no accents, no case. "Çelik" and "celik" meet, and so do "Łukasz" and "lukasz"."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LATIN))
    return _ACCENT.sub("", apart).translate(_LATIN)


def latin(name: str) -> str:
    """Folded, with Cyrillic letters as Latin ones: "Олена" is "olena"."""
    return folded(name).translate(_CYRILLIC)


def is_arabic(name: str) -> bool:
    return _IS_ARABIC.search(name) is not None


def heard(name: str) -> str:
    """A Cyrillic name in Latin letters, however its letters are read."""
    return _told(name, _ONE_SOUND)


def bones(word: str) -> str:
    """A word's consonants, each once in a row, without the h that many write after a last vowel."""
    return _told(word, _CONSONANTS, _SOFT).removesuffix("h")


def arabic_bones(word: str) -> str:
    """The same of a word in Arabic letters."""
    return bones(word.translate(_ARABIC))


@lru_cache(maxsize=4096)
def spelled(word: str) -> str:
    """A word as it sounds in Latin letters."""
    return _told(word, _SPELLINGS)


def skeleton(sound: str) -> str:
    """A sound with one mark wherever vowels stand."""
    return _VOWELS.sub("a", sound)


def _told(word: str, rules: Iterable[tuple[re.Pattern[str], str]], soft: dict[int, str] | None = None) -> str:
    for letters, sound in rules:
        word = letters.sub(sound, word)
    return _TWICE.sub(r"\1", word.translate(soft or {}))
