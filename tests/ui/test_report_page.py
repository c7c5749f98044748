"""The month's return by keys: from figure to figure, behind them, typed, corrected, printed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from maternity.ui.form import Form
from maternity.ui.preview import Preview
from maternity.ui.report_page import ReportPage
from maternity.ui.report_table import NOT_ANSWERED, TOTAL, UNPLACED
from maternity.ui.window import Window
from tests.ui.desk import ask, control, enter, press, settle, write

Key = Qt.Key


@pytest.fixture
def page(window: Window) -> ReportPage:
    """The return of October 2026."""
    window.act("reports")
    settle()
    found = window.trail.current
    assert isinstance(found, ReportPage)
    found.show_month(date(2026, 10, 1))
    settle()
    return found


def row_of(page: ReportPage, code: str) -> int:
    """The row of a line."""
    codes = [getattr(line, "code", "") for line in page.model.rows]
    return codes.index(code)


def stand(page: ReportPage, code: str, column: int = TOTAL) -> QModelIndex:
    """Stand on a figure."""
    index = page.model.index(row_of(page, code), column)
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    return index


def shown(page: ReportPage, code: str, column: int = TOTAL) -> str:
    """The words of a figure."""
    return str(page.model.index(row_of(page, code), column).data())


def test_every_line_is_as_high_as_its_words_wrapped(page: ReportPage) -> None:
    page.grid.setColumnWidth(0, 160)
    rows = range(page.model.rowCount())
    heights = [page.grid.sizeHintForRow(row) for row in rows]
    assert heights == [QTableView.sizeHintForRow(page.grid, row) for row in rows]
    assert len(set(heights)) > 2, "no label was wrapped"


def test_the_page_begins_with_the_month_that_is_handed_in_next(window: Window) -> None:
    window.act("reports")
    settle()
    page = window.trail.current
    assert isinstance(page, ReportPage)
    assert page.month.currentData() == "2026-11"  # the fifth has passed: October was handed in
    assert "to hand in by 05/12/2026" in page.state.text()


def test_every_total_is_the_number_of_entries_behind_it(page: ReportPage) -> None:
    for row in range(page.model.rowCount()):
        line = page.model.line(row)
        if line is not None and not line.form.manual and not line.form.sum:
            assert shown(page, line.code) == str(len(line.entries()))
    stand(page, "G10")
    behind = [page.behind.item(n) for n in range(page.behind.count())]
    assert len(behind) == int(shown(page, "G10"))


def test_arrows_go_from_figure_to_figure_over_headings_and_grey_cells(page: ReportPage) -> None:
    stand(page, "G10", 1)
    press(Key.Key_Left)
    assert page.grid.currentIndex().column() == 1
    press(Key.Key_Right)
    assert page.grid.currentIndex().column() == 2
    press(Key.Key_Down)
    assert page.model.line(page.grid.currentIndex().row()).code == "G11"  # type: ignore[union-attr]
    stand(page, "G1")
    for _time in range(page.model.rowCount()):
        press(Key.Key_Down)
        at = page.grid.currentIndex()
        assert page.model.is_figure(at.row(), at.column())


def test_ctrl_enter_goes_behind_the_figure_enter_opens_and_esc_comes_back(
    page: ReportPage, window: Window
) -> None:
    stand(page, "G10")
    control(Key.Key_Return)
    assert QApplication.focusWidget() is page.behind
    press(Key.Key_Escape)
    assert QApplication.focusWidget() is page.grid
    control(Key.Key_Return)
    first = page.behind.current()
    enter()
    form = window.trail.current
    assert isinstance(form, Form)
    assert form.entry == first
    press(Key.Key_Escape)
    assert window.trail.current is page


def test_what_has_no_cell_has_its_own_and_is_listed_to_complete(page: ReportPage) -> None:
    line = next(one for one in page.model.rows if getattr(one, "unplaced", None))
    code = line.code  # type: ignore[union-attr]
    assert shown(page, code, UNPLACED).endswith(" !")
    stand(page, code, UNPLACED)
    assert "age or village unknown: to complete" in page.behind_head.text()
    page.bar_of_month.show_lacks()
    settle()
    listed = {
        page.behind.item(n).data(Qt.ItemDataRole.UserRole) for n in range(page.behind.count())
    }
    assert set(line.unplaced) <= listed  # type: ignore[union-attr]
    assert page.bar_of_month.lacks.text() == f"To complete · {len(listed - {None})}"


def test_blank_zero_and_typed_are_three_different_things(page: ReportPage, window: Window) -> None:
    assert shown(page, "G1") == NOT_ANSWERED
    stand(page, "G1")
    write("0")
    enter()
    settle()
    assert shown(page, "G1") == "0 s"
    stand(page, "G1")
    write("12")
    enter()
    assert shown(page, "G1") == "12 s"
    stand(page, "G1")
    assert "typed by hand: Formation, 26/11/2026 10:00" in page.behind_head.text()
    control(Key.Key_N)
    write("Cahier des séances, deux annulées")
    enter()
    assert shown(page, "G1") == "12 s"
    assert "10:00: Cahier des séances, deux annulées  ·  " in page.behind_head.text()
    stand(page, "G2")
    control(Key.Key_N)
    assert "Type the figure first" in window.status.said.text()
    stand(page, "G10")
    control(Key.Key_N)
    assert "F2" in window.status.said.text()
    stand(page, "G1")
    press(Key.Key_F2)
    press(Key.Key_Delete)
    enter()
    assert shown(page, "G1") == NOT_ANSWERED
    zeros = [line for line in page.model.rows if getattr(line, "total", None) == 0]
    assert zeros
    assert shown(page, zeros[0].code) == "0"  # type: ignore[union-attr]


def test_a_question_has_all_its_lines_on_a_small_screen(page: ReportPage) -> None:
    page.setMaximumWidth(640)
    settle()
    stand(page, "G10")
    control(Key.Key_D)
    write("à voir avec Mme Traoré-Coulibaly")
    enter()
    words = page.ask.words
    assert "is a name in the register" in words.text()
    settle()
    assert words.height() >= words.heightForWidth(words.width()) > 2 * words.fontMetrics().height()


def test_a_figure_that_cannot_be_had_is_said_so(page: ReportPage) -> None:
    stand(page, "G1")
    write("?")
    enter()
    assert shown(page, "G1") == "n/a"


def test_the_top_row_of_a_french_keyboard_types_a_figure(page: ReportPage) -> None:
    stand(page, "G1")
    press(Key.Key_F2)
    write('&"')
    enter()
    assert shown(page, "G1") == "13 s"


def test_what_is_no_figure_is_refused_in_words(page: ReportPage, window: Window) -> None:
    stand(page, "G1")
    press(Key.Key_F2)
    write("douze")
    enter()
    assert shown(page, "G1") == NOT_ANSWERED
    assert window.status.said.text().startswith("G1: ")


def test_a_counted_figure_is_corrected_with_a_reason_and_both_are_shown(
    page: ReportPage,
) -> None:
    counted = shown(page, "G10")
    stand(page, "G10")
    press(Key.Key_F2)
    write("99")
    enter()
    assert page.ask.isVisible()
    assert f"{counted} was counted, 99 is put in its place" in page.ask.words.text()
    enter()
    assert "Say why in at least" in page.ask.words.text()
    write("Un carnet de plus")
    enter()
    assert shown(page, "G10") == f"99 c ({counted})"
    stand(page, "G10")
    assert "corrected: Formation, 26/11/2026 10:00: Un carnet de plus" in page.behind_head.text()
    stand(page, "G10")
    press(Key.Key_F2)
    press(Key.Key_Delete)
    enter()
    write("Carnet du mois de novembre")
    enter()
    assert shown(page, "G10") == counted


def test_escape_leaves_the_figure_as_it_was(page: ReportPage) -> None:
    counted = shown(page, "G10")
    stand(page, "G10")
    press(Key.Key_F2)
    write("99")
    enter()
    press(Key.Key_Escape)
    assert not page.ask.isVisible()
    assert shown(page, "G10") == counted


def test_the_bytes_previewed_are_those_saved(
    page: ReportPage, window: Window, tmp_path: Path
) -> None:
    page.grid.setFocus()
    press(Key.Key_F12)
    preview = window.trail.current
    assert isinstance(preview, Preview)
    preview.save_to(tmp_path / "rma.pdf")
    assert (tmp_path / "rma.pdf").read_bytes() == preview.pdf
    read = PdfReader(tmp_path / "rma.pdf")
    assert len(read.pages) == preview.document.pageCount()
    assert "Deliveries in the facility" in read.pages[0].extract_text()


def test_a_printer_gets_every_page_of_the_preview(
    page: ReportPage, window: Window, tmp_path: Path
) -> None:
    from PySide6.QtPrintSupport import QPrinter

    page.grid.setFocus()
    press(Key.Key_F12)
    preview = window.trail.current
    assert isinstance(preview, Preview)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "papier.pdf"))
    preview.draw(printer)
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == preview.document.pageCount()
    assert "Sent to the printer" in window.status.said.text()
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    preview.draw(printer)
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == 1


def test_a_return_is_saved_in_every_format(
    page: ReportPage, window: Window, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    for ending in ("pdf", "xlsx", "csv", "json"):
        with subtests.test(ending):
            place = tmp_path / f"rma.{ending}"
            page.save_to(place)
            settle()
            assert place.stat().st_size > 1000
            assert f"Written: rma.{ending}" in window.status.said.text()
    told = json.loads((tmp_path / "rma.json").read_text("utf-8"))
    total = next(one["total"] for one in told["lines"] if one["code"] == "G10")
    assert str(total) == shown(page, "G10")


def test_a_matron_counts_the_month_and_may_not_write_figures_to_a_file(
    matron: Window, tmp_path: Path
) -> None:
    matron.act("reports")
    settle()
    page = matron.trail.current
    assert isinstance(page, ReportPage)
    assert page.sheet is not None
    page.save_to(tmp_path / "rma.json")
    settle()
    assert not (tmp_path / "rma.json").exists()
    assert "Your role does not allow this" in matron.status.said.text()


def test_an_entry_completed_behind_a_figure_changes_it(page: ReportPage) -> None:
    line = next(one for one in page.model.rows if getattr(one, "unplaced", None))
    entry = line.unplaced[0]  # type: ignore[union-attr]
    before = page.bar_of_month.lacks.text()
    woman = ask(lambda: page.ward.full("woman", entry.look("woman.id")))
    village = ask(lambda: page.ward.all("village"))[0]
    woman.village, woman.declared_age_years = village, 30
    woman.age_declared_on = date(2026, 10, 1)
    ask(lambda: page.ward.keep(woman, reason="demandé à la famille"))
    press(Key.Key_F5)
    assert page.bar_of_month.lacks.text() != before


def test_the_totals_are_in_view_without_scrolling_sideways(window: Window) -> None:
    window.resize(1366, 728)
    window.act("reports")
    settle()
    page = window.trail.current
    assert isinstance(page, ReportPage)
    assert page.grid.verticalScrollBar().maximum() > 0
    assert page.grid.horizontalScrollBar().maximum() == 0


def test_a_weekly_return_offers_weeks_and_a_monthly_one_months(page: ReportPage) -> None:
    page.form_box.setCurrentIndex(page.form_box.findData("mado_semaine"))
    page.form_box.activated.emit(page.form_box.currentIndex())
    settle()
    assert page.month.currentData() == "2026-W47"
    assert page.state.text() == "week 47 of 2026 (16/11 to 22/11)"
    page.form_box.setCurrentIndex(page.form_box.findData("rma_cscom"))
    page.form_box.activated.emit(page.form_box.currentIndex())
    settle()
    assert page.month.currentData() == "2026-10"


def test_a_quarter_is_shown_as_the_sum_of_its_months(page: ReportPage) -> None:
    october = int(shown(page, "G10"))
    page.month.setCurrentIndex(page.month.findData("2026-Q4"))
    page.refresh()
    settle()
    assert page.state.text() == "quarter 4 of 2026"
    assert int(shown(page, "G10")) > october


def test_a_faulty_file_of_the_district_is_told_above_the_grid_and_the_return_is_there(
    window: Window,
) -> None:
    folder = window.ward.folder
    assert folder is not None
    (folder / "returns").mkdir()
    (folder / "returns" / "district.toml").write_text("[return]\nid = 4\n", "utf-8")
    window.act("reports")
    settle()
    page = window.trail.current
    assert isinstance(page, ReportPage)
    assert "district.toml" in page.set_aside.text()
    assert page.set_aside.isVisible()
    assert page.model.rowCount() > 50
