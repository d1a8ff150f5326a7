"""Printers that the computer knows itself, through `lp` of CUPS; here a script that writes down what it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.printing.agent.printers import FolderPrinter, PrinterHasTrouble, QueuePrinter, Sheet

SHEET = Sheet("7f0c", b"%PDF-1.4 badge", copies=2)


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `lp`, which keeps its words and its file, and `lpstat`, which says what stands in `state`."""
    scripts = {
        "lp": f'echo "$@" >> {tmp_path}/asked; for last; do :; done; cat "$last" > {tmp_path}/sheet; '
        f"exit $(cat {tmp_path}/status)",
        "lpstat": f"cat {tmp_path}/state",
    }
    for name, script in scripts.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "state").write_text("printer Balie is idle.  enabled since today\n\tAlerts: none\n")
    (tmp_path / "status").write_text("0")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


def test_lp_gets_the_sheet_the_copies_and_the_paper(cups: Path) -> None:
    begun: list[str] = []
    (cups / "scratch").mkdir()

    QueuePrinter("Balie", "Custom.90x62mm", cups / "scratch").print(SHEET, lambda: begun.append("begun"))

    asked = (cups / "asked").read_text()
    assert asked.startswith("-d Balie -n 2 -o media=Custom.90x62mm -o fit-to-page ")
    assert (cups / "sheet").read_bytes() == SHEET.pdf and begun == ["begun"]
    assert list((cups / "scratch").iterdir()) == [], "a badge is not kept on the computer"


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("printer Balie disabled since today -\n\treason unknown\n", "stopped"),
        ("printer Balie is idle.\n\tAlerts: media-empty-error\n", "no_paper"),
        ("printer Balie is idle.\n\tAlerts: cover-open-report\n", "cover_open"),
        ("printer Balie is idle.\n\tAlerts: offline-report\n", "away"),
    ],
)
def test_a_printer_that_cannot_now_gets_nothing(cups: Path, state: str, word: str) -> None:
    (cups / "state").write_text(state)

    with pytest.raises(PrinterHasTrouble, match=word):
        QueuePrinter("Balie", scratch=cups).print(SHEET, lambda: pytest.fail("it began"))
    assert not (cups / "asked").exists()


def test_what_lp_refuses_goes_back(cups: Path) -> None:
    (cups / "status").write_text("1")

    with pytest.raises(PrinterHasTrouble, match="stopped"):
        QueuePrinter("Balie", scratch=cups).print(SHEET, lambda: None)


def test_a_computer_without_lp_is_a_printer_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PrinterHasTrouble, match="away"):
        QueuePrinter("Balie", scratch=tmp_path).print(SHEET, lambda: None)


def test_a_rehearsal_puts_files_in_a_folder(tmp_path: Path) -> None:
    FolderPrinter(tmp_path).print(SHEET, lambda: None)

    assert sorted(each.name for each in tmp_path.iterdir()) == ["7f0c-2.pdf", "7f0c.pdf"]
    with pytest.raises(PrinterHasTrouble, match="away"):
        FolderPrinter(tmp_path / "unplugged").print(SHEET, lambda: pytest.fail("it began"))
