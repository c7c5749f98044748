"""Marking a figure of the return to be checked, and settling the mark, on the page of returns."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from maternity.i18n import _
from maternity.records import Record
from maternity.reports.form import cell_words
from maternity.reports.sheet import TOTAL, Cell, Line
from maternity.ui import jobs
from maternity.ui.lines import Row
from maternity.ui.report_table import UNPLACED, cell_of
from maternity.ward import figure_marks

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage


class FigureMarks(QObject):
    """The marks of the month shown: set on the figure stood on, settled from the work list."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(page)
        self.page, self.ward = page, page.ward

    def ask_mark(self) -> None:
        """Ask what is to be checked about the figure stood on."""
        index = self.page.grid.currentIndex()
        line = self.page.model.line(index.row())
        if line is None or index.column() == UNPLACED:
            return
        cell = cell_of(line, index.column())
        words = _("{figure}: what is to be checked?").format(figure=_figure(line.code, cell))
        self.page.ask.ask(words, _("Mark it"), partial(self._mark, line, cell))

    def _mark(self, line: Line, cell: Cell, comment: str) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: figure_marks.mark(self.ward, sheet, line.code, cell, comment),
                lambda _kept: self._done(_("⚑ The figure is marked; it stands in the work list.")),
                self.page.ask.refused,
                changes=True,
            )

    def settle(self, mark: Any) -> None:
        """Go to the figure of a mark, and ask what was found."""
        self.page.stand_on(mark.line_code, mark.cell or TOTAL)
        words = _("{mark} — what was found?").format(mark=figure_marks.told(mark))
        self.page.ask.ask(words, _("Settled"), partial(self._settle, mark))

    def _settle(self, mark: Any, outcome: str) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: figure_marks.settle(self.ward, sheet, mark, outcome),
                lambda _kept: self._done(_("✓ The mark is settled.")),
                self.page.ask.refused,
                changes=True,
            )

    def _done(self, words: str) -> None:
        self.page.ask.leave()
        self.page.said.emit(words, "saved")
        self.page.refresh()


def _figure(code: str, cell: Cell) -> str:
    return f"{code}, {cell_words('/'.join(cell) or TOTAL)}"


def is_mark(entry: Any) -> bool:
    """Whether a row of the work list is a mark."""
    return isinstance(entry, Record) and entry.register.name == "figure_mark"


def mark_row(mark: Any) -> Row:
    """A mark as a row: the figure and what is to check, then who and when."""
    facts = f"{mark.created_by or ''}  ·  {mark.created_at:%d/%m/%Y %H:%M}"
    return Row(f"⚑ {figure_marks.told(mark)}", facts, mark)
