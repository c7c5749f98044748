"""The figure that is stood on among the months before: drawn, told in words, read out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt

from maternity.ui.beside import save_comparison_to
from maternity.ui.preview import Preview
from maternity.ui.radio_words import save_words_to
from maternity.ui.report_page import ReportPage
from maternity.ui.report_table import TOTAL
from maternity.ui.window import Window
from tests.ui.desk import control, press, settle

Key = Qt.Key


def opened(window: Window) -> ReportPage:
    window.act("reports")
    settle()
    page = window.trail.current
    assert isinstance(page, ReportPage)
    page.show_month(date(2026, 10, 1))
    settle()
    return page


def row_of(page: ReportPage, code: str) -> int:
    return [getattr(line, "code", "") for line in page.model.rows].index(code)


def stand(page: ReportPage, code: str) -> None:
    page.grid.setCurrentIndex(page.model.index(row_of(page, code), TOTAL))
    page.grid.setFocus()


def test_the_months_before_follow_the_row_and_are_told_and_printed(
    window: Window, tmp_path: Path
) -> None:
    page = opened(window)
    beside = page.beside
    stand(page, "G10")
    assert beside.rest.isActive()  # the page is there; the months come when nobody moves
    assert beside.words.text() == "Comparing with the months before…"
    beside.rest.timeout.emit()
    settle()
    line = page.model.line(row_of(page, "G10"))
    assert line is not None
    assert beside.words.text().startswith(f"This month: {line.total}.\nLast month: ")
    assert beside.picture.accessibleName().startswith("G10  ")
    assert f"October 2026: {line.total} (open)" in beside.picture.accessibleDescription()
    counted = len(beside.courses)
    press(Key.Key_Down)
    assert beside.picture.accessibleName().startswith("G11  ")
    assert len(beside.courses) == counted
    press(Key.Key_F1)
    settle()
    assert page.behind_head.text().startswith("How this figure was counted: G11  ")
    told = [page.behind.item(at).text() for at in range(page.behind.count())]
    assert "Beside the months before" in told
    assert any(words.startswith("October 2025: ") for words in told)
    page.grid.setFocus()
    save_comparison_to(page, tmp_path / "g11.svg")
    settle()
    assert window.status.said.text() == "Written: g11.svg"
    picture = (tmp_path / "g11.svg").read_text("utf-8")
    assert "<title>G11  " in picture
    assert "October 2026</title>" in picture
    assert beside.words.text().split("\n")[0] in picture  # the words of the paper stand below
    save_words_to(page, tmp_path / "radio")
    settle()
    told = (tmp_path / "radio.txt").read_text("utf-8").splitlines()
    assert "October 2026" in told[0]
    assert len(told) == 12  # the opening, ten sentences, the closing
    control(Key.Key_B)
    settle()
    assert isinstance(window.trail.current, Preview)
    press(Key.Key_Escape)
    page.month.setCurrentIndex(page.month.findData("2026"))
    page.refresh()
    settle()
    assert not beside.isVisible()
    save_comparison_to(page, tmp_path / "year.svg")
    assert "Choose a month" in window.status.said.text()
    assert not (tmp_path / "year.svg").exists()


def test_a_return_without_cells_shows_its_totals_alone(window: Window) -> None:
    page = opened(window)
    page.form_box.setCurrentIndex(page.form_box.findData("sdmpr"))
    page.refresh()
    settle()
    shown = [at for at in range(TOTAL + 1) if not page.grid.isColumnHidden(at)]
    assert shown == [0, TOTAL]
    assert page.model.is_figure(page.grid.currentIndex().row(), TOTAL)
    page.form_box.setCurrentIndex(page.form_box.findData("rma_cscom"))
    page.refresh()
    settle()
    assert not any(page.grid.isColumnHidden(at) for at in range(TOTAL + 1))


def test_a_total_stays_in_view_where_the_columns_are_wider_than_the_page(window: Window) -> None:
    page = opened(window)
    assert not page.grid.held.isVisible()
    page.grid.setMaximumWidth(600)
    settle()
    stand(page, "G10")
    bar, held = page.grid.horizontalScrollBar(), page.grid.held
    assert bar.value() == 0 < bar.maximum()
    assert held.isVisible()
    assert held.geometry().right() <= page.grid.viewport().geometry().right()
    row = row_of(page, "G10")
    assert held.rowHeight(row) == page.grid.rowHeight(row)
    page.grid.setCurrentIndex(page.model.index(row, TOTAL - 2))
    seen = page.grid.visualRect(page.grid.currentIndex())
    assert seen.right() <= page.grid.viewport().width() - held.width()
    bar.setValue(0)
    stand(page, "G1")
    press(Key.Key_F2)
    assert bar.value() == bar.maximum()  # the total itself is typed into
    assert not held.isVisible()
    press(Key.Key_Escape)
    assert bar.value() == 0
