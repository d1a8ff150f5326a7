"""Files for Dutch Excel: readable there, and never a formula."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.lib import sheets

FORMULAS = [
    "=1+1",
    "+31 6 1234",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "  =1+1",
    "\ufeff=1+1",
    "\u200b=cmd|' /C calc'!A0",
    '=HYPERLINK("http://kwaad.example")',
]


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_is_what_dutch_excel_reads() -> None:
    data = sheets.csv_nl([["Naam", "Kaart"], ["Özlem", "a;b"]])

    assert data == b"\xef\xbb\xbfNaam;Kaart\r\n" + '"'.join(["Özlem;", "a;b", "\r\n"]).encode()


def test_csv_quotes_as_the_standard_says() -> None:
    assert sheets.csv_nl([['zei "hoi"', "twee\nregels", ""]])[3:] == b'"zei ""hoi""";"twee\nregels";\r\n'


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_cell_never_starts_a_formula_in_csv(formula: str) -> None:
    cell = read(sheets.csv_nl([["x", formula]]))[0][1]

    assert cell.startswith("'")
    assert cell[1:].replace("\r", "") == formula.replace("\r", "")


@pytest.mark.parametrize("text", ["Fatima", "1+1=2", "06 1234", "e-mail", "", "'s avonds", "ዳዊት", "نور"])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert sheets.harmless(text) == text


@pytest.mark.parametrize("formula", [each for each in FORMULAS if each.isprintable()])
def test_a_cell_of_xlsx_is_a_text(formula: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(sheets.xlsx([["kop"], [formula]], "Gasten"))).active

    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == (formula, "s")
    assert sheet["A2"].hyperlink is None


@pytest.mark.parametrize("name", ["Gasten", "[a]:*?/\\'b", "", "x" * 80, "\0\n", "الضيوف"])
def test_any_name_makes_a_sheet(name: str) -> None:
    assert openpyxl.load_workbook(io.BytesIO(sheets.xlsx([["a"]], name))).active is not None


def test_half_a_sign_and_a_huge_text_do_no_harm() -> None:
    rows = [["kop"], ["a\ud83d"], ["x" * 40_000], [None], [7]]

    sheet = openpyxl.load_workbook(io.BytesIO(sheets.xlsx(rows, "x"))).active

    assert sheet is not None
    assert [sheet.cell(row, 1).value for row in (2, 4, 5)] == ["a?", "", 7]
    assert len(str(sheet["A3"].value)) == 32_767
    assert len(read(sheets.csv_nl(rows))) == 5


@given(st.lists(st.text(max_size=40), min_size=2, max_size=5))
def test_every_text_comes_back_from_csv(cells: list[str]) -> None:
    back = read(sheets.csv_nl([cells]))

    tidy = [cell.encode("utf-8", "replace").decode().replace("\r\n", "\n") for cell in cells]
    assert [cell.removeprefix("'") for cell in back[0]] == [cell.removeprefix("'") for cell in tidy]


def test_an_unknown_number_of_rows_streams_in() -> None:
    assert len(read(sheets.csv_nl([number] for number in range(600)))) == 600
