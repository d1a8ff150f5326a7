"""Settings, routes and papers agree with the code."""

from __future__ import annotations

import re

from flask import Flask

from kiosk.access.rules import ACCESS, ANYONE, DEVICE, PURPOSES, ROLES
from kiosk.lib.settings import TABLE
from tests.house.places import KIOSK, ROOT, python_files


def test_every_setting_is_in_the_papers() -> None:
    rows = re.findall(r"^\| `(KIOSK_\w+)` \| (.*?) \| (.*?) \|$", (ROOT / "docs/settings.md").read_text(), re.M)

    ours = [(each.name, f"`{each.default}`" if each.default else "", each.meaning) for each in TABLE]

    assert rows == ours, "write the same rows in docs/settings.md as in kiosk/lib/settings.py"


def test_no_setting_is_read_elsewhere() -> None:
    readers = [path.name for path in python_files(KIOSK) if "os.environ" in path.read_text()]

    assert sorted(readers) == ["settings.py", "settings.py"], "read settings in kiosk/lib/settings.py and pass them on"


def test_every_route_has_its_line_in_the_access_table(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert routes - ACCESS.keys() == set(), "say in kiosk/access/rules.py who may come here; no line, no way in"
    assert ACCESS.keys() - routes == set(), "this route is gone: take its line out of kiosk/access/rules.py"


def test_every_line_says_who() -> None:
    for endpoint, line in ACCESS.items():
        single = line in (ANYONE, DEVICE, *PURPOSES)
        known = single if isinstance(line, str) else line <= set(ROLES) or line <= set(PURPOSES)
        assert known, f"{endpoint}: use ANYONE, DEVICE, a purpose of a device or a set of them, or a set of roles"
