"""Sections that make a table on paper, the head of the total, and the status of emergency care."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm

from maternity import i18n
from maternity.registers.return_figure import FigureState, ReturnFigure
from maternity.reports.alerts import alert_words
from maternity.reports.crossed_pdf import crossed, row_and_column
from maternity.reports.form import LineForm
from maternity.reports.pdf import render
from maternity.reports.returns import in_force
from maternity.reports.sheet import Line, Sheet
from maternity.reports.signal_functions import status_words
from maternity.ui.report_table import figure_words
from tests.counting import sheet_of


def a_sheet(form: str) -> Sheet:
    return sheet_of(form=in_force(form, date(2026, 10, 1)))


def text_of(sheet: Sheet) -> str:
    return "\n".join(one.extract_text() for one in PdfReader(BytesIO(render(sheet))).pages)


def correct(sheet: Sheet, code: str, value: int) -> None:
    line = sheet.line(code)
    state = FigureState.coded("typed" if line.form.manual else "corrected")
    line.typed["total"] = ReturnFigure(line_code=code, cell="total", value=value, state=state)


@pytest.mark.parametrize(
    ("form", "section", "rows", "columns"),
    [
        ("rma_csref", "3.PROV", 3, ["Référés — Adressés", "Référés — Pris en charge"]),
        ("sonu_annexe", "S", 12, ["Cas pris en charge", "Référés / évacués", "Décès"]),
    ],
)
def test_rows_and_columns_come_from_the_words_in_both_languages(
    form: str, section: str, rows: int, columns: list[str]
) -> None:
    asked = in_force(form, date(2026, 10, 1))
    assert section in asked.crossed
    for language in ("fr", "en"):
        i18n.use(language)
        lines = [line for line in asked.lines if line.section == section]
        places = [row_and_column(line.words) for line in lines]
        assert len(set(places)) == len(lines)  # no figure under another
        assert len({row for row, _column in places}) == rows
        if language == "fr":
            told = list(dict.fromkeys(column for _row, column in places))
            assert told[: len(columns)] == columns


@pytest.mark.parametrize("form", ["rma_csref", "sonu_annexe"])
def test_the_table_on_paper_has_every_figure_of_the_grid_in_its_place(form: str) -> None:
    i18n.use("fr")
    sheet = a_sheet(form)
    for number, line in enumerate(sheet.lines, start=1000):
        correct(sheet, line.code, number)
    left = " ".join(text_of(sheet).split())
    for section in sheet.form.crossed:
        lines = [line for line in sheet.lines if line.form.section == section]
        places = {row_and_column(one.form.words): one for one in lines if "—" in one.form.words}
        columns = list(dict.fromkeys(column for _row, column in places))
        for row in dict.fromkeys(row for row, _column in places):
            found = [places[row, one] for one in columns if (row, one) in places]
            told = " ".join([row, *(figure_words(one, ()) for one in found)])
            assert left.count(told) == 1, told


def test_no_figure_is_lost_where_a_place_is_taken_a_line_is_split_or_there_is_no_room() -> None:
    words = ("A — Cas", "A — Cas", "A — Décès", "B — Décès")
    forms = [LineForm(str(n), one, "S") for n, one in enumerate(words)]
    lines = [Line(form) for form in (*forms, LineForm("by", "B — Cas", "S", by=("age_band",)))]
    table, rest = crossed(lines, 190 * mm, lambda line: line.code)
    assert table is not None
    assert [line.code for line in rest] == ["1", "by"]
    assert crossed(lines, 80 * mm, lambda line: line.code) == (None, lines)


def test_the_total_of_a_week_or_a_year_is_not_called_the_months() -> None:
    i18n.use("fr")
    assert "Total mois" not in text_of(a_sheet("mado_semaine"))
    assert "Total mois" in text_of(a_sheet("rma_csref"))


def test_emergency_care_is_told_by_how_many_functions_were_done() -> None:
    i18n.use("en")
    sheet = a_sheet("sonu_fonctions")
    assert status_words(a_sheet("rma_csref")) == ""
    assert status_words(sheet) == "0 of the 7 basic functions were done."
    sheet.first = date(2026, 8, 1)
    correct(sheet, "F4", 1)
    assert "AUGUST 2026 TO OCTOBER 2026" in text_of(sheet)
    told = text_of(sheet)
    assert "1 of the 7 basic functions were done." in told
    assert told.count("Not done: ") == 8
    assert "Manual removal of the placenta. Why" not in told
    for code in ("F1", "F2", "F3", "F5", "F6", "F7"):
        correct(sheet, code, 1)
    assert status_words(sheet).startswith("Basic emergency care")
    for code in ("F8", "F9"):
        correct(sheet, code, 2)
    assert status_words(sheet).startswith("Comprehensive emergency care")
    assert "Not done" not in text_of(sheet)


def test_a_case_to_be_told_at_once_stands_over_the_weeks_sheet() -> None:
    i18n.use("fr")
    sheet = a_sheet("mado_semaine")
    assert alert_words(sheet) == ""
    correct(sheet, "MDO8", 3)  # hepatitis B goes with the sheet
    assert alert_words(sheet) == ""
    correct(sheet, "MDO1", 2)
    told = alert_words(sheet)
    assert "Tétanos néonatal (2)" in told
    assert "Hépatite" not in told
    assert "Tétanos néonatal (2)" in " ".join(text_of(sheet).split())
