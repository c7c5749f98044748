"""The life of the month on the page of returns: what is left, the checks, closing, the archive."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.people import Right
from maternity.reading import show_month
from maternity.records import Record
from maternity.reports.checks import Finding
from maternity.reports.indicators import Rate
from maternity.reports.sheet import Sheet
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.beside import preview_comparison, save_comparison
from maternity.ui.editors import TICKS
from maternity.ui.figure_marks import FigureMarks, is_mark, mark_row
from maternity.ui.figure_note import ask_note
from maternity.ui.lines import Row
from maternity.ui.month_checks import Judged, MonthChecks, ToAnswer
from maternity.ui.proving import run_proven
from maternity.ui.radio_words import save_words
from maternity.ui.report_words import closing_row, entry_row, rate_row
from maternity.ui.told import sentence
from maternity.ui.workbook_filling import WorkbookFilling
from maternity.ward import Draft, handing_in, month_checks, months, returns
from maternity.ward.indicators import who_indicators
from maternity.ward.public_summary import summary_pdf
from maternity.ward.robson import robson_pdf

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage

Groups = list[tuple[str, list[Any]]]


class MonthBar(QObject):
    """The commands on a month, and the lists they show in the lower part of the page."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(page)
        self.page, self.ward = page, page.ward
        self.groups: Groups = []
        self.left = 0
        self.marks, self.workbook = FigureMarks(page), WorkbookFilling(page)
        self.lacks, self.checks = QPushButton(), MonthChecks(page)
        self.menu_button = QPushButton(_("The month"))
        self.menu = QMenu(self.menu_button)
        self.menu_button.setMenu(self.menu)
        for name, button, act in (
            ("month_lacks", self.lacks, self.show_lacks),
            ("month_checks", self.checks.button, self.checks.show_checks),
        ):
            button.setToolTip(action(name).tip)
            button.clicked.connect(act)
            page.bar.add(button)
            page.key(name, act)
        page.bar.add(self.menu_button)
        for name, act in (
            ("close_month", self.offer_closing),
            ("reopen_month", self.offer_reopening),
            ("hand_in", self.offer_stick),
            ("handed_in", self.note_handed_in),
            ("archive", self.show_archive),
            ("indicators", self.show_indicators),
            ("robson", self.print_robson),
            ("public_summary", self.print_summary),
            ("radio_words", partial(save_words, page)),
            ("mark_figure", self.marks.ask_mark),
            ("figure_note", partial(ask_note, page)),
            ("ministry_workbook", self.workbook.offer),
            ("district", self.page.district.emit),
            ("comparison", partial(preview_comparison, page)),
            ("comparison_svg", partial(save_comparison, page)),
        ):
            made = self.menu.addAction(action(name).told)
            made.setObjectName(name)
            made.triggered.connect(act)
            page.key(name, act)

    def show_sheet(self, sheet: Sheet, groups: Groups) -> None:
        """Say how many things are left, and offer what may be done with the month as it stands."""
        self.groups = groups
        marked = (one for _words, found in groups for one in found if is_mark(one))
        self.page.model.mark({(one.line_code, one.cell) for one in marked})
        left = {one for _words, found in groups for one in found if isinstance(one, Record)}
        drafts = sum(isinstance(one, Draft) for _words, found in groups for one in found)
        self.left = len(left) + drafts
        self.lacks.setText(_("To complete · {count}").format(count=self.left))
        self.checks.button.setText(_("Checks"))
        may = self.ward.account.may(Right.CLOSE_MONTH)
        life = sheet.life
        fitting = {
            "close_month": may and not life.is_closed,
            "reopen_month": may and life.is_closed,
            "hand_in": may and life.is_closed,
            "handed_in": may and life.is_closed and life.handed_in is None,
        }
        for act in self.menu.actions():
            act.setEnabled(fitting.get(act.objectName(), True))

    # what is left to do

    def show_lacks(self) -> None:
        """List what keeps the month from being whole, by kind."""
        rows: list[Row] = []
        for words, found in self.groups:
            rows.append(Row(f"{words} · {len(found)}", head=True))
            rows += [_row(one) for one in found]
        self.checks.show(
            _("To complete, so that every figure is whole"), rows, _("Nothing is left.")
        )

    def open_row(self, about: Any) -> None:
        """Open what a row stands for: an entry, a draft, a warning, a closed return."""
        if isinstance(about, Finding):
            self.checks.show_finding(about)
        elif isinstance(about, ToAnswer):
            self.checks.ask_note(about.finding)
        elif is_mark(about):
            self.marks.settle(about)
        elif isinstance(about, Draft):
            self.page.reopened.emit(about)
        elif isinstance(about, Record) and about.register.name == "month_closing":
            self._open_closing(about)
        else:
            self.page.opened.emit(about)

    # acts

    def offer_closing(self) -> None:
        """Check first, then ask whether the month is closed."""
        self.checks.judge(self._ask_closing)

    def _ask_closing(self, judged: Judged) -> None:
        sheet = self.page.sheet
        if sheet is None:
            return
        self.checks.show_judged(judged)
        left = self.checks.tell(judged[1])
        told = [
            plural("{count} check has no note.", "{count} checks have no note.", left),
            plural("{count} entry to complete.", "{count} entries to complete.", self.left),
            _("After closing, a correction needs a reason."),
        ]
        self.page.behind_head.setText("  ·  ".join(told))
        words = _("Close {month}? Type yes.").format(month=show_month(sheet.first))
        self.page.ask.ask(words, action("close_month").told, self._close)

    def _close(self, typed: str) -> None:
        sheet = self.page.sheet
        if sheet is None or TICKS.get(typed.strip()[:1].casefold()) != "yes":
            self.page.ask.leave()
            return

        def close() -> Record:
            told = month_checks.remarks(self.ward, sheet, self.checks.found)
            form, period = sheet.form.id, sheet.period
            again = partial(returns.counted_now, self.ward, form, period)
            return months.close_month(self.ward, sheet, told, again=again)

        done = _("✓ {month} is closed.").format(month=show_month(sheet.first))
        jobs.run(
            close,
            lambda _made: self._done(done),
            self.page.ask.refused,
            words=_("Closing the month…"),
            changes=True,
        )

    def _done(self, words: str) -> None:
        self.page.ask.leave()
        self.page.said.emit(words, "saved")
        self.page.refresh()

    def offer_reopening(self) -> None:
        """Ask why a closed month is opened again."""
        sheet = self.page.sheet
        if sheet is not None:
            self.page.behind_head.setText(_("The next return of this month is an amended one."))
            words = _("Open {month} again. Why?")
            told = words.format(month=show_month(sheet.first))
            self.page.ask.ask(told, _("Open the month again"), self._reopen)

    def _reopen(self, reason: str) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            run_proven(
                self.ward,
                self.page.ask,
                lambda: months.reopen_month(self.ward, sheet.form.id, sheet.first, reason),
                lambda _made: self._done(_("✓ The month is open again.")),
                self.page.ask.refused,
                changes=True,
            )

    def offer_stick(self) -> None:
        """Ask for the stick, then write the folder of the closed return and read it back."""
        words = action("hand_in").told
        place = QFileDialog.getExistingDirectory(self.page, words)
        if place:
            self.write_to(Path(place))

    def write_to(self, stick: Path) -> None:
        """Write the folder of the closed return here; said to be done when it was read back."""
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: handing_in.hand_in(self.ward, sheet, stick),
                lambda folder: self._done(
                    _("✓ Done: {folder} was written, read back and found whole.").format(
                        folder=folder.name
                    )
                ),
                self._refused,
                words=_("Writing to the stick and reading back…"),
                changes=True,
            )

    def note_handed_in(self) -> None:
        """Note that the closed return was handed in."""
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: months.mark_handed_in(self.ward, sheet.form.id, sheet.first),
                lambda _made: self._done(_("✓ Noted: the return was handed in.")),
                self._refused,
                changes=True,
            )

    def _refused(self, error: Refused | Unavailable) -> None:
        self.page.said.emit(sentence(error), "wrong")

    def show_indicators(self) -> None:
        """List the WHO's indicators of the period, each with its two figures."""
        period = str(self.page.month.currentData())

        def listed(found: list[Rate]) -> None:
            rows = [rate_row(one) for one in found]
            head = _("Indicators of the WHO: a rate is told from 20 cases on")
            self.checks.show(head, rows, "")

        words = _("Counting the month…")
        jobs.run(lambda: who_indicators(self.ward, period), listed, self._refused, words=words)

    def print_robson(self) -> None:
        """Preview the Robson report of the period."""
        period = str(self.page.month.currentData())
        jobs.run(
            lambda: robson_pdf(self.ward, period),
            lambda pdf: self.page.previewed.emit(pdf, f"robson-{period}"),
            self._refused,
            words=_("Preparing the pages…"),
        )

    def print_summary(self) -> None:
        """Preview the month on one page for those who are not statisticians."""
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: summary_pdf(self.ward, sheet),
                lambda pdf: self.page.previewed.emit(pdf, f"mois-{sheet.period}"),
                self._refused,
                words=_("Comparing with the months before…"),
            )

    def show_archive(self) -> None:
        """List every return that was closed; Enter opens its pages."""
        jobs.run(lambda: months.closings(self.ward), self._list_archive)

    def _list_archive(self, found: list[Any]) -> None:
        rows = [closing_row(one) for one in reversed(found)]
        head = _("Returns closed so far: Enter opens the very pages that were signed")
        self.checks.show(head, rows, _("No return was closed yet."))

    def _open_closing(self, closing: Any) -> None:
        name = f"{closing.return_form}-{closing.month_on:%Y-%m}-{closing.edition}"
        jobs.run(
            lambda: months.printed(self.ward, closing),
            lambda pdf: self.page.previewed.emit(pdf, name),
            self._refused,
        )


def _row(one: Any) -> Row:
    if isinstance(one, Draft):
        return Row(one.title, f"{one.who}  ·  {one.at:%d/%m/%Y %H:%M}", one)
    if is_mark(one):
        return mark_row(one)
    return entry_row(one)
