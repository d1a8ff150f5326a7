"""Brother QL label printers: asked how they do before they get something, and after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from kiosk.printing.agent.lines import Line, connect
from kiosk.printing.agent.printers import Begin, NobodyKnows, PrinterHasTrouble, Sheet
from kiosk.printing.agent.raster import raster

HOW_ARE_YOU = bytes(200) + b"\x1b@\x1biS"
"""Forget what was half told, start afresh, and answer with your state."""

ANSWER, HEADER = 32, b"\x80\x20\x42"
DONE = 0x01
ANSWER_SECONDS, SHORT_SECONDS, PRINT_SECONDS = 1.5, 0.3, 30.0

BITS = {
    (8, 0): "no_paper",
    (8, 1): "no_paper",
    (8, 4): "busy",
    (9, 0): "wrong_paper",
    (9, 4): "cover_open",
    (9, 6): "no_paper",
}
"""Which bit of which byte of an answer means what. Every other bit of these two bytes is trouble without a word."""


class BrotherPrinter:
    def __init__(self, address: str, model: str, label: str) -> None:
        self.address, self.model, self.label = address, model, label
        self._answers = True
        """Some printers on a network never say how they do: they are waited for no longer than needed."""

    def print(self, sheet: Sheet, begin: Begin) -> None:
        told = raster(sheet, self.model, self.label)
        with self._line() as line:
            self._look(line)
            begin()
            try:
                line.write(told)
                if self._answers:
                    _wait_until_done(line, sheet.copies)
            except OSError:
                raise NobodyKnows from None

    @contextmanager
    def _line(self) -> Iterator[Line]:
        try:
            line = connect(self.address)
        except OSError:
            raise PrinterHasTrouble("away") from None
        try:
            yield line
        finally:
            line.close()

    def _look(self, line: Line) -> None:
        try:
            line.write(HOW_ARE_YOU)
            answer = _answer(line, ANSWER_SECONDS if self._answers else SHORT_SECONDS)
        except OSError:
            raise PrinterHasTrouble("away") from None
        self._answers = bool(answer)
        _refuse_trouble(answer)


def trouble_in(answer: bytes) -> str:
    """The word for what an answer complains of; nothing when all is well."""
    if not any(answer[8:10]):
        return ""
    return next((word for (byte, bit), word in BITS.items() if answer[byte] & 1 << bit), "other")


def _refuse_trouble(answer: bytes) -> None:
    word = trouble_in(answer)
    if word:
        raise PrinterHasTrouble(word)


def _wait_until_done(line: Line, copies: int) -> None:
    """Until the printer says of each copy that it is out."""
    until, left = monotonic() + PRINT_SECONDS + copies, copies
    while left:
        answer = _answer(line, until - monotonic())
        if not answer or (trouble_in(answer) and left < copies):
            raise NobodyKnows
        _refuse_trouble(answer)
        left -= answer[18] == DONE


def _answer(line: Line, seconds: float) -> bytes:
    """One whole answer, or nothing."""
    until, heard = monotonic() + seconds, b""
    while len(heard) < ANSWER and monotonic() < until:
        more = line.read(max(0.01, until - monotonic()), ANSWER - len(heard))
        if not more:
            return b""
        heard += more
        if not heard.startswith(HEADER[: len(heard)]):
            heard = b""
    return heard if len(heard) == ANSWER else b""
