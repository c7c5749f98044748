"""A note on a figure that was typed into the return: where it comes from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maternity.i18n import _
from maternity.records import Record
from maternity.reports.form import cell_words
from maternity.reports.sheet import TOTAL, Cell, Line
from maternity.ui import jobs
from maternity.ui.report_table import UNPLACED, cell_of

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage


def ask_note(page: ReportPage) -> None:
    """Ask for the note on the figure stood on; only what was typed takes one."""
    index = page.grid.currentIndex()
    line = page.model.line(index.row())
    if line is None or index.column() == UNPLACED:
        return
    cell = cell_of(line, index.column())
    if not line.form.is_typed(cell):
        words = _("A counted figure takes its reason when it is corrected (F2).")
    elif line.figure(cell) is None and not line.not_available(cell):
        words = _("Type the figure first, then its note.")
    else:
        where = f"{line.code}, {cell_words('/'.join(cell) or TOTAL)}"
        words = _("{figure}: where does it come from?").format(figure=where)
        page.ask.ask(words, _("Keep the note"), partial(_keep, page, line, cell))
        return
    page.said.emit(words, "wrong")


def _keep(page: ReportPage, line: Line, cell: Cell, note: str) -> None:
    sheet = page.sheet
    if sheet is None:
        return
    value, not_had = line.figure(cell), line.not_available(cell)

    def kept(_figure: Record) -> None:
        page.ask.leave()
        page.said.emit(_("✓ The note is kept."), "saved")
        page.refresh()

    jobs.run(
        lambda: page.ward.type_figure(
            sheet, line.code, cell, value, note.strip(), not_available=not_had
        ),
        kept,
        page.ask.refused,
        changes=True,
    )
