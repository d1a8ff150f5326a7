"""What git keeps: no addresses of this machine, no registry, nothing stale, every file with its licence."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.house.places import ROOT, shown, tracked

FORBIDDEN = [
    re.compile(pattern)
    for pattern in (
        r"(?<![\w.])/(?:" + r"work|root|home/\w+|opt/pypi\w*)/",
        r"registry\.npm" + r"js\.org|pypi" + r"\.org|python" + r"hosted\.org",
    )
]
PAPERS = (
    "README.md", "CONTRIBUTING.md", "GOVERNANCE.md", "SECURITY.md", "CHANGELOG.md", "publiccode.yml", "REUSE.toml",
    "LICENSES/EUPL-1.2.txt", "docs/architecture.md", "docs/dependencies.md", "docs/standards.md", "docs/settings.md",
)  # fmt: skip


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", each, maxsplit=1)[0].lower().replace("_", "-") for each in requirements}


def project() -> dict[str, object]:
    read: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return read


def test_no_address_of_a_machine_or_registry_is_kept() -> None:
    for path in tracked():
        if path.suffix in (".png", ".woff2", ".mo", ".ico"):
            continue
        text = path.read_text(errors="replace")
        found = [match[0] for pattern in FORBIDDEN if (match := pattern.search(text))]
        assert not found, f"{shown(path)} names {found}: take it out"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_file_pins_versions_and_no_addresses(name: str) -> None:
    for line in (ROOT / name).read_text().splitlines():
        assert re.fullmatch(r"[\w.-]+==[\w.+!-]+", line), f"{line}: run make lock"


def test_the_lock_files_hold_what_the_project_asks_for() -> None:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime, test = names(read["dependencies"]), names(read["optional-dependencies"]["test"])

    assert runtime <= names((ROOT / "requirements.lock").read_text().splitlines()), "run make lock"
    assert test <= names((ROOT / "requirements-test.lock").read_text().splitlines()), "run make lock"


def test_the_javascript_lock_file_names_no_registry() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert not [name for name, each in packages.items() if "resolved" in each], "keep .npmrc, and run npm install again"
    assert all("integrity" in each for name, each in packages.items() if name), "every package carries its hash"


def test_the_browser_parts_are_those_of_the_lock_file() -> None:
    stamp = ROOT / "static/vendor/.stamp"
    wanted = (ROOT / "package-lock.json").read_text() + (ROOT / "hatch_build.py").read_text()

    assert stamp.is_file() and stamp.read_text() == wanted, "run make run, or pip install -e ., to build them again"


@pytest.mark.parametrize("name", PAPERS)
def test_the_papers_of_public_code_are_here(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200, f"write {name}"


def test_every_file_has_its_licence() -> None:
    ran = subprocess.run(
        [Path(sys.executable).with_name("reuse"), "lint", "--lines"], cwd=ROOT, capture_output=True, text=True
    )

    assert ran.returncode == 0, f"{ran.stdout}\nAdd the file to REUSE.toml."


def test_every_dependency_says_what_it_is_for() -> None:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    used = names(read["dependencies"]) | names(read["optional-dependencies"]["test"])
    used |= set(json.loads((ROOT / "package.json").read_text())["dependencies"])
    rows = re.findall(
        r"^\| `([^`]+)` \| [^|]+ \| [^|]+ \| [^|]+ \|$", (ROOT / "docs/dependencies.md").read_text(), re.M
    )

    listed = {name for row in rows for name in used if row == name or (row.endswith("*") and name.startswith(row[:-1]))}

    assert used - listed == set(), "give each its line in docs/dependencies.md: what for, what instead, licence"


def test_publiccode_yml_holds_what_the_standard_asks_for() -> None:
    read = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    for path in (
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "legal.license",
        "maintenance.type", "maintenance.contacts", "localisation.localisationReady", "localisation.availableLanguages",
    ):  # fmt: skip
        assert _at(read, path) is not None, f"publiccode.yml misses {path}"
    for texts in read["description"].values():
        assert 1 <= len(texts["shortDescription"]) <= 150 and 150 <= len(texts["longDescription"]) <= 10000
        assert texts["features"]
    assert read["legal"]["license"] == project()["license"]


def _at(read: object, path: str) -> object:
    for name in path.split("."):
        read = read.get(name) if isinstance(read, dict) else None
    return read
