"""The sizes of the design: small enough to read in one sitting."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.house.places import KIOSK, TEMPLATES, TESTS, python_files, shown

CODE, TEST_CODE = python_files(KIOSK), python_files(TESTS)
TREES = {path: ast.parse(path.read_text()) for path in [*CODE, *TEST_CODE]}
Function = ast.FunctionDef | ast.AsyncFunctionDef
Rule = Callable[[Path], Iterable[object]]

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_ROUTE, LONGEST_TEMPLATE, LONGEST_TEST = 300, 40, 30, 160, 30
MOST_PARAMETERS = 5
GETTEXT = ("_", "gettext", "lazy_gettext", "ngettext")


def broken(files: Iterable[Path], rule: Rule) -> dict[str, list[object]]:
    """The files that break the rule, with what the rule found there."""
    return {shown(path): found for path in files if (found := list(rule(path)))}


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(TREES[path]) if isinstance(node, Function)]


def length(node: Function) -> int:
    """The lines of the body: a decorator and a long signature are no burden."""
    return (node.end_lineno or node.lineno) - node.body[0].lineno + 1


def is_route(node: Function) -> bool:
    return any(
        part in each for each in map(ast.unparse, node.decorator_list) for part in (".get(", ".post(", ".route(")
    )


def too_long(path: Path, most: int) -> list[object]:
    lines = len(path.read_text().splitlines())
    return [f"{lines} lines"] if lines > most else []


def test_a_python_file_can_be_read_in_one_sitting() -> None:
    wrong = broken(TREES, lambda path: too_long(path, LONGEST_FILE))

    assert not wrong, f"{wrong}: split it by topic"


def test_functions_and_routes_are_short() -> None:
    def rule(path: Path) -> list[object]:
        return [f"{each.name}: {length(each)}" for each in functions(path) if length(each) > _most(each)]

    wrong = broken(CODE, rule)

    assert not wrong, f"{wrong}: take a step out and name it; a route reads, acts and answers"


def _most(node: Function) -> int:
    return LONGEST_ROUTE if is_route(node) else LONGEST_FUNCTION


def test_a_function_takes_few_parameters() -> None:
    wrong = broken(CODE, lambda path: [each.name for each in functions(path) if parameters(each) > MOST_PARAMETERS])

    assert not wrong, f"{wrong}: put what belongs together in a dataclass"


def parameters(node: Function) -> int:
    given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([each for each in given if each.arg not in ("self", "cls")])


def test_a_test_is_short() -> None:
    def rule(path: Path) -> list[object]:
        tests = [each for each in functions(path) if each.name.startswith("test_")]
        return [f"{each.name}: {length(each)}" for each in tests if length(each) > LONGEST_TEST]

    wrong = broken(TEST_CODE, rule)

    assert not wrong, f"{wrong}: one behaviour each; arrange in a fixture"


def test_a_template_is_short() -> None:
    wrong = broken(sorted(TEMPLATES.rglob("*.html")), lambda path: too_long(path, LONGEST_TEMPLATE))

    assert not wrong, f"{wrong}: take a part out into _part.html"


def test_a_file_says_what_question_it_answers() -> None:
    wrong = broken(CODE, lambda path: [] if ast.get_docstring(TREES[path]) else ["no docstring"])

    assert not wrong, f"{list(wrong)}: start it with one sentence"


def test_nothing_is_imported_inside_a_function() -> None:
    def rule(path: Path) -> list[object]:
        return [each.name for each in functions(path) if any(map(_imports, ast.walk(each)))]

    wrong = broken(CODE, rule)

    assert not wrong, f"{wrong}: import at the top; a cycle means that something lives on the wrong floor"


def _imports(node: ast.AST) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def test_no_exception_is_swallowed() -> None:
    wrong = broken(CODE, lambda path: [node.lineno for node in ast.walk(TREES[path]) if _swallows(node)])

    assert not wrong, f"{wrong}: say what happens then"


def _swallows(node: ast.AST) -> bool:
    return isinstance(node, ast.ExceptHandler) and all(isinstance(each, ast.Pass) for each in node.body)


def test_no_sentence_is_built_inside_gettext() -> None:
    wrong = broken(CODE, lambda path: [node.lineno for node in ast.walk(TREES[path]) if _builds_words(node)])

    assert not wrong, f"{wrong}: a whole sentence with %(name)s in it, so that it can be translated"


def _builds_words(node: ast.AST) -> bool:
    is_gettext = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT
    return is_gettext and bool(node.args) and not isinstance(node.args[0], ast.Constant)  # type: ignore[attr-defined]


def test_no_todo_is_left() -> None:
    wrong = broken(CODE, lambda path: [word for word in ("TODO", "FIXME", "XXX") if word in path.read_text()])

    assert not wrong, f"{wrong}: do it, or make an issue of it"
