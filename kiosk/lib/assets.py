"""Static files under one hashed, everlasting address, compressed once."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

KEEP_OUT = (".stamp",)
EXTENSION = "kiosk-static"
TWINS = (".br", ".gz")


@dataclass(frozen=True)
class Tree:
    """The folder that is served, and the address that it has in this version."""

    root: Path
    address: str

    def of(self, name: str) -> str:
        return f"{self.address}/{name}"

    def matching(self, *patterns: str) -> list[str]:
        """The addresses of the files that match any of these patterns; compressed twins have none of their own."""
        found = {path for pattern in patterns for path in self.root.glob(pattern) if path.suffix not in TWINS}
        return [self.of(path.relative_to(self.root).as_posix()) for path in sorted(found)]


def tree() -> Tree:
    found: Tree = current_app.extensions[EXTENSION]
    return found


def tree_hash(folder: Path) -> str:
    """Changes when any file does. In the path, so that modules find each other by relative address."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in KEEP_OUT:
            digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def init_app(app: Flask, source: Path, instance: Path) -> None:
    """Serves the compressed files when `compress` made them, else the sources."""
    version = tree_hash(source)
    made = instance / "static" / version
    files = Tree(made if made.is_dir() else source, f"/static/{version}")
    app.extensions[EXTENSION] = files
    app.add_template_global(files.of, "asset")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(files.root),
        prefix=files.address,
        max_age=31536000,
        immutable_file_test=lambda path, url: True,
        add_headers_function=_headers,
    )


def compress(source: Path, instance: Path) -> None:
    """Writes the files with their brotli and gzip twins to the instance folder; old versions go."""
    made = instance / "static" / tree_hash(source)
    if made.is_dir():
        return
    shutil.rmtree(made.parent, ignore_errors=True)
    fresh = made.with_name(made.name + ".new")
    shutil.copytree(source, fresh, ignore=shutil.ignore_patterns(*KEEP_OUT))
    for path in sorted((fresh / "css").glob("*.css")):
        path.write_text(_with_imports(path))
    compressor = Compressor(quiet=True)
    for path in [path for path in fresh.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            list(compressor.compress(str(path)))
    fresh.rename(made)


def _with_imports(sheet: Path) -> str:
    """The style sheet with what it imports put in place: one request instead of many."""

    def put_in(match: re.Match[str]) -> str:
        imported = (sheet.parent / match[1]).resolve()
        text = _with_imports(imported)
        up = "../" * (len(sheet.parent.resolve().parts) - len(imported.parent.parent.parts))
        return re.sub(r'url\("?(?!data:|/|\.\.)([^")]+)"?\)', rf'url("{up}{imported.parent.name}/\1")', text)

    return re.sub(r'@import url\("([^"]+)"\);', put_in, sheet.read_text())


def _headers(headers: object, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index]
