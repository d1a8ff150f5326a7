"""A Brother printer that is a socket: what it hears is read back into a picture, and it answers as the real one."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from brother_ql.reader import BrotherQLReader
from PIL import Image, ImageChops

from kiosk.badges.service import Badge, Foot, badge_pdf
from kiosk.lib.fonts import Fonts
from kiosk.printing.agent import brother
from kiosk.printing.agent.brother import BrotherPrinter
from kiosk.printing.agent.printers import CannotBePrinted, NobodyKnows, PrinterHasTrouble, Sheet
from kiosk.printing.agent.raster import fitted

GOOD, DONE = 0x00, 0x01
END = b"\x1a"


def answer(kind: int = GOOD, errors: tuple[int, int] = (0, 0)) -> bytes:
    """The 32 bytes in which the printer says how it does."""
    said = bytearray(32)
    said[:3], said[8:10], said[18] = b"\x80\x20\x42", bytes(errors), kind
    return bytes(said)


class Sink:
    """Listens like the printer. `first` is its answer to the question how it does, `last` to what it printed."""

    def __init__(self, first: bytes = b"", last: bytes = b"", hangs_up: bool = False) -> None:
        self.first, self.last, self.hangs_up = first, last, hangs_up
        self.heard = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        try:
            line, _ = self._listener.accept()
        except OSError:
            return  # nobody called, and the test is over
        with line:
            while len(self.heard) < len(brother.HOW_ARE_YOU) and (more := line.recv(1024)):
                self.heard += more
            line.sendall(self.first)
            while more := line.recv(65536):
                self.heard += more
                if self.hangs_up:
                    return
                if more.endswith(END) and self.last:
                    line.sendall(self.last)

    def close(self) -> bytes:
        """Everything that came in, once the other side is done."""
        self._thread.join(10)
        self._listener.close()
        return self.heard


@pytest.fixture
def sinks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    made: list[Sink] = []

    def make(*given: Any, **more: Any) -> Sink:
        made.append(Sink(*given, **more))
        monkeypatch.setattr(brother, "ANSWER_SECONDS", 20.0 if made[-1].first else 0.05)
        return made[-1]

    yield make
    for each in made:
        each._listener.close()


@pytest.fixture(scope="module")
def badge(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    fonts = Fonts(tmp_path_factory.mktemp("fonts"))
    return Sheet("1", badge_pdf([Badge("Fatima", no_photo=True)], Foot("Hulp in uw buurt", "geen foto"), fonts))


def print_at(sink: Sink, sheet: Sheet) -> list[str]:
    begun: list[str] = []
    BrotherPrinter(sink.address, "QL-820NWB", "62").print(sheet, lambda: begun.append("begun"))
    return begun


def read_back(heard: bytes, folder: Path) -> list[Any]:
    reader = BrotherQLReader(io.BytesIO(heard))
    reader.filename_fmt = str(folder / "page{counter}.png")
    reader.analyse()
    return [Image.open(each).convert("L") for each in sorted(folder.glob("page*.png"))]


def drawn(sheet: Sheet) -> Any:
    """The badge as it stands on the screen at 300 dots to the inch, turned along the tape, without its edge."""
    picture = pypdfium2.PdfDocument(sheet.pdf)[0].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
    turned = picture.rotate(90, expand=True)
    left = -((696 - turned.width) // 2)
    return turned.crop((left, 0, left + 696, turned.height))


def black(picture: Any) -> int:
    return int(picture.histogram()[0])


def test_what_the_printer_hears_is_the_badge(sinks: Any, badge: Sheet, tmp_path: Path) -> None:
    sink = sinks()
    assert print_at(sink, badge) == ["begun"]

    (page,) = read_back(sink.close(), tmp_path)

    paper = page.crop((page.width - 12 - 696, 0, page.width - 12, page.height))
    wanted = drawn(badge).point(lambda light: 255 if light > 179 else 0)
    assert abs(paper.height / 300 * 25.4 - 90) < 0.5
    assert black(paper) > 100_000
    assert black(ImageChops.invert(ImageChops.difference(paper, wanted))) < 50


def test_two_copies_are_two_labels(sinks: Any, badge: Sheet, tmp_path: Path) -> None:
    sink = sinks(first=answer(), last=answer(DONE) * 2)

    print_at(sink, Sheet(badge.job, badge.pdf, copies=2))

    assert len(read_back(sink.close(), tmp_path)) == 2


@pytest.mark.parametrize(("errors", "word"), [((0, 0x10), "cover_open"), ((2, 0), "no_paper"), ((0, 1), "wrong_paper"),
                                              ((0x80, 0), "other")])  # fmt: skip
def test_a_printer_that_complains_gets_nothing(sinks: Any, badge: Sheet, errors: tuple[int, int], word: str) -> None:
    sink = sinks(first=answer(errors=errors))

    with pytest.raises(PrinterHasTrouble, match=word):
        print_at(sink, badge)
    assert sink.close() == brother.HOW_ARE_YOU


def test_paper_that_ends_halfway_is_trouble_and_the_badge_waits(sinks: Any, badge: Sheet) -> None:
    with pytest.raises(PrinterHasTrouble, match="no_paper"):
        print_at(sinks(first=answer(), last=answer(2, (2, 0))), badge)


def test_a_line_that_breaks_halfway_leaves_a_doubt(sinks: Any, badge: Sheet) -> None:
    with pytest.raises(NobodyKnows):
        print_at(sinks(first=answer(), hangs_up=True), badge)


def test_a_printer_that_is_off_is_away(sinks: Any, badge: Sheet) -> None:
    sink = sinks()
    sink._listener.shutdown(socket.SHUT_RDWR)
    sink._listener.close()

    with pytest.raises(PrinterHasTrouble, match="away"):
        print_at(sink, badge)


def test_what_is_no_pdf_is_put_aside(sinks: Any) -> None:
    with pytest.raises(CannotBePrinted):
        print_at(sinks(), Sheet("1", b"not a PDF"))


@pytest.mark.parametrize("size", [(1063, 732), (732, 1063), (2480, 3508), (300, 300), (900, 10)])
def test_every_page_fits_the_roll_and_the_cut_label(size: tuple[int, int]) -> None:
    page = Image.new("L", size, 0)

    assert fitted(page, 732, (696, 0)).width == 696
    assert fitted(page, 732, (696, 1109)).size == (696, 1109)
