"""A page as the dots of a label printer: 300 to the inch, as wide as its tape."""

from __future__ import annotations

from typing import Any

from kiosk.lib.late import late
from kiosk.printing.agent.printers import CannotBePrinted, Sheet

DPI = 300
SAME_WIDTH = 12
"""Dots, a millimetre: a page of the tape's own width keeps its size, and loses only the edge that no head reaches."""

WHITE = 255


def raster(sheet: Sheet, model: str, label: str) -> bytes:
    """What the printer has to hear. Raises CannotBePrinted for what is no PDF."""
    specs = late("brother_ql.devicedependent").label_type_specs[label]
    pictures = [fitted(each, specs["dots_total"][0], specs["dots_printable"]) for each in pages(sheet.pdf)]
    printer = late("brother_ql.raster").BrotherQLRaster(model)
    red = label.endswith("red")
    convert = late("brother_ql.conversion").convert
    told: bytes = convert(printer, pictures * sheet.copies, label, cut=True, rotate="0", red=red)
    return told


def pages(pdf: bytes) -> list[Any]:
    """Each page as a grey picture."""
    pdfium = late("pypdfium2")
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        raise CannotBePrinted from None
    try:
        return [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def fitted(picture: Any, tape: int, printable: tuple[int, int]) -> Any:
    """The picture along the tape, as wide as the head prints; on cut labels also as long as these are."""
    across, along = printable
    if abs(picture.height - tape) < abs(picture.width - tape):
        picture = picture.rotate(90, expand=True)
    if abs(picture.width - tape) > SAME_WIDTH:
        picture = picture.resize((across, max(1, picture.height * across // picture.width)))
    if along and picture.height > along + (tape - across):
        picture = picture.resize((max(1, picture.width * along // picture.height), along))
    return _centred(picture, across, along or picture.height)


def _centred(picture: Any, width: int, height: int) -> Any:
    sheet = late("PIL.Image").new("L", (width, height), WHITE)
    sheet.paste(picture, ((width - picture.width) // 2, (height - picture.height) // 2))
    return sheet
