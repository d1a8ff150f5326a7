"""Reading a list that was kept elsewhere: XLSX, or CSV as any spreadsheet writes it. Whatever the file holds, it
becomes rows of short texts, or a refusal by name; nothing in it is ever calculated.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from kiosk.lib.errors import Refusal
from kiosk.lib.late import late

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 500
"""So many sign-ups hold the door up for a few seconds at most: all go in one transaction."""

MOST_COLUMNS = 30
LONGEST_CELL = 200

_MOST_UNPACKED = 30 * 1024 * 1024
_MOST_PARTS = 500
_LAST_ROW = 1_048_576
"""Of any sheet; a broken one may claim more."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"


class FileIsEmpty(Refusal):
    """There is no row with anything in it."""


class FileIsTooLarge(Refusal):
    """More bytes than MOST_BYTES, or far more when unpacked."""


class TooManyRows(Refusal):
    """More rows with something in them than MOST_ROWS."""


class NotAList(Refusal):
    """Neither a sheet nor lines of text."""


class OldSpreadsheet(Refusal):
    """An XLS of before 2007, or an XLSX with a password: both look like this."""


@dataclass(frozen=True)
class Row:
    """The number by which a spreadsheet shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]


def read(content: bytes) -> list[Row]:
    """The rows that hold anything. Raises a refusal of this file."""
    if len(content) > MOST_BYTES:
        raise FileIsTooLarge
    if content.startswith(_OLD_EXCEL):
        raise OldSpreadsheet
    rows = _sheet(content) if content.startswith(_ZIP) else _lines(content)
    found = list(islice((row for row in rows if any(row.cells)), MOST_ROWS + 2))
    if not found:
        raise FileIsEmpty
    if len(found) > MOST_ROWS + 1:
        raise TooManyRows
    widest = max(at for row in found for at, cell in enumerate(row.cells, 1) if cell)
    return [Row(row.number, (*row.cells, *[""] * widest)[:widest]) for row in found]


def _sheet(content: bytes) -> Iterator[Row]:
    """The first sheet. A broken one may fail in any way that XML and zip know of."""
    _weigh(content)
    try:
        book = late("openpyxl").load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
        for number, row in enumerate(rows, 1):
            yield Row(number, tuple(_text(cell) for cell in row[:MOST_COLUMNS]))
    except Exception as error:
        raise NotAList from error


def _weigh(content: bytes) -> None:
    """How large it is unpacked, before anything is: a zip of a few bytes can hold gigabytes."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
        raise NotAList from error
    if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts) > _MOST_UNPACKED:
        raise FileIsTooLarge


def _lines(content: bytes) -> Iterator[Row]:
    """Semicolons, tabs or commas: whatever the first line has most of."""
    text = _decoded(content)
    first, _, rest = text.lstrip("\r\n").partition("\n")
    said = first.strip().lower()
    if said.startswith("sep=") and len(said) == 5:
        sign, text, skipped = said[-1], rest, 1
    else:
        sign, skipped = max(";\t,", key=first.count), 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1 + skipped):
            yield Row(number, tuple(_text(cell) for cell in row[:MOST_COLUMNS]))
    except csv.Error as error:
        raise NotAList from error


def _decoded(content: bytes) -> str:
    """UTF-16 and UTF-8 say what they are; what is neither is Excel's own Windows-1252."""
    try:
        is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        text = content.decode("utf-16") if is_utf16 else _utf8(content)
    except UnicodeError as error:
        raise NotAList from error
    if any(sign < " " and sign not in "\t\r\n\x0b\x0c" for sign in text):
        raise NotAList
    return text


def _utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _text(cell: object) -> str:
    """As a person would read it in the sheet."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if cell.time() == time() else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date | time):
        return cell.isoformat()[:10] if isinstance(cell, date) else f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell) if abs(cell) < 10**15 else cell
    return " ".join(str(cell)[: 4 * LONGEST_CELL].split())[:LONGEST_CELL]
