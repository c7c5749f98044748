"""Filling the ministry's own workbook from the page of returns: where to, then the figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.saving_as import ask_place
from maternity.ui.told import sentence
from maternity.ward import workbooks

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage


class WorkbookFilling(QObject):
    """The workbook in force for the month shown, written with its figures to a new file."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(page)
        self.page, self.ward = page, page.ward

    def offer(self) -> None:
        """Ask where the filled workbook goes."""
        sheet = self.page.sheet
        if sheet is not None:
            name = f"{sheet.form.id}-{sheet.period}.xlsx"
            words = action("ministry_workbook").told
            place = ask_place(self.page, words, name, "Excel (*.xlsx)")
            if place:
                self.fill_to(place)

    def fill_to(self, place: Path) -> None:
        """Write it to this file."""
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: workbooks.write_filled(self.ward, sheet, place),
                self._written,
                self._refused,
                words=_("Filling the workbook…"),
            )

    def _written(self, place: Path) -> None:
        self.page.said.emit(_("Written: {file}").format(file=place.name), "saved")

    def _refused(self, error: Refused | Unavailable) -> None:
        self.page.said.emit(sentence(error), "wrong")
