"""A ministry's workbook: figures in their cells, all else as it was, bad forms refused whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter

from maternity.errors import Refused
from maternity.exchange import sheet_part
from maternity.exchange.ministry_workbook import Spot, Workbook, read_cells, worked_out_anew

SHEET = "Acc. & suites"
KNOWN = {"G10": {"total", "a15_19/in_area"}, "G19": {"total"}, "G8": {"total"}}
HEADS = ("return", "line_code", "disaggregation", "sheet", "cell")


def template(place: Path, also: Callable[[Any, Any], object] = lambda _b, _s: None) -> Path:
    """A form as a ministry makes one: titles, styles, merged heads, a sum, a picture of nothing."""
    with xlsxwriter.Workbook(str(place)) as book:
        sheet = book.add_worksheet(SHEET)
        framed = book.add_format({"border": 1, "num_format": "#,##0", "bg_color": "#FFFF00"})
        sheet.merge_range("A1:E1", "RAPPORT MENSUEL D'ACTIVITÉS", framed)
        sheet.set_column("G:G", 12, framed)
        sheet.write("A3", "Accouchements")
        sheet.write_blank("D3", None, framed)
        sheet.write("A4", "Nés vivants")
        sheet.write_number("D4", 999, framed)
        sheet.write_formula("D5", "=D3+D4", framed, 999)
        sheet.write("E4", "…", framed)
        book.add_worksheet("Stocks").write("B2", "stock du mois")
        also(book, sheet)
    return place


def cell(content: bytes, row: int, column: int, name: str = SHEET) -> object:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows[row - 1][column - 1] if len(rows) >= row and len(rows[row - 1]) >= column else ""


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def test_figures_go_into_their_cells_and_keep_their_style(tmp_path: Path) -> None:
    before = template(tmp_path / "rma.xlsx")
    made = Workbook(before).filled(
        {
            Spot(SHEET, "D3"): 41,
            Spot(SHEET, "D4"): None,
            Spot(SHEET, "E4"): 7,
            Spot(SHEET, "G9"): 3,
            Spot(SHEET, "B3"): 0,
        }
    )
    told = [cell(made, *at) for at in ((3, 4), (4, 4), (4, 5), (9, 7), (3, 2), (1, 1), (3, 1))]
    assert told == [41, "", 7, 3, 0, "RAPPORT MENSUEL D'ACTIVITÉS", "Accouchements"]
    old, new = sheet_part.read(part(before.read_bytes())), sheet_part.read(part(made))
    for spot in ("D3", "D4", "E4"):
        assert new.cell(spot).style == old.cell(spot).style != ""  # type: ignore[union-attr]
    assert new.cell("G9").style == old.columns[0][2]  # type: ignore[union-attr]
    assert [*new.rows] == sorted(new.rows)
    assert [*new.rows[3].cells] == sorted(new.rows[3].cells)


def test_formulas_are_worked_out_anew_and_nothing_else_is_touched(tmp_path: Path) -> None:
    before = template(tmp_path / "rma.xlsx").read_bytes()
    made = Workbook(tmp_path / "rma.xlsx").filled({Spot(SHEET, "D3"): 41})
    assert cell(before, 5, 4) == 999
    assert b"<f>D3+D4</f></c>" in part(made)
    assert b'fullCalcOnLoad="1"' in part(made, "xl/workbook.xml")
    changed = {
        name
        for name in zipfile.ZipFile(io.BytesIO(before)).namelist()
        if part(before, name) != part(made, name)
    }
    assert changed <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert made == Workbook(tmp_path / "rma.xlsx").filled({Spot(SHEET, "D3"): 41})


@pytest.mark.parametrize(
    ("book", "told"),
    [
        (b"<x><sheets></sheets></x>", b'<sheets></sheets><calcPr fullCalcOnLoad="1"/></x>'),
        (b'<x:calcPr calcId="1"/>', b'<x:calcPr fullCalcOnLoad="1" calcId="1"/>'),
        (b'<calcPr fullCalcOnLoad="0" calcId="1"/>', b'<calcPr fullCalcOnLoad="1" calcId="1"/>'),
    ],
)
def test_the_list_of_sheets_says_that_formulas_are_worked_out(book: bytes, told: bytes) -> None:
    assert worked_out_anew(book).endswith(told)


def merged(_book: Any, sheet: Any) -> None:
    sheet.merge_range("D8:F8", "")


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        (Spot(SHEET, "E8"), "E8 lies in the merged cells D8:F8"),
        (Spot(SHEET, "D8"), "D8 lies in the merged cells D8:F8"),
        (Spot(SHEET, "A1"), "A1 lies in the merged cells A1:E1"),
        (Spot(SHEET, "D5"), "D5 holds a formula"),
        (Spot(SHEET, "A3"), "holds the words “Accouchements”"),
        (Spot("Accouchement", "D3"), "no sheet “Accouchement”. Its sheets: Acc. & suites, Stocks"),
    ],
)
def test_a_cell_that_takes_no_figure_is_refused(tmp_path: Path, spot: Spot, words: str) -> None:
    book = Workbook(template(tmp_path / "rma.xlsx", merged))
    with pytest.raises(Refused) as told:
        book.filled({spot: 1, Spot(SHEET, "D3"): 2})
    assert words in told.value.words


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    for name, content in (("a.xls", b"x"), ("b.xlsx", b"not a zip"), ("c.xlsx", b"PK\x05\x06")):
        (tmp_path / name).write_bytes(content.ljust(22, b"\0"))
        with pytest.raises(Refused, match=name):
            Workbook(tmp_path / name)
    with pytest.raises(Refused, match=r"gone\.xlsx"):
        Workbook(tmp_path / "gone.xlsx")


def row(line: str, where: str, cell: str = "D3", sheet: str = SHEET) -> list[str]:
    return ["rma_cscom", line, where, sheet, cell]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("G10", "total"), row("G19", "total", "$d$3")], "Line 3: .*D3 .* already on line 2"),
        ([row("G99", "total")], "Line 2: the return has no line G99"),
        ([row("G10", "a15_19")], "Line 2: the line G10 has no cell “a15_19”"),
        ([row("G10", "total", "3D")], "Line 2: “3D” is no cell of a sheet"),
        ([row("G10", "total", "XFE1")], "Line 2: “XFE1” is no cell of a sheet"),
        ([row("G10", "total", sheet="")], "Line 2: the sheet is missing"),
    ],
)
def test_a_faulty_table_of_cells_is_refused_with_its_row(rows: list[list[str]], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_cells(HEADS, rows, "rma_cscom", KNOWN)


STYLED = (
    b'<sheetData><row r="7" s="4" customFormat="1"><c r="A7"/>%s<c r="E7"></c></row></sheetData>'
)
LATER = b'<sheetData>%s<row r="9"><c r="A9"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<sheetData/>", b'<sheetData><row r="7"><c r="D7"><v>5</v></c></row></sheetData>'),
        (
            b'<x:sheetData><x:row r="7"/></x:sheetData>',
            b'<x:sheetData><x:row r="7"><x:c r="D7"><x:v>5</x:v></x:c></x:row></x:sheetData>',
        ),
        (
            LATER % b"",
            LATER % b'<row r="7"><c r="D7"><v>5</v></c></row>',
        ),
        (
            STYLED % b"",
            STYLED % b'<c r="D7" s="4"><v>5</v></c>',
        ),
        (
            b'<sheetData><row><c/><c/><c/><c s="2" t="s"><v>0</v></c></row></sheetData>',
            b'<sheetData><row><c/><c/><c/><c r="D1" s="2"><v>5</v></c></row></sheetData>',
        ),
    ],
)
def test_a_row_or_a_cell_that_is_not_there_is_made_in_its_place(
    before: bytes, after: bytes
) -> None:
    head = b'<?xml version="1.0"?><worksheet xmlns:x="u">'
    spot = "D1" if b"D1" in after else "D7"
    made = sheet_part.read(head + before + b"</worksheet>").filled({spot: 5})
    assert made == head + after + b"</worksheet>"


def test_answers_kept_by_other_programs_are_taken_out_however_they_are_written() -> None:
    for kept in (b"<v/>", b"<v></v>", b"<v>12</v>", b"<v >12</v >"):
        sheet = b'<w><sheetData><row r="1"><c r="A1"><f>B1</f>%s</c></row></sheetData></w>' % kept
        assert sheet_part.read(sheet).filled({}) == sheet.replace(kept, b"")


@pytest.mark.parametrize("content", [b"<w>", b"<!DOCTYPE w><w/>", b"\xff\xfe<\0", b""])
def test_what_is_no_sheet_is_told(content: bytes) -> None:
    with pytest.raises(sheet_part.Broken):
        sheet_part.read(content)
