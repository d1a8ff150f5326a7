"""Lists as files that Dutch Excel opens well, and in which no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, time

from kiosk.lib.late import late

Row = Sequence[object]

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMULA_SIGNS = frozenset("=+-@\t\r\n\0＝＋－＠﹢﹣﹦﹫−")
"""What makes a spreadsheet take a cell for a formula, also in its full-width and small forms."""

_LONGEST_CELL = 32_767
_UNSEEN = " \u00a0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_WIDEST, _MARGIN = 60, 2
_SHAPES: dict[type, str] = {date: "yyyy-mm-dd", time: "hh:mm"}


def csv_nl(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark, semicolons and CRLF (standards X1); a cell never starts a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(_text(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx(rows: Iterable[Row], name: str) -> bytes:
    """One sheet with a bold first row. Text is written as text, so that nothing is calculated or linked."""
    out = io.BytesIO()
    book = late("xlsxwriter").Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_sheet_name(name))
    looks = {kind: book.add_format({"num_format": shape}) for kind, shape in _SHAPES.items()}
    bold, widths = book.add_format({"bold": True}), dict[int, int]()
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if type(cell) is int:
                sheet.write_number(down, across, cell)
            elif type(cell) in looks:
                sheet.write_datetime(down, across, cell, looks[type(cell)])
            else:
                sheet.write_string(down, across, _text(cell), bold if down == 0 else None)
            widths[across] = max(widths.get(across, 0), len(_text(cell)))
    for across, width in widths.items():
        sheet.set_column(across, across, min(width, _WIDEST) + _MARGIN)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def harmless(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet would calculate with it."""
    seen = text.lstrip(_UNSEEN)
    return f"'{text}" if seen and seen[0] in FORMULA_SIGNS else text


def _text(cell: object) -> str:
    """One cell as text: line ends alike, no half signs, no longer than a cell can be."""
    text = "" if cell is None else f"{cell:%H:%M}" if isinstance(cell, time) else str(cell)
    whole = text.encode("utf-8", "replace").decode()
    return whole.replace("\r\n", "\n")[:_LONGEST_CELL]


def _sheet_name(name: str) -> str:
    """A name that Excel accepts: at most 31 signs, and none of the forbidden ones."""
    kept = "".join(sign for sign in name if sign not in "[]:*?/\\'" and sign.isprintable())
    return kept[:31].strip() or "1"
