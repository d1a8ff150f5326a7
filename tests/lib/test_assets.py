"""Static files: one hashed address for the tree, compressed once."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest

from kiosk.arrival import routes as arrival
from kiosk.door import routes as door
from kiosk.lib import assets
from kiosk.lib.settings import resources
from kiosk.lib.shells import Shell
from tests.conftest import app_on


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    source = tmp_path / "source"
    (source / "css").mkdir(parents=True)
    (source / "img").mkdir()
    (source / "css/base.css").write_text('a{background:url("../img/a.svg")}' + "b{color:red}" * 50)
    (source / "css/site.css").write_text('@import url("base.css");\nmain{margin:0}')
    (source / "img/a.svg").write_text("<svg></svg>")
    return source


def made(tree: Path, instance: Path) -> Path:
    assets.compress(tree, instance)
    return instance / "static" / assets.tree_hash(tree)


def test_any_change_changes_the_address(tree: Path) -> None:
    before = assets.tree_hash(tree)

    (tree / "img/a.svg").write_text("<svg/>")

    assert assets.tree_hash(tree) != before


def test_the_build_stamp_changes_nothing(tree: Path) -> None:
    before = assets.tree_hash(tree)

    (tree / ".stamp").write_text("x")

    assert assets.tree_hash(tree) == before


def test_a_sheet_holds_what_it_imports(tree: Path, tmp_path: Path) -> None:
    text = (made(tree, tmp_path) / "css/site.css").read_text()

    assert "@import" not in text and 'url("../img/a.svg")' in text and "main{margin:0}" in text


def test_the_compressed_twin_says_the_same(tree: Path, tmp_path: Path) -> None:
    folder = made(tree, tmp_path)

    assert brotli.decompress((folder / "css/site.css.br").read_bytes()) == (folder / "css/site.css").read_bytes()


def test_an_older_version_makes_room(tree: Path, tmp_path: Path) -> None:
    old = made(tree, tmp_path)
    (tree / "img/a.svg").write_text("<svg/>")

    new = made(tree, tmp_path)

    assert new.is_dir() and not old.exists()


def test_a_second_start_compresses_nothing(tree: Path, tmp_path: Path) -> None:
    folder = made(tree, tmp_path)
    before = (folder / "css/site.css.br").stat().st_mtime_ns

    assert (made(tree, tmp_path) / "css/site.css.br").stat().st_mtime_ns == before


def test_a_file_is_named_once_and_not_by_its_twins(tree: Path, tmp_path: Path) -> None:
    files = assets.Tree(made(tree, tmp_path), "/static/1")

    assert files.matching("css/base.*", "img/*") == ["/static/1/css/base.css", "/static/1/img/a.svg"]


@pytest.mark.parametrize("shell", [door.SHELL, arrival.SHELL], ids=lambda shell: shell.name)
def test_every_file_that_a_worker_keeps_is_served(sqlite_url: str, tmp_path: Path, shell: Shell) -> None:
    assets.compress(resources() / "static", tmp_path)
    app = app_on(sqlite_url, tmp_path)
    with app.app_context():
        parts = assets.tree().matching(*shell.parts)

    assert len(parts) > 20
    assert [each for each in parts if app.test_client().get(each).status_code != 200] == []
