"""Workbooks: an error is not an empty cell, midnight is an hour, no sheet is left out unsaid."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from maternity.exchange.intake import take_table
from maternity.exchange.spreadsheet import read, read_table

MIDNIGHT = datetime(2026, 11, 20)


def cell_of(place: Path, number_format: str | int) -> str:
    """How a cell at midnight in this format is read."""
    with xlsxwriter.Workbook(str(place)) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "delivered_at")
        sheet.write_datetime(1, 0, MIDNIGHT, book.add_format({"num_format": number_format}))
    return read(place)[1][0][0]


@pytest.mark.parametrize(
    "number_format", ["dd/mm/yyyy hh:mm", r"dd/mm/yyyy\ hh:mm;@", "[$-40C]d mmm yyyy h:mm", 22]
)
def test_midnight_with_an_hour_is_an_hour(tmp_path: Path, number_format: str | int) -> None:
    assert cell_of(tmp_path / "a.xlsx", number_format) == "2026-11-20T00:00"


@pytest.mark.parametrize("number_format", ["dd/mm/yyyy", '"le" dd/mm/yyyy "hui"', 14])
def test_a_day_without_an_hour_stays_a_day(tmp_path: Path, number_format: str | int) -> None:
    assert cell_of(tmp_path / "a.xlsx", number_format) == "2026-11-20"


def test_an_error_refuses_its_row_and_a_day_may_stand_as_a_moment(tmp_path: Path) -> None:
    place = tmp_path / "women.xlsx"
    with xlsxwriter.Workbook(str(place)) as book:
        book.add_worksheet("empty")
        sheet = book.add_worksheet("women")
        stamp = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(1, 0, ["source_id", "family_name", "given_name", "born_on"])
        sheet.write_row(2, 0, ["w1", "Koné"])
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 0, "=NA()", None, "#N/A")
        sheet.write_row(4, 0, ["w3", "Koné", "Bah"])
        sheet.write_datetime(4, 3, datetime(2000, 1, 1), stamp)
        book.add_worksheet("more").write_row(0, 0, ["source_id"])
    intake = take_table("woman", place, read_table(place))
    assert [(one.row, one.field, one.value) for one in intake.refused] == [
        (3, "given_name", "#DIV/0!"),
        (4, "source_id", "#N/A"),
    ]
    assert [row.entry.plain("born_on") for row in intake.rows] == ["2000-01-01"]
    assert intake.as_data()["sheets_not_read"] == ("more",)
