"""The checks of the month on the page of returns: each opens its entries and takes a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from maternity.i18n import _
from maternity.reports.checks import Finding
from maternity.ui import jobs
from maternity.ui.lines import Row
from maternity.ui.report_words import entry_row
from maternity.ward import month_checks
from maternity.ward.returns import Step

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage

Judged = tuple[list[Finding], dict[str, str]]
"""The warnings, and the notes kept so far by check."""


@dataclass(frozen=True)
class ToAnswer:
    """A warning that waits for its note."""

    finding: Finding


class MonthChecks(QObject):
    """The warnings about a month, in the lower part of the page."""

    def __init__(self, page: ReportPage) -> None:
        super().__init__(page)
        self.page, self.ward = page, page.ward
        self.found: list[Finding] = []
        self.button = QPushButton(_("Checks"))

    def show(self, head: str, rows: list[Row], empty: str) -> None:
        """List rows under a head, and go to them."""
        if self.page.behind_head.text() != head:
            self.page.behind.clear()  # another list begins with its first row
        self.page.behind_head.setText(head)
        self.page.behind.fill(rows, empty)
        self.page.behind.setFocus()

    def show_checks(self) -> None:
        """Judge the month, then list its warnings."""
        self.judge(self.show_judged)

    def judge(self, then: Callable[[Judged], None]) -> None:
        """Judge the month, then go on; of a closed month show what was judged."""
        sheet = self.page.sheet
        if sheet is None:
            return
        if sheet.life.is_closed:
            rows = [Row(f"{one.check}  {one.words}", one.note) for one in sheet.life.remarks]
            self.show(_("The checks as they stood when the month was closed"), rows, _("None."))
            return

        def judge(step: Step) -> Judged:
            found = month_checks.warnings(self.ward, sheet, step)
            kept = month_checks.notes(self.ward, sheet.form.id, sheet.first)
            return found, {check: one.note or "" for check, one in kept.items()}

        jobs.run_long(judge, then, words=_("Checking the month…"))

    def show_judged(self, judged: Judged) -> None:
        """List the warnings, those with a note marked."""
        self.found, notes = judged
        self.tell(notes)
        rows = [_finding_row(one, notes.get(one.check, "")) for one in self.found]
        head = _("Checks: Enter opens the entries to look at, and the note that answers")
        self.show(head, rows, _("Every check holds."))

    def tell(self, notes: dict[str, str]) -> int:
        """How many warnings have no note; the button says it too."""
        left = sum(one.check not in notes for one in self.found)
        self.button.setText(_("Checks · {count}").format(count=left))
        return left

    def show_finding(self, finding: Finding) -> None:
        """List the entries of a warning, and the note that answers it."""
        rows = [Row(_("Answer with a note: why the figures are right"), entry=ToAnswer(finding))]
        rows += [entry_row(one) for one in finding.entries]
        self.show(f"{finding.check}  {finding.words}", rows, "")

    def ask_note(self, finding: Finding) -> None:
        """Ask for the note."""
        words = _("{check}: why is it right as it is?").format(check=finding.check)
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


def _finding_row(one: Finding, note: str) -> Row:
    mark = "‼ " if one.strong else "! "
    return Row(f"{'✓ ' if note else mark}{one.check}  {one.words}", note, one)
