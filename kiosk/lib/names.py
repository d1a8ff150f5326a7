"""Showing first names, and finding them however they are written.

A host types Latin letters, while a guest may have written Łukasz, Олена or فاطمة. `folded` takes accents and case
away. `fits` also reads Cyrillic letters as Latin ones. Arabic leaves short vowels out, so there only consonants meet.
"""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 60

_LATIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ß": "ss"}
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
    dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهپچژکگ", "bttghkddrzsssdtzgfkklmnhbszkg", strict=True))
    | dict.fromkeys("اىيئوؤءعةیآأإ", "")
)
_IS_ARABIC = re.compile("[\u0600-\u06ff]")
_SPELLINGS = (
    (re.compile("[sc]h"), "s"),
    (re.compile("dj|gh|j"), "g"),
    (re.compile("[kc]h?|q"), "k"),
    (re.compile("th"), "t"),
    (re.compile("dh"), "d"),
)
_SOFT = str.maketrans({"p": "b", "v": "f", **dict.fromkeys("aeiouwy", "")})
_TWICE = re.compile(r"(.)\1+")


def tidy(name: str | None, longest: int = MAX_NAME) -> str | None:
    """One line without control signs and outer spaces; nothing left means no name."""
    if not name:
        return None
    kept = "".join(sign for sign in " ".join(name.split()) if unicodedata.category(sign)[0] != "C")
    return kept.strip()[:longest] or None


def folded(name: str) -> str:
    """For comparing: no accents, no case. "Çelik" and "celik" meet, and so do "Łukasz" and "lukasz"."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_LATIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_LATIN)


def latin(name: str) -> str:
    """Folded, with Cyrillic letters as Latin ones: "Олена" is "olena"."""
    return folded(name).translate(_CYRILLIC)


def fits(typed: str, name: str) -> bool:
    """Whether what a host types is a part of this name, in whatever letters either was written."""
    asked, own = latin(typed), latin(name)
    if folded(typed) in folded(name) or (asked and asked in own):
        return True
    if _IS_ARABIC.search(own):
        return _sounds_like(asked, own)
    is_cyrillic = (asked, own) != (folded(typed), folded(name))
    heard = _heard(asked)
    return is_cyrillic and bool(heard) and heard in _heard(own)


def alike(one: str, other: str) -> bool:
    """Whether two first names may be one person's: the same but for accents, case and letters."""
    if folded(one) == folded(other) or latin(one) == latin(other):
        return True
    scripts = [bool(_IS_ARABIC.search(each)) for each in (one, other)]
    if any(scripts):
        return not all(scripts) and _all_bones(one) == _all_bones(other) != ""
    is_cyrillic = (latin(one), latin(other)) != (folded(one), folded(other))
    return is_cyrillic and _heard(latin(one)) == _heard(latin(other))


def _all_bones(name: str) -> str:
    return "".join(_bones(word.translate(_ARABIC)) for word in latin(name).split())


def _heard(name: str) -> str:
    for letters, sound in _ONE_SOUND:
        name = letters.sub(sound, name)
    return _TWICE.sub(r"\1", name)


def _sounds_like(asked: str, own: str) -> bool:
    """Latin letters beside an Arabic name: consonants from the start of a word; a single one is the whole name."""
    bones = "".join(_bones(word) for word in asked.split())
    if not asked.isascii() or not bones:
        return False
    words = [_bones(word.translate(_ARABIC)) for word in own.split()]
    if len(bones) == 1:
        return bones in words
    return any("".join(words[at:]).startswith(bones) for at in range(len(words)))


def _bones(word: str) -> str:
    """A word's consonants, each once in a row, without the h that many write after a last vowel."""
    for letters, sound in _SPELLINGS:
        word = letters.sub(sound, word)
    return _TWICE.sub(r"\1", word.translate(_SOFT)).removesuffix("h")
