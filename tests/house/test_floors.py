"""Imports go down only, and neighbours do not talk: the contracts of pyproject.toml hold."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.places import ROOT


def test_the_floors_and_rooms_stand() -> None:
    command = Path(sys.executable).with_name("lint-imports")

    ran = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    assert ran.returncode == 0, f"{ran.stdout}\nMove what both need one floor down; see docs/architecture.md."


def test_every_room_stands_in_the_contract() -> None:
    rooms = {path.parent.name for path in (ROOT / "kiosk").glob("*/__init__.py")} - {"lib", "cli"}

    missing = [name for name in rooms if f'"kiosk.{name}",' not in (ROOT / "pyproject.toml").read_text()]

    assert not missing, f"add kiosk.{missing} to the containers of the rooms contract in pyproject.toml"


def test_the_tool_is_there() -> None:
    assert shutil.which("lint-imports", path=str(Path(sys.executable).parent)), "run make test, which installs it"
