"""Fetch, print, report, again and again; and when something is wrong, say so once and wait a little longer."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from threading import Event

from kiosk.printing.agent.journal import Ending, Journal
from kiosk.printing.agent.printers import CannotBePrinted, NobodyKnows, Printer, PrinterHasTrouble, Sheet
from kiosk.printing.agent.server import Server, ServerIsAway

IDLE_SECONDS = 1.5
FIRST_WAIT, LONGEST_WAIT = 2.0, 30.0

TROUBLES = {
    "away": "The printer does not answer. Is it on, and connected?",
    "no_paper": "The printer has no paper.",
    "wrong_paper": "Another roll is in the printer than the one it was told of.",
    "cover_open": "The printer is open.",
    "busy": "The printer is busy.",
    "stopped": "The printer is stopped on this computer.",
    "other": "The printer reports trouble. Look at its own lamp.",
}
SAYS = {
    "printed": "Printed.",
    "failed": "This one cannot be printed. The organiser sees it.",
    "unsure": "It stopped halfway. The organiser sees that it may have been printed.",
}


class Agent:
    """One printer at work. `say` gets a sentence whenever something changed."""

    def __init__(self, server: Server, printer: Printer, journal: Journal, say: Callable[[str], None]) -> None:
        self.server, self.printer, self.journal = server, printer, journal
        self._say, self._said = say, ""
        self._run = secrets.token_hex(8)
        self._wait = 0.0

    def work(self, stop: Event, *, once: bool = False) -> None:
        """Until `stop` is set, or with `once` until nothing waits. Raises ServerRefuses when we are withdrawn."""
        while not stop.is_set():
            seconds = self.turn()
            if once and seconds:
                return
            stop.wait(seconds)

    def turn(self) -> float:
        """Tells what is not told, prints one job if there is one. Gives how many seconds to wait for the next turn."""
        try:
            self._tell()
            sheet = self.server.work(self._run)
            if sheet is None:
                self._wait = 0.0
                self._tell_people("Ready. Nothing waits.")
                return IDLE_SECONDS
            seconds = self._print(sheet)
            self._tell()
        except ServerIsAway:
            self._tell_people("The server does not answer. I try again by myself.")
            return self._longer()
        return seconds

    def _tell(self) -> None:
        for ending in self.journal.untold():
            self.server.report(ending)
            self.journal.told(ending.job)

    def _print(self, sheet: Sheet) -> float:
        ending = self._ending(sheet)
        self.journal.ended(ending)
        if ending.outcome == "later":
            self._tell_people(f"{TROUBLES.get(ending.trouble, TROUBLES['other'])} I try again by myself.")
            return self._longer()
        self._wait = 0.0
        self._said = ""
        self._tell_people(SAYS[ending.outcome])
        return 0.0

    def _ending(self, sheet: Sheet) -> Ending:
        try:
            self.printer.print(sheet, lambda: self.journal.begun(sheet.job))
        except PrinterHasTrouble as trouble:
            return Ending(sheet.job, "later", trouble.word)
        except CannotBePrinted:
            return Ending(sheet.job, "failed", "unreadable")
        except NobodyKnows:
            return Ending(sheet.job, "unsure")
        return Ending(sheet.job, "printed")

    def _longer(self) -> float:
        """Twice as long each time, so that a printer that is away costs nobody anything."""
        self._wait = min(LONGEST_WAIT, self._wait * 2 or FIRST_WAIT)
        return self._wait

    def _tell_people(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self._say(words)
