"""Tables in files: what is written is read back, and nothing in a cell computes itself."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.exchange import spreadsheet
from maternity.exchange.spreadsheet import Rows, bare, harmless, read, write_csv, write_workbook
from tests.figures import hostile
from tests.figures.hostile import DANGEROUS
from tests.ward_fixtures import FixedClock

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def in_november() -> Iterator[None]:
    """The clock stands, so that a file is the same each time."""
    with clock.use(FixedClock()):
        yield


def table(*rows: list[spreadsheet.CellValue]) -> Rows:
    return Rows("delivery", ["source_id", "note"], rows)


# formulas


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_begins_like_a_formula_is_words(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert bare(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "Awa", "1=1", "'Awa", "’=1", " =1"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text == bare(text)


@given(st.text())
def test_words_made_harmless_come_back(text: str) -> None:
    if not text.startswith("'"):
        assert bare(harmless(text)) == text


# writing


def test_a_csv_is_for_french_excel(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    write_csv(table(["d-1", 'deux ; "mots"'], [None, 3], [Decimal("2.5"), 0.5]), place)
    assert place.read_bytes() == (
        b'\xef\xbb\xbfsource_id;note\r\nd-1;"deux ; ""mots"""\r\n;3\r\n"2,5";"0,5"\r\n'.replace(
            b'"2,5";"0,5"', b"2,5;0,5"
        )
    )


def test_days_and_moments_are_written_as_an_import_reads_them(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    write_csv(table([date(2026, 10, 31), datetime(2026, 10, 31, 14, 5)]), place)
    assert read(place)[1] == [["2026-10-31", "2026-10-31T14:05:00"]]


@pytest.mark.parametrize("text", DANGEROUS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_formula_in_a_name_is_written_as_words_and_read_back(
    tmp_path: Path, kind: str, text: str
) -> None:
    place = tmp_path / f"a.{kind}"
    if kind == "csv":
        write_csv(table(["d-1", text]), place)
    else:
        write_workbook([table(["d-1", text])], place)
    assert read(place)[1] == [["d-1", text]]


def test_a_head_is_never_a_formula(tmp_path: Path) -> None:
    write_csv(Rows("x", ["=1"], []), tmp_path / "a.csv")
    assert b"'=1" in (tmp_path / "a.csv").read_bytes()


def test_a_workbook_has_real_numbers_and_dates(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    heads = ["day", "moment", "number", "decimal", "words", "old", "none"]
    values: list[spreadsheet.CellValue] = [
        *(date(2026, 10, 31), datetime(2026, 10, 31, 14, 5), 3, Decimal("2.5")),
        *("=1+1", date(1899, 12, 31), None),
    ]
    write_workbook([Rows("a", heads, [values])], place)
    sheet = openpyxl.load_workbook(place).active
    assert sheet is not None
    cells = list(sheet.iter_rows())[1]
    assert [cell.value for cell in cells] == [
        datetime(2026, 10, 31),
        datetime(2026, 10, 31, 14, 5),
        3,
        2.5,
        "=1+1",
        "1899-12-31",
        None,
    ]
    assert [cell.number_format for cell in cells[:2]] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert cells[4].data_type == "s"


def test_every_sheet_keeps_its_heads_in_sight_and_on_paper(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    write_workbook([table(["1", "x" * 200]), Rows("b" * 40, ["head"], [])], place)
    book = openpyxl.load_workbook(place)
    assert book.sheetnames == ["delivery", "b" * 31]
    for sheet in book.worksheets:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.cell(1, 1).font.b
    assert book.worksheets[0].column_dimensions["B"].width <= 64


def test_a_web_address_stays_words(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    write_workbook([table(["1", "https://exemple.ml"])], place)
    assert read(place)[1] == [["1", "https://exemple.ml"]]
    with zipfile.ZipFile(place) as archive:
        assert not any("rels/sheet" in name for name in archive.namelist())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_same_table_makes_the_same_file(tmp_path: Path, kind: str) -> None:
    for name in ("one", "two"):
        place = tmp_path / f"{name}.{kind}"
        if kind == "csv":
            write_csv(table(["1", "Awa"]), place)
        else:
            write_workbook([table(["1", "Awa"])], place)
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


def test_a_full_disk_leaves_the_file_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.csv"
    write_csv(table(["1", "avant"]), place)
    before = place.read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Unavailable, match="full"):
        write_csv(table(["1", "après"]), place)
    assert place.read_bytes() == before
    assert list(tmp_path.iterdir()) == [place]


# reading


def put(folder: Path, raw: bytes, name: str = "a.csv") -> Path:
    place = folder / name
    place.write_bytes(raw)
    return place


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    raw = separator.join(["name", "village"]) + "\n" + separator.join(["Awa", "Sikoro"]) + "\n"
    assert read(put(tmp_path, raw.encode())) == (["name", "village"], [["Awa", "Sikoro"]])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252"])
def test_accents_are_read_in_every_old_way(tmp_path: Path, encoding: str) -> None:
    place = put(tmp_path, "nom;âge\nDjénéba;22\n".encode(encoding))
    assert read(place) == (["nom", "âge"], [["Djénéba", "22"]])


def test_bytes_that_windows_does_not_know_are_still_read(tmp_path: Path) -> None:
    assert read(put(tmp_path, b"nom;x\nA\x81\xe9;1\n"))[1] == [["A\x81é", "1"]]


def test_letters_of_bambara_are_read(tmp_path: Path) -> None:
    assert read(put(tmp_path, "nom\nƝɛnɛ Ŋɔɔrɔ\n".encode()))[1] == [["Ɲɛnɛ Ŋɔɔrɔ"]]


def test_empty_rows_and_spaces_around_heads_are_passed_over(tmp_path: Path) -> None:
    assert read(put(tmp_path, b" name ; x\n;\n \nAwa;1\n\n")) == (["name", "x"], [["Awa", "1"]])


def test_a_cell_of_two_lines_is_one_cell(tmp_path: Path) -> None:
    assert read(put(tmp_path, b'note;x\n"one\ntwo";1\n'))[1] == [["one\ntwo", "1"]]


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (b"", "a.csv", "is empty"),
        (b"\n ; \n", "a.csv", "is empty"),
        (b"a\0b", "a.csv", "not a table of words"),
        (b'a;b\n"open;1\n', "a.csv", "quotation mark is not closed"),
        (b"a;b", "a.txt", "neither a .csv nor a spreadsheet"),
        (b"not a workbook", "a.xlsx", "cannot be read as a spreadsheet"),
        (b"PK\x05\x06" + b"\0" * 18, "a.xlsx", "cannot be read as a spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused_in_words(
    tmp_path: Path, raw: bytes, name: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as told:
        read(put(tmp_path, raw, name))
    assert name in told.value.words


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.csv"):
        read(tmp_path / "gone.csv")
    with pytest.raises(Refused, match=r"gone\.xlsx"):
        spreadsheet.sheets(tmp_path / "gone.xlsx")


def test_a_row_keeps_the_number_it_has_in_the_file(tmp_path: Path) -> None:
    heads, rows = read(put(tmp_path, b"\n\nname,x\n\nAwa,1\n,\nMah,2\n"))
    assert (heads, [row.number for row in rows]) == (["name", "x"], [5, 7])
    place = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(place)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(2, 1, ["name", "x"])
        sheet.write_row(5, 1, ["Awa", 1])
    assert [row.number for row in read(place)[1]] == [6]


def test_a_file_too_large_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "LARGEST_FILE", 10)
    with pytest.raises(Refused, match="too large"):
        read(put(tmp_path, b"a;b\n1;2\n1;2\n"))


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="too many rows"):
        read(put(tmp_path, b"a\n1\n2\n"))


def test_a_workbook_that_unpacks_to_a_flood_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too large"):
        read(hostile.flood(tmp_path / "a.xlsx"))


@pytest.mark.parametrize("entity", [b"&l9;", b"&file;"])
def test_an_entity_of_a_workbook_is_neither_written_out_nor_followed(
    tmp_path: Path, entity: bytes
) -> None:
    with pytest.raises(Refused, match="cannot be read as a spreadsheet"):
        read(hostile.entities(tmp_path / "a.xlsx", entity))


@pytest.mark.parametrize("name", hostile.OUTSIDE)
def test_the_names_inside_a_workbook_write_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "inner" / "deep").mkdir(parents=True)
    place = hostile.slipping(tmp_path / "inner" / "deep" / "a.xlsx", name)
    before = sorted(tmp_path.rglob("*"))
    assert [list(row) for row in read(place)[1]] == [["Awa"]]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_workbook_of_a_thousand_and_one_parts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too large"):
        read(hostile.crowd(tmp_path / "many.xlsx"))


def test_a_part_that_lies_about_its_size_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read as a spreadsheet"):
        read(hostile.liar(tmp_path / "liar.xlsx"))


def test_a_workbook_under_a_password_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read as a spreadsheet"):
        read(hostile.under_password(tmp_path / "locked.xlsx"))


def test_two_cells_far_apart_are_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    """Its reader would end the whole program: no error can be caught then."""
    with pytest.raises(Refused, match="spread out"):
        read(hostile.far_cell(tmp_path / "far.xlsx"))
    near = hostile.far_cell(tmp_path / "near.xlsx", "C4", 4)
    assert read(near)[1] == [["Awa", "", ""], ["", "", "x"]]


REPEATED = '<table:table-cell table:number-columns-repeated="1000000000"'
WORD = '<table:table-cell office:value-type="string"><text:p>Nom</text:p>'


@pytest.mark.parametrize(
    "cells",
    [
        f'{REPEATED} office:value-type="string"><text:p>x</text:p>',
        f"{REPEATED}/>{WORD}",
    ],
)
def test_a_cell_repeated_a_thousand_million_times_is_refused(tmp_path: Path, cells: str) -> None:
    with pytest.raises(Refused, match="spread out"):
        read(hostile.open_document(tmp_path / "a.ods", cells))
    ordinary = hostile.open_document(tmp_path / "b.ods", f"{WORD}</table:table-cell>{REPEATED}>")
    assert read(ordinary)[0] == ["Nom"]


def instead(other: bytes, _raw: bytes) -> bytes:
    """Another part in place of the one there."""
    return other


def test_a_sheet_that_its_own_reader_would_forgive_is_refused(tmp_path: Path) -> None:
    changes = ((b"<worksheet", b"<!DOCTYPE x><worksheet"), (b"<row", b"& <row"))
    for plain, bad in changes:
        place = hostile.workbook(tmp_path / "a.xlsx")
        with zipfile.ZipFile(place) as archive:
            sheet = archive.read(SHEET).replace(plain, bad, 1)
        with pytest.raises(Refused, match="cannot be read as a spreadsheet"):
            read(hostile.altered(place, SHEET, partial(instead, sheet)))


def test_a_file_of_words_with_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 5)
    with pytest.raises(Refused, match="more than 5 cells"):
        read(put(tmp_path, b"a,b\n1,2\n3,4\n"))
