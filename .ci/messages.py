"""Gathers the English words from code and templates, and updates and compiles every catalogue."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "kiosk/translations"
EXTRACT = ("extract", "-k", "lazy_gettext", "-k", "_l", "--no-location", "--sort-output", "--project=buurtkiosk")
UPDATE = ("update", "--no-fuzzy-matching", "--ignore-obsolete", "--no-wrap")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        template = str(Path(folder) / "messages.pot")
        babel(
            *EXTRACT, "-F", str(FOLDER / "mapping.toml"), "--msgid-bugs-address=", "-o", template, "kiosk", "templates"
        )
        babel(*UPDATE, "-i", template, "-d", str(FOLDER))
    babel("compile", "-d", str(FOLDER))


def babel(*arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("pybabel")), "-q", *arguments]
    subprocess.run(command, check=True, cwd=FOLDER.parent.parent)


if __name__ == "__main__":
    main()
