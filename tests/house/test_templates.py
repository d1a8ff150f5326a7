"""Pages, fragments, and words: what a template may and may not do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import jinja2
from bs4 import BeautifulSoup
from jinja2 import nodes

from tests.house.places import TEMPLATES, shown

FILES = sorted(TEMPLATES.rglob("*.html"))
FRAGMENTS = [path for path in FILES if path.name.startswith("_")]
LETTERS = "mail"
"""A letter is no page: it has no shell."""

NOT_HTML = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
ASIDE = re.compile(r"\{%-?\s*macro\b.*?endmacro\s*-?%\}|\{%-?\s*set \w+\s*-?%\}.*?endset\s*-?%\}|\{#.*?#\}", re.S)
TRANSLATES = {"_", "gettext", "ngettext", "lazy_gettext"}
NAMES = {"Buurtkiosk", "Atkinson Hyperlegible", "Noto Sans"}
"""What stays as it is in every language."""

Rule = Callable[[Path], Iterable[object]]


def broken(files: list[Path], rule: Rule) -> dict[str, list[object]]:
    """The files that break the rule, with what the rule found there."""
    return {shown(path): found for path in files if (found := list(rule(path)))}


def parsed(path: Path) -> nodes.Template:
    return jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(path.read_text())


def test_a_page_extends_exactly_one_shell() -> None:
    pages = [path for path in FILES if path not in FRAGMENTS and path.parent.name not in ("shells", LETTERS)]

    wrong = broken(
        [path for path in pages if not holds_macros_only(path)], lambda path: (shells(path) != 1 and ["!"]) or []
    )

    assert not wrong, f"{wrong}: a page extends one shell; a part of a page is named _name.html; else macros only"


def shells(path: Path) -> int:
    names = [
        each.template.value for each in parsed(path).find_all(nodes.Extends) if isinstance(each.template, nodes.Const)
    ]
    return len([name for name in names if name.startswith("shells/") or shells(TEMPLATES / name) == 1])


def holds_macros_only(path: Path) -> bool:
    return not NOT_HTML.sub("", ASIDE.sub("", path.read_text())).strip()


def test_a_fragment_never_extends() -> None:
    wrong = broken(FRAGMENTS, lambda path: parsed(path).find_all(nodes.Extends))

    assert not wrong, f"{list(wrong)}: drop the underscore from a page's name"


def test_a_fragments_root_carries_its_name() -> None:
    wrong = broken(FRAGMENTS, lambda path: [each for each in roots(path) if not is_named(each, path.stem[1:])])

    assert not wrong, f'{wrong}: give the only root of _name.html id="name", or id="name-5" when there are many'


def roots(path: Path) -> list[str | None]:
    soup = BeautifulSoup(NOT_HTML.sub("", ASIDE.sub("", path.read_text())), "html.parser")
    return [str(each.get("id")) for each in soup.find_all(recursive=False)] or [None]


def is_named(found: str | None, name: str) -> bool:
    return found is not None and (found == name or found.startswith(f"{name}-"))


def test_nothing_stands_in_line() -> None:
    wrong = broken(FILES, lambda path: IN_LINE.findall(path.read_text()))

    assert not wrong, f"{wrong}: move script to static/js and style to static/css; the policy of every page forbids it"


IN_LINE = re.compile(
    r"<script\b(?![^>]* src=)(?![^>]*application/ld\+json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=\"|\shx-on\b|=.?js:"
)


def test_nothing_a_person_typed_is_marked_safe() -> None:
    wrong = broken(
        FILES,
        lambda path: re.findall(r"(?<![A-Z]\])(?<!\w\])\s*\|\s*safe\b", ASIDE_CONSTANTS.sub("", path.read_text())),
    )

    assert not wrong, f"{list(wrong)}: let Jinja escape it; only a table of our own in CAPITALS may be marked safe"


ASIDE_CONSTANTS = re.compile(r"\b[A-Z_]+(\[[^\]]+\])+\s*\|\s*safe\b")


def test_no_field_has_a_placeholder() -> None:
    wrong = broken(FILES, lambda path: re.findall(r"\bplaceholder=", path.read_text()))

    assert not wrong, f"{list(wrong)}: use a label, and a hint below it (standards F3)"


def test_every_visible_word_can_be_translated() -> None:
    wrong = broken(FILES, lambda path: {*loose_text(path), *loose_strings(parsed(path))} - NAMES)

    assert not wrong, f"put these in _(): {wrong}"


def loose_text(path: Path) -> Iterator[str]:
    soup = BeautifulSoup(NOT_HTML.sub(" ", path.read_text()), "html.parser")
    for string in soup.find_all(string=True):
        in_code = string.parent is not None and string.parent.name in ("script", "style")
        if not in_code and type(string).__name__ == "NavigableString" and reads_like_words(str(string)):
            yield str(string).strip()
    for tag in soup.find_all(True):
        yield from (
            str(tag[name]) for name in ("aria-label", "alt", "title") if reads_like_words(str(tag.get(name, "")))
        )


def reads_like_words(text: str) -> bool:
    """Not an attribute or a class that a block puts into a tag of its shell."""
    bare = re.sub(r"\S+=\"[^\"]*\"|\S*-\S*", "", text)
    return bool(re.search(r"\b[A-Z][a-z]+|\b[a-z]+\s+[a-z]{2,}", bare))


def loose_strings(node: nodes.Node) -> Iterator[str]:
    """String constants that read like words on screen, outside a call of gettext."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATES:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and re.match(r"[A-Z][a-z]+ [a-z]+", node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from loose_strings(child)


def test_a_stylesheet_or_script_comes_from_us() -> None:
    wrong = broken(
        FILES,
        lambda path: re.findall(
            r"<(?:script|link|img|source|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//", path.read_text()
        ),
    )

    assert not wrong, f"{wrong}: put the file in static/ or, when it is a package, in package.json"
