"""Writes requirements.lock and requirements-test.lock: exact versions of everything, and no addresses.

Run it with the oldest Python that we support (make lock PYTHON=python3.11): what it takes runs on newer ones too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime = project["dependencies"]
    write("requirements.lock", runtime)
    write("requirements-test.lock", [*runtime, *project["optional-dependencies"]["test"]])


def write(name: str, wanted: list[str]) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    answer = subprocess.run([*command, *wanted], check=True, stdout=subprocess.PIPE)
    chosen = [each["metadata"] for each in json.loads(answer.stdout)["install"]]
    lines = sorted(
        f"{each['name'].lower().replace('_', '-').replace('.', '-')}=={each['version']}\n" for each in chosen
    )
    (ROOT / name).write_text("".join(lines))


if __name__ == "__main__":
    main()
