"""What this printer did, on its own disk: so that a job is never printed twice, whatever stops when."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class AgentRunsAlready(Exception):
    """Another agent works from this folder."""


@dataclass(frozen=True)
class Ending:
    """How a job ended, for the server to hear."""

    job: str
    outcome: str
    trouble: str = ""


class Journal:
    """A line for each step, on the disk before the next step is taken. Raises AgentRunsAlready."""

    def __init__(self, folder: Path) -> None:
        self._lock = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._lock)
            raise AgentRunsAlready from None
        self._path = folder / "journal"
        self._endings = _read(self._path)
        self._file = self._fresh(folder)

    def begun(self, job: str) -> None:
        """From here on bytes leave for the printer. Without an ending, nobody knows whether it came out."""
        self._write(Ending(job, "unsure"))

    def ended(self, ending: Ending) -> None:
        self._write(ending)

    def told(self, job: str) -> None:
        """The server has noted it: it hands the job out no more, or may hand it out again."""
        self._write(Ending(job, ""))

    def untold(self) -> list[Ending]:
        """What the server has not heard of yet, the oldest first."""
        return list(self._endings.values())

    def close(self) -> None:
        os.close(self._file)
        os.close(self._lock)

    def _write(self, ending: Ending) -> None:
        os.write(self._file, _line(ending))
        os.fsync(self._file)
        _note(self._endings, ending)

    def _fresh(self, folder: Path) -> int:
        """Starts a new file with what still matters, so that the journal stays short and has no torn line."""
        new = self._path.with_suffix(".new")
        file = os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_APPEND, 0o600)
        os.write(file, b"".join(map(_line, self._endings.values())))
        os.fsync(file)
        new.replace(self._path)
        place = os.open(folder, os.O_RDONLY)
        os.fsync(place)
        os.close(place)
        return file


def _line(ending: Ending) -> bytes:
    return json.dumps([ending.job, ending.outcome, ending.trouble]).encode() + b"\n"


def _note(endings: dict[str, Ending], ending: Ending) -> None:
    if ending.outcome:
        endings[ending.job] = ending
    else:
        endings.pop(ending.job, None)


def _read(path: Path) -> dict[str, Ending]:
    endings: dict[str, Ending] = {}
    for line in path.read_text(errors="replace").splitlines() if path.exists() else ():
        words = _words(line)
        if words is not None:
            _note(endings, Ending(*words))
    return endings


def _words(line: str) -> list[str] | None:
    """Nothing for the line at which the power went: what it would have said had not begun."""
    try:
        words: Any = json.loads(line)
    except ValueError:
        return None
    is_whole = isinstance(words, list) and len(words) == 3 and all(isinstance(each, str) for each in words)
    return words if is_whole else None
