"""What becomes of each row of a file: told row by row, and written to a file of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.saving_as import ask_place
from maternity.ui.table import initials
from maternity.ui.told import sentence
from maternity.ui.told_rows import ToldRows
from maternity.ward import Ward, incoming
from maternity.ward.incoming import Report

VALUE = 3
"""The column of what stands in the file."""


class IncomingRows(ToldRows):
    """The report of a file: refused rows first, each with its column and its sentence."""

    said = Signal(str, str)

    def __init__(self, ward: Ward) -> None:
        super().__init__([_(head) for head in incoming.HEADS], _("What becomes of each row"))
        self.ward = ward
        self.report: Report | None = None
        self.hidden = False

    def show_report(self, report: Report) -> None:
        """Show what is told of the rows."""
        self.report = report
        rows = [incoming.cells(one) for one in report.told]
        if self.hidden:
            rows = [(*one[:VALUE], initials(one[VALUE]), *one[VALUE + 1 :]) for one in rows]
        self.fill(rows)

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of what stands in the file."""
        self.hidden = hidden
        if self.report is not None:
            self.show_report(self.report)

    def ask_report(self) -> None:
        """Ask where the report goes."""
        name = f"{self.report.incoming.place.stem}.csv" if self.report is not None else ""
        kinds = _("Table (*.csv);;Workbook (*.xlsx)")
        place = ask_place(self, _("Save the report…"), name, kinds)
        if place:
            self.save_to(place)

    def save_to(self, place: Path) -> None:
        """Write the report to a file."""
        report = self.report
        if report is not None:
            work = partial(incoming.write_report, self.ward, report, place)
            jobs.run(work, self._saved, self._not_saved)

    def _saved(self, place: Path) -> None:
        self.said.emit(_("✓ Report written: {file}.").format(file=place.name), "saved")

    def _not_saved(self, error: Refused | Unavailable) -> None:
        self.said.emit(sentence(error), "wrong")
