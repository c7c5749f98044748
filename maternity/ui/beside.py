"""The figure that is stood on among the months before, drawn beside the entries behind it.

The months are asked for one by one when nobody has moved for a moment, so that the page opens at
once and other work is never kept waiting. What is drawn stands in words below it, and is read out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from maternity.i18n import _
from maternity.reports.course import Course, drawing, legend, rows, sentences
from maternity.reports.sheet import Line, Sheet
from maternity.ui import jobs, theme
from maternity.ui.actions import action
from maternity.ui.drawing_view import PAPER, paint
from maternity.ui.saving_as import ask_place
from maternity.ui.told import sentence
from maternity.ward import Ward, comparison, month_checks
from maternity.ward.month_checks import Earlier

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage

REST_MS = 400
"""Nobody moved for so long: the months before may be counted."""
PX_PER_MM = 96 / 25.4
LETTER = 8.5
"""The size of the words of the drawing, in points, at text of 100 %."""
EDGE, ROW_OF = 4, 0.36
"""Pixels around the drawing; and the points of its words for a millimetre of its height."""


class Picture(QWidget):
    """The drawing of a course, as wide and high as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.course: Course | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_course(self, course: Course | None, name: str) -> None:
        """Draw another course; what it shows is told to who listens."""
        self.course = course
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(rows(course)) if course is not None else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it on white paper, in every theme."""
        if self.course is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(PAPER))
        painter.translate(EDGE, EDGE)
        painter.scale(PX_PER_MM, PX_PER_MM)
        wide, high = ((side - 2 * EDGE) / PX_PER_MM for side in (self.width(), self.height()))
        letter = min(LETTER * theme.percent() / 100, max(LETTER, high * ROW_OF))
        for mark in drawing(self.course, wide, high, letter=letter).marks:
            paint(painter, mark)
        painter.end()


class Beside(QWidget):
    """The drawing of the line that is stood on, and its words."""

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.sheet: Sheet | None = None
        self.line: Line | None = None
        self.courses: dict[str, Course] = {}
        self._found: dict[date, Earlier] = {}
        self._waiting: Callable[[Course], None] | None = None
        self.picture, self.words = Picture(), QLabel()
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 0, 0, 0)
        self.row.addWidget(self.picture, 5)
        self.row.addWidget(self.words, 3)
        self.rest = QTimer(self)
        self.rest.setSingleShot(True)
        self.rest.setInterval(REST_MS)
        self.rest.timeout.connect(self.begin)
        self.hide()

    def show_sheet(self, sheet: Sheet) -> None:
        """Another sheet: its months before are not known yet."""
        self.sheet, self.courses, self._found, self._waiting = sheet, {}, {}, None
        self.setVisible(comparison.is_compared(sheet))
        self.rest.stop()

    def stand_on(self, line: Line | None) -> None:
        """Follow the row that is stood on."""
        self.line = line
        if self.sheet is not None and not self.courses and comparison.is_compared(self.sheet):
            self.rest.start()
        self._show()

    def begin(self) -> None:
        """Ask for the months before, the nearest first."""
        sheet = self.sheet
        if sheet is not None and not self._found and comparison.is_compared(sheet):
            self._next(sheet, list(month_checks.earlier_months(sheet.first)))

    def when_known(self, then: Callable[[Course], None]) -> None:
        """Hand over the course of the line that is stood on: now, or when it is known."""
        course = self.courses.get(self.line.code) if self.line is not None else None
        if course is not None:
            then(course)
        elif self.line is not None:
            self._waiting = then
            if not self._found:
                self.rest.stop()
                self.begin()

    def _next(self, sheet: Sheet, left: list[date]) -> None:
        """Ask for one month more; when all are there, draw. Another sheet ends it."""
        if sheet is not self.sheet:
            return
        if not left:
            earlier = [self._found[first] for first in sorted(self._found)]
            self.courses = comparison.courses(sheet, earlier)
            self._show()
            waiting, self._waiting = self._waiting, None
            if waiting is not None:
                self.when_known(waiting)
            return
        *others, first = left
        jobs.run(
            partial(month_checks.one_before, self.ward, sheet.form.id, first),
            partial(self._came, sheet, others),
            words=_("Comparing with the months before…"),
        )

    def _came(self, sheet: Sheet, left: list[date], month: Earlier) -> None:
        if sheet is self.sheet:
            self._found[month.first] = month
            self._next(sheet, left)

    def _show(self) -> None:
        course = self.courses.get(self.line.code) if self.line is not None else None
        name = f"{self.line.code}  {self.line.form.words}" if self.line is not None else ""
        self.picture.show_course(course, name)
        waiting = _("Comparing with the months before…") if self.line is not None else ""
        self.words.setText(waiting if course is None else "\n".join(sentences(course)))
        self.picture.setToolTip(f"{self.words.text()}\n{legend()}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words stand beside the drawing where there is room for all of them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = (self.width() - 8 - self.row.spacing()) * 3 // 8
        self.words.setVisible(self.words.heightForWidth(wide) <= self.height())


def save_comparison(page: ReportPage) -> None:
    """Ask for a file, and keep the drawing of the line that is stood on in it."""
    line, sheet = page.beside.line, page.sheet
    if line is not None and sheet is not None:
        words, name = action("comparison_svg").told, f"{line.code}-{sheet.period}.svg"
        place = ask_place(page, words, name, "SVG (*.svg)")
        if place:
            save_comparison_to(page, place)


def save_comparison_to(page: ReportPage, place: Path) -> None:
    """Write the drawing to this file, when the months before are known."""
    line, sheet = page.beside.line, page.sheet
    if line is None or sheet is None:
        return
    if not comparison.is_compared(sheet):
        page.said.emit(_("One month is compared with those before it. Choose a month."), "wrong")
        return
    page.beside.when_known(
        lambda course: jobs.run(
            lambda: comparison.save_drawing(page.ward, sheet, line, course, place),
            lambda done: page.said.emit(_("Written: {file}").format(file=done.name), "saved"),
            lambda error: page.said.emit(sentence(error), "wrong"),
        )
    )


def preview_comparison(page: ReportPage) -> None:
    """Preview every figure of the month beside those of the months before."""
    sheet = page.sheet
    if sheet is not None:
        jobs.run_long(
            lambda step: comparison.comparison_pdf(page.ward, sheet, step),
            lambda pdf: page.previewed.emit(pdf, f"comparaison-{sheet.period}"),
            lambda error: page.said.emit(sentence(error), "wrong"),
            words=_("Comparing with the months before…"),
        )
