"""The words on screen: complete in every language, and in Dutch that everybody can read."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from kiosk.lib.i18n import LANGUAGES
from tests.house.places import KIOSK, ROOT

TRANSLATED = [code for code in LANGUAGES if code != "en"]
"""The catalogues that must be complete. English is the language of the message ids."""

FOLDER = KIOSK / "translations"
LONGEST_SENTENCE = 15
EXTRACT = ("extract", "-k", "lazy_gettext", "-k", "_l", "--no-location")

DENIED = {
    "derhalve": "daarom",
    "dient": "moet",
    "dienen": "moeten",
    "tijdig": "op tijd",
    "indien": "als",
    "inlichten": "vertellen",
    "sanctie": "straf",
    "echter": "maar",
    "zienswijze": "mening",
    "ten behoeve van": "voor",
    "implementeren": "invoeren",
    "participatie": "meedenken",
    "terugkoppeling": "wat we met uw tip deden",
    "initiatiefnemer": "wie het bedacht",
    "toestemming verlenen": "ja zeggen",
    "gegevensverwerking": "uw gegevens gebruiken",
    "oeps": "wat er is en wat te doen",
    "ongeldig": "wat er niet klopt en hoe het wel moet",
    "verplicht veld": "vul in ...",
    "a.u.b.": "graag",
    "i.v.m.": "door",
    "o.a.": "zoals",
    "t/m": "tot en met",
}
"""What people do not say, and what they do say (standards B5, B12, F6)."""

HEADER_LEFTOVERS = ("FIRST AUTHOR", "EMAIL@ADDRESS", "PROJECT VERSION", "ORGANIZATION", "FULL NAME")


@cache
def catalogue(code: str) -> Catalog:
    with (FOLDER / code / "LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale=code)


@pytest.fixture(scope="module")
def in_code(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The message ids that code and templates use now."""
    target = tmp_path_factory.mktemp("words") / "messages.pot"
    pybabel = Path(sys.executable).with_name("pybabel")
    command = [pybabel, "-q", *EXTRACT, "-F", FOLDER / "mapping.toml", "-o", target, "kiosk", "templates"]
    subprocess.run(command, cwd=ROOT, check=True)
    with target.open("rb") as file:
        return {_id(each) for each in read_po(file) if each.id}


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def dutch() -> Iterator[tuple[str, str]]:
    """Each message id with each of its Dutch texts."""
    for message in catalogue("nl"):
        if message.id:
            yield from ((_id(message), text) for text in texts(message))


def wrong_dutch(rule: Callable[[str], object]) -> list[str]:
    return [text for _, text in dutch() if rule(text)]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_is_complete(code: str, in_code: set[str]) -> None:
    done = {_id(each) for each in catalogue(code) if each.id and all(texts(each)) and not each.fuzzy}

    assert not (missing := sorted(in_code - done)), f"translate into {code} (make messages, then edit): {missing}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_keeps_nothing_old(code: str, in_code: set[str]) -> None:
    old = sorted({_id(each) for each in catalogue(code) if each.id} - in_code)

    assert not old and not catalogue(code).obsolete, f"{code}: no longer used, run make messages: {old}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_keeps_the_placeholders(code: str) -> None:
    drifted = [_id(each) for each in catalogue(code) if each.id and not _same_placeholders(each)]

    assert not drifted, f"{code}: use the same %(names)s as the English: {drifted}"


def _same_placeholders(message: Message) -> bool:
    ours = placeholders(message.id if isinstance(message.id, str) else message.id[-1])
    singular = ours if isinstance(message.id, str) else ours | placeholders(message.id[0])
    return all(
        placeholders(text) <= singular and (ours <= placeholders(text) or _is_one(message, text))
        for text in texts(message)
        if text
    )


def _is_one(message: Message, text: str) -> bool:
    """A form for one or two may say the number in a word."""
    return not isinstance(message.id, str) and placeholders(text) >= placeholders(message.id[-1]) - {
        "%(num)s",
        "%(n)s",
        "%(count)s",
    }


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_header_is_filled_in(code: str) -> None:
    header = (FOLDER / code / "LC_MESSAGES/messages.po").read_text().split('\nmsgid "', 2)[0:2]

    left = [words for words in HEADER_LEFTOVERS if words in "".join(header)]

    assert not left, f"{code}: fill in the header of the catalogue: {left}"


def test_a_dutch_sentence_has_at_most_fifteen_words() -> None:
    long = [each for _, text in dutch() for each in sentences(text) if len(each.split()) > LONGEST_SENTENCE]

    assert not long, f"make two sentences of each (standards B1): {long}"


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?:])\s+|\n", text)


def test_a_dutch_sentence_has_ten_words_on_average() -> None:
    whole = [each for _, text in dutch() for each in sentences(text) if re.search(r"[.!?]$", each)]

    assert sum(len(each.split()) for each in whole) / max(1, len(whole)) <= 10


@pytest.mark.parametrize(("word", "better"), DENIED.items())
def test_dutch_uses_words_that_people_use(word: str, better: str) -> None:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.I)

    assert not (found := wrong_dutch(pattern.search)), f'write "{better}" in: {found}'


def test_dutch_says_u_everywhere() -> None:
    informal = wrong_dutch(re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.I).search)

    assert not informal, f"say u and uw: {informal}"


def test_dutch_writes_times_with_a_dot_and_uur() -> None:
    assert not (found := wrong_dutch(re.compile(r"\b\d{1,2}:\d\d\b|\b\d{1,2}u\b").search)), (
        f'write "14.00 uur": {found}'
    )


def test_dutch_says_no_percentages() -> None:
    assert not (found := wrong_dutch(re.compile(r"\d\s?%(?!\()").search)), f"say it in numbers of people: {found}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_header_and_the_organiser_hear_the_same_of_who_read_it(code: str) -> None:
    header = (FOLDER / code / "LC_MESSAGES/messages.po").read_text().split("msgid", 1)[0]

    assert ("Not yet read by a speaker" in header) is not LANGUAGES[code].is_read
