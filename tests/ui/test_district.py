"""The district's files and the marks on figures, on the screen by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt

from maternity.ui.district_page import DistrictPage
from maternity.ui.report_page import ReportPage
from maternity.ui.window import Window
from tests.exchange.test_ministry_workbook import cell, merged, template
from tests.ui.desk import control, enter, press, settle, write
from tests.ward.test_district import cells

Key = Qt.Key
FIRST = date(2026, 10, 1)


def opened(window: Window) -> ReportPage:
    window.act("reports")
    settle()
    found = window.trail.current
    assert isinstance(found, ReportPage)
    found.show_month(FIRST)
    settle()
    found.grid.setFocus()
    return found


def listed(card: object) -> list[str]:
    lines = card.lines  # type: ignore[attr-defined]
    return [lines.item(n).text() for n in range(lines.count())]


def test_the_ministrys_workbook_is_checked_tried_put_in_force_and_filled(
    window: Window, tmp_path: Path
) -> None:
    reports = opened(window)
    control(Key.Key_G)
    page = window.trail.current
    assert isinstance(page, DistrictPage)
    assert not page.put.isEnabled()
    book = template(tmp_path / "rma.xlsx", merged)
    cells(tmp_path / "rma.csv", ("G10", "total", "E8"))
    page.look_at(book)
    settle()
    assert page.found.text().startswith("× Acc. & suites!E8 lies in the merged cells D8:F8")
    assert not page.put.isEnabled()
    cells(tmp_path / "rma.csv", ("G10", "total", "D3"))
    page.look_at(book)
    settle()
    assert "1 cell to fill" in page.found.text()
    assert listed(page.tried)[0].startswith("Acc. & suites!D3  ←  G10")
    page.first.setCurrentIndex(page.first.findText("October 2026"))
    assert page.focusWidget() is page.put
    enter()
    assert "in force from 01/10/2026" in page.found.text()
    assert any("in force from 01/10/2026" in one for one in listed(page.standing))
    press(Key.Key_Escape)
    assert window.trail.current is reports
    settle()
    out = tmp_path / "octobre.xlsx"
    reports.bar_of_month.workbook.fill_to(out)
    settle()
    assert reports.sheet is not None
    assert cell(out.read_bytes(), 3, 4) == reports.sheet.count("G10")


def test_a_figure_is_marked_to_be_checked_and_the_mark_is_settled(window: Window) -> None:
    page = opened(window)
    page.stand_on("G10", "total")
    control(Key.Key_D)
    assert page.ask.words.text() == "G10, total: what is to be checked?"
    write("deux carnets")
    enter()
    shown = [str(page.model.index(row, page.model.columnCount() - 1).data()) for row in range(30)]
    assert sum(one.endswith("⚑") for one in shown) == 1
    page.grid.setFocus()
    control(Key.Key_T)
    told = [page.behind.item(n).text() for n in range(page.behind.count())]
    at = next(n for n, words in enumerate(told) if words.startswith("⚑ G10, total: deux carnets"))
    page.stand_on("G19", "total")
    control(Key.Key_T)
    page.behind.setCurrentRow(at)
    enter()
    assert page.ask.words.text() == "G10, total: deux carnets — what was found?"
    write("compté une fois")
    enter()
    assert "⚑" not in str(page.model.index(page.grid.currentIndex().row(), 11).data())
    assert not any(one for one in page.bar_of_month.groups if one[0] == "Figures marked to check")
