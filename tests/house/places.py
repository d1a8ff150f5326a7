"""Where the files of the house are."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
KIOSK, TEMPLATES, TESTS = ROOT / "kiosk", ROOT / "templates", ROOT / "tests"


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def python_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def tracked() -> list[Path]:
    """Every file that git keeps or is about to keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if (ROOT / name).is_file()]
