"""A list from elsewhere becomes rows of text, and a hostile file becomes a refusal by name."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

import openpyxl
import pytest

from kiosk.lib import tables


def xlsx(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(**parts: bytes) -> bytes:
    """A zip with these parts, which need not be a spreadsheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The spreadsheet with other words in each of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return packed(**{name: file.read(name).replace(old, new) for name in file.namelist()})


@pytest.mark.parametrize(
    "content",
    [
        "Voornaam;Aantal\r\nÇelik;2\r\n".encode("cp1252"),
        "\ufeffVoornaam;Aantal\r\nÇelik;2\r\n".encode(),
        "Voornaam,Aantal\nÇelik,2".encode(),
        "Voornaam\tAantal\r\nÇelik\t2\r\n".encode("utf-16"),
        'sep=;\r\n"Voornaam";"Aantal"\r\n"Çelik ";2'.encode(),
        xlsx(["Voornaam", "Aantal"], ["Çelik", 2.0]),
    ],
)
def test_every_way_of_a_spreadsheet_is_read_alike(content: bytes) -> None:
    assert [row.cells for row in tables.read(content)] == [("Voornaam", "Aantal"), ("Çelik", "2")]


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    found = tables.read(xlsx(["Naam"], [None], ["Fatima", None]))

    assert [(row.number, row.cells) for row in found] == [(1, ("Naam",)), (3, ("Fatima",))]


def test_days_and_times_read_as_a_person_sees_them() -> None:
    found = tables.read(xlsx([datetime(2026, 4, 14), datetime(2026, 4, 14, 15, 0), time(14, 5), 2.5, True, "x" * 900]))

    assert found[0].cells == ("2026-04-14", "2026-04-14 15:00", "14:05", "2.5", "", "x" * tables.LONGEST_CELL)


def test_nothing_is_calculated() -> None:
    assert [row.cells for row in tables.read(xlsx(["Naam", "=1+1"]))] == [("Naam",)]


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", tables.FileIsEmpty),
        (b"\n;;\n", tables.FileIsEmpty),
        (b"%PDF-1.7\n\x00", tables.NotAList),
        (b"\x89PNG\r\n\x1a\n", tables.NotAList),
        (b"\xff\xfea", tables.NotAList),
        (b"PK\x03\x04" + b"x" * 90, tables.NotAList),
        (packed(a=b"a"), tables.NotAList),
        (xlsx(["Naam"])[:-200], tables.NotAList),
        (changed(xlsx(["Naam"]), b"<worksheet", ENTITIES), tables.NotAList),
        (b"\xd0\xcf\x11\xe0" + b"x" * 90, tables.OldSpreadsheet),
        (b"a" * (tables.MOST_BYTES + 1), tables.FileIsTooLarge),
        (packed(a=bytes(31 * 1024 * 1024)), tables.FileIsTooLarge),
        (packed(**{f"p{at}": b"" for at in range(501)}), tables.FileIsTooLarge),
        (b"Naam\n" + b"Fatima\n" * 100_000, tables.TooManyRows),
        (b'"' + b"a" * 200_000, tables.NotAList),
    ],
)
def test_what_is_no_list_is_refused_by_name(content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        tables.read(content)
