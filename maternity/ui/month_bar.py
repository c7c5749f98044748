"""The life of the month on the page of returns: what is left, the checks, closing, the archive."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QPushButton

from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.people import Right
from maternity.reading import show_month
from maternity.records import Record
from maternity.reports.checks import Finding
from maternity.reports.sheet import Sheet
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.editors import TICKS
from maternity.ui.lines import Row
from maternity.ui.report_words import closing_row, entry_row
from maternity.ui.told import sentence
from maternity.ward import Draft, month_checks, months, returns

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage

Groups = list[tuple[str, list[Any]]]


@dataclass(frozen=True)
class ToAnswer:
    """A warning that waits for its note."""

    finding: Finding


class MonthBar(QObject):
    """The commands on a month, and the lists they show in the lower part of the page."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(page)
        self.page, self.ward = page, page.ward
        self.findings: list[Finding] = []
        self.groups: Groups = []
        self.lacks, self.checks = QPushButton(), QPushButton()
        self.menu_button = QPushButton(_("The month"))
        self.menu = QMenu(self.menu_button)
        self.menu_button.setMenu(self.menu)
        for name, button, act in (
            ("month_lacks", self.lacks, self.show_lacks),
            ("month_checks", self.checks, self.show_checks),
        ):
            button.setToolTip(action(name).tip)
            button.clicked.connect(act)
            page.bar.add(button)
            page.key(name, act)
        page.bar.add(self.menu_button)
        for name, act in (
            ("close_month", self.offer_closing),
            ("reopen_month", self.offer_reopening),
            ("handed_in", self.offer_handing_in),
            ("archive", self.show_archive),
        ):
            made = self.menu.addAction(action(name).told)
            made.setObjectName(name)
            made.triggered.connect(act)
            page.key(name, act)
        self.checks.setText(_("Checks"))

    def show_sheet(self, sheet: Sheet, groups: Groups) -> None:
        """Say how many things are left, and offer what may be done with the month as it stands."""
        self.groups = groups
        left = {one for _words, found in groups for one in found if isinstance(one, Record)}
        drafts = sum(isinstance(one, Draft) for _words, found in groups for one in found)
        self.lacks.setText(_("To complete · {count}").format(count=len(left) + drafts))
        self.checks.setText(_("Checks"))
        may = self.ward.account.may(Right.CLOSE_MONTH)
        life = sheet.life
        fitting = {
            "close_month": may and not life.is_closed,
            "reopen_month": may and life.is_closed,
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
        self._list(_("To complete, so that every figure is whole"), rows, _("Nothing is left."))

    def _list(self, head: str, rows: list[Row], empty: str) -> None:
        self.page.behind_head.setText(head)
        self.page.behind.fill(rows, empty)
        self.page.behind.setFocus()

    # the checks

    def show_checks(self) -> None:
        """Judge the month, then list its warnings."""
        self._check(self._list_checks)

    def _check(self, then: Any) -> None:
        sheet = self.page.sheet
        if sheet is None:
            return
        if sheet.life.is_closed:
            rows = [Row(f"{one.check}  {one.words}", one.note) for one in sheet.life.remarks]
            self._list(_("The checks as they stood when the month was closed"), rows, _("None."))
            return

        def judge() -> tuple[list[Finding], dict[str, str]]:
            found = month_checks.warnings(self.ward, sheet)
            kept = month_checks.notes(self.ward, sheet.form.id, sheet.first)
            return found, {check: one.note or "" for check, one in kept.items()}

        jobs.run(judge, then, words=_("Checking the month…"))

    def _list_checks(self, judged: tuple[list[Finding], dict[str, str]]) -> None:
        self.findings, notes = judged
        self._tell_checks(notes)
        rows = [_finding_row(one, notes.get(one.check, "")) for one in self.findings]
        head = _("Checks: Enter opens the entries to look at, and the note that answers")
        self._list(head, rows, _("Every check holds."))

    def _tell_checks(self, notes: dict[str, str]) -> int:
        left = sum(one.check not in notes for one in self.findings)
        self.checks.setText(_("Checks · {count}").format(count=left))
        return left

    def open_row(self, about: Any) -> None:
        """Open what a row stands for: an entry, a draft, a warning, a closed return."""
        if isinstance(about, Finding):
            self._show_finding(about)
        elif isinstance(about, ToAnswer):
            self._ask_note(about.finding)
        elif isinstance(about, Draft):
            self.page.reopened.emit(about)
        elif isinstance(about, Record) and about.register.name == "month_closing":
            self._open_closing(about)
        else:
            self.page.opened.emit(about)

    def _show_finding(self, finding: Finding) -> None:
        rows = [Row(_("Answer with a note: why the figures are right"), entry=ToAnswer(finding))]
        rows += [entry_row(one) for one in finding.entries]
        self._list(f"{finding.check}  {finding.words}", rows, "")

    def _ask_note(self, finding: Finding) -> None:
        words = _("{warning} Why is it right as it is?").format(warning=finding.words)
        self.page.ask.ask(words, _("Keep the note"), partial(self._keep_note, finding.check))

    def _keep_note(self, check: str, note: str) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: month_checks.answer(self.ward, sheet, check, note),
                lambda _kept: self._note_kept(),
                self.page.ask.refused,
            )

    def _note_kept(self) -> None:
        self.page.ask.leave()
        self.page.said.emit(_("✓ The note is kept. It is printed on the return."), "saved")
        self.show_checks()

    # acts

    def offer_closing(self) -> None:
        """Check first, then ask whether the month is closed."""
        self._check(self._ask_closing)

    def _ask_closing(self, judged: tuple[list[Finding], dict[str, str]]) -> None:
        sheet = self.page.sheet
        if sheet is None:
            return
        self._list_checks(judged)
        left = self._tell_checks(judged[1])
        told = [
            _("Close {month}?").format(month=show_month(sheet.first)),
            plural("{count} check has no note.", "{count} checks have no note.", left),
            plural("{count} entry to complete.", "{count} entries to complete.", sheet.unfinished),
            _("Afterwards a correction needs a reason. Type yes."),
        ]
        self.page.ask.ask(" ".join(told), action("close_month").told, self._close)

    def _close(self, typed: str) -> None:
        sheet = self.page.sheet
        if sheet is None or TICKS.get(typed.strip()[:1].casefold()) != "yes":
            self.page.ask.leave()
            return

        def close() -> Record:
            told = month_checks.remarks(self.ward, sheet, self.findings)
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
            words = _("Open {month} again: the next return is an amended one. Why?")
            told = words.format(month=show_month(sheet.first))
            self.page.ask.ask(told, _("Open the month again"), self._reopen)

    def _reopen(self, reason: str) -> None:
        sheet = self.page.sheet
        if sheet is not None:
            jobs.run(
                lambda: months.reopen_month(self.ward, sheet.form.id, sheet.first, reason),
                lambda _made: self._done(_("✓ The month is open again.")),
                self.page.ask.refused,
                changes=True,
            )

    def offer_handing_in(self) -> None:
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

    def show_archive(self) -> None:
        """List every return that was closed; Enter opens its pages."""
        jobs.run(lambda: months.closings(self.ward), self._list_archive)

    def _list_archive(self, found: list[Any]) -> None:
        rows = [closing_row(one) for one in reversed(found)]
        head = _("Returns closed so far: Enter opens the very pages that were signed")
        self._list(head, rows, _("No return was closed yet."))

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
    return entry_row(one)


def _finding_row(one: Finding, note: str) -> Row:
    mark = "‼ " if one.strong else "! "
    return Row(f"{'✓ ' if note else mark}{one.check}  {one.words}", note, one)
