"""What every printer can do for us, and the three ways in which it can go wrong."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class PrinterHasTrouble(Exception):
    """Nothing came out, and later it can: away, without paper, open. The word is one that the server knows."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class CannotBePrinted(Exception):
    """This one never comes out; the next one may."""


class NobodyKnows(Exception):
    """It went wrong halfway: perhaps something came out."""


@dataclass(frozen=True)
class Sheet:
    """One job: what to print, and how often."""

    job: str
    pdf: bytes
    copies: int = 1


Begin = Callable[[], None]
"""Called right before the first byte leaves for the printer: from there on nobody prints the job a second time."""


class Printer(Protocol):
    def print(self, sheet: Sheet, begin: Begin) -> None:
        """Raises PrinterHasTrouble, CannotBePrinted or NobodyKnows."""


class FolderPrinter:
    """For rehearsals: each job becomes a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def print(self, sheet: Sheet, begin: Begin) -> None:
        if not self.folder.is_dir():
            raise PrinterHasTrouble("away")
        begin()
        for copy in range(1, sheet.copies + 1):
            (self.folder / f"{sheet.job}{f'-{copy}' if copy > 1 else ''}.pdf").write_bytes(sheet.pdf)


ALERTS = {"media-empty": "no_paper", "media-needed": "no_paper", "cover-open": "cover_open", "offline": "away"}
"""What `lpstat` says of a printer, as words that the server knows."""

SECONDS = 20


class QueuePrinter:
    """Any printer that the computer itself knows, through `lp` of CUPS. Its own queue sees to the rest."""

    def __init__(self, name: str, media: str = "", scratch: Path = Path()) -> None:
        self.name, self.media, self.scratch = name, media, scratch

    def print(self, sheet: Sheet, begin: Begin) -> None:
        self._look()
        file = self.scratch / f"{sheet.job}.pdf"
        file.write_bytes(sheet.pdf)
        media = ["-o", f"media={self.media}"] if self.media else []
        try:
            begin()
            status, _ = _run("lp", "-d", self.name, "-n", str(sheet.copies), *media, "-o", "fit-to-page", str(file))
        except subprocess.TimeoutExpired:
            raise NobodyKnows from None
        finally:
            file.unlink()
        if status:
            raise PrinterHasTrouble("stopped")

    def _look(self) -> None:
        try:
            status, said = _run("lpstat", "-l", "-p", self.name)
        except subprocess.TimeoutExpired:
            raise PrinterHasTrouble("away") from None
        if status or " disabled " in said:
            raise PrinterHasTrouble("stopped" if said else "away")
        for alert, word in ALERTS.items():
            if f"{alert}-error" in said or f"{alert}-report" in said:
                raise PrinterHasTrouble(word)


def _run(command: str, *arguments: str) -> tuple[int, str]:
    """The exit status and what was said, in English whatever the computer speaks."""
    path = shutil.which(command)
    if path is None:
        raise PrinterHasTrouble("away")
    words = [shutil.which("env") or "env", "LC_ALL=C", path, *arguments]
    ran = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS)  # noqa: S603 - our own words
    return ran.returncode, ran.stdout
