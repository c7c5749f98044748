"""An old table on the screen: its columns told, tried without writing, then taken in.

No row is written before *Take these rows in*, and a copy of the register is made first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from maternity.errors import Refused, Unavailable
from maternity.exchange.columns import told_not_taken
from maternity.i18n import _, plural
from maternity.ui import jobs, theme
from maternity.ui.actions import action
from maternity.ui.ask import AskStrip
from maternity.ui.flow import Flow
from maternity.ui.incoming_columns import IncomingColumns
from maternity.ui.incoming_rows import IncomingRows
from maternity.ui.page import Page
from maternity.ui.quiet import QuietCombo
from maternity.ui.seconding import agree
from maternity.ui.told import sentence
from maternity.ward import Ward, incoming
from maternity.ward.incoming import Incoming, Report

FILES = "*.xlsx *.xls *.ods *.csv"


class IncomingPage(Page):
    """A file, its columns, what becomes of each row; and the way to past imports."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Take in a file"))
        self.of: Incoming | None = None
        self.report: Report | None = None
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.note = QLabel(
            _(
                "An old spreadsheet or a file of another computer. Say which field each column"
                " fills; no row is written until the rows were tried and you take them in. Where a"
                " row tells of a mother and her child, choose the newborns."
            )
        )
        self.note.setProperty("role", "muted")
        self.found, self.words = QLabel(), QLabel(_("Register"))
        for label in (self.note, self.found):
            label.setWordWrap(True)
        self.register = QuietCombo()
        self.register.setAccessibleName(_("Register that the rows go into"))
        self.words.setBuddy(self.register)
        for about in incoming.offered():
            self.register.addItem(about.words, about.name)
        self.choose = _button(_("Choose a file…"), self.ask_file)
        self.past = _button(_("Past imports…"), self.imports.emit)
        self.columns = IncomingColumns()
        self.again = _button(_("Use the column once more"), self.columns.use_again)
        self.columns.corrected.connect(self._forget)
        self.rows = IncomingRows(ward)
        self.rows.said.connect(self.said)
        self.shown = QStackedWidget()
        for page in (self.columns, self.rows):
            self.shown.addWidget(page)
        self.name = QLineEdit()
        self.name.setMaxLength(incoming.LONGEST_NAME)
        self.name.setAccessibleName(_("Keep these columns under the name"))
        self.update_known = QCheckBox(_("Also correct what is known already"))
        self.update_known.toggled.connect(self._forget)
        self.try_it = _button(_("Try (no row is written)"), self.try_rows)
        self.back_to = _button(_("Columns again"), self.show_columns)
        self.save = _button(_("Save the report…"), self.rows.ask_report)
        self.take = _button(_("Take these rows in"), self.take_rows)
        self.ask = AskStrip(self.take)
        for step in (self.try_it, self.take):
            step.setToolTip(f"{step.text()} ({action('save').told_key})")
        self.register.activated.connect(self._look_again)
        self.key("save", partial(_next, self.try_it, self.take))
        self._lay_out()
        self._offer()

    def _lay_out(self) -> None:
        top, foot = Flow(), Flow()
        top.add(self.words)
        top.add(self.register)
        top.add(self.choose)
        top.add_gap()
        top.add(self.past)
        label = QLabel(_("Keep as"))
        label.setBuddy(self.name)
        row: tuple[QWidget, ...] = (self.again, label, self.name, self.update_known, self.try_it)
        for widget in (*row, self.back_to, self.save, self.take):
            foot.add(widget)
        self.body.addWidget(self.note)
        self.body.addLayout(top)
        self.body.addWidget(self.found)
        self.body.addWidget(self.shown, 1)
        self.body.addWidget(self.ask)
        self.body.addLayout(foot)

    def start(self) -> None:
        """Begin with the register."""
        (self.register if self.of is None else self.columns).setFocus()

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of what stands in the file."""
        self.columns.hide_names(hidden=hidden)
        self.rows.hide_names(hidden=hidden)

    def ask_file(self) -> None:
        """Ask which file."""
        kinds = _("Spreadsheet or table ({kinds})").format(kinds=FILES)
        place, _kind = QFileDialog.getOpenFileName(self, self.choose.text(), "", kinds)
        if place:
            self.look_at(Path(place))

    def _look_again(self, *_at: int) -> None:
        """Another register: other fields are proposed for the file."""
        if self.of is not None and self.of.register.name != self.register.currentData():
            self.look_at(self.of.place)

    def look_at(self, place: Path) -> None:
        """Read a file and propose what its columns fill."""
        register = str(self.register.currentData())
        words = _("Reading the file…")
        jobs.run(
            lambda: incoming.look(self.ward, register, place),
            self._looked,
            self._refused,
            words=words,
        )

    def _looked(self, of: Incoming) -> None:
        again = self.of is not None and self.of.place == of.place
        self.of, self.report = of, None
        self.ask.hide()
        self.note.hide()  # the columns need its room
        self.columns.show_file(of)
        self.name.setText(of.name)
        rows = len(of.sheet.rows)
        told = [
            plural("{file}: {count} row.", "{file}: {count} rows.", rows, file=of.place.name),
            _("The columns are those kept as “{name}”.").format(name=of.name)
            if of.known
            else _("Look at each column: “?” was found by the beginning of its name only."),
        ]
        if of.sheet.others:
            words = _("Only the first filled sheet is read; not read: {sheets}.")
            told.append(words.format(sheets=", ".join(of.sheet.others)))
        self._say(" ".join(told), "")
        self.show_columns()
        if again:
            self.register.setFocus()  # another register was chosen for the same file

    def show_columns(self) -> None:
        """Show the columns, to be corrected."""
        self.shown.setCurrentWidget(self.columns)
        self._offer()
        self.columns.first()

    def _forget(self, *_on: object) -> None:
        """What was tried no longer holds."""
        self.report = None
        self.ask.hide()
        if self.of is not None:
            self.shown.setCurrentWidget(self.columns)
        self._offer()

    def _asked(self) -> Incoming | None:
        """The file with its columns as they stand on the page."""
        if self.of is None:
            return None
        uses = tuple(self.columns.uses())
        return replace(self.of, uses=uses, name=self.name.text().strip() or self.of.name)

    def try_rows(self) -> None:
        """Tell what would become of each row; none is written."""
        self._run(incoming.try_out, self._tried, _("Trying each row…"))

    def take_rows(self) -> None:
        """Take in the rows that stand, after a copy."""
        self._run(incoming.take, self._taken, _("Taking the rows in…"))

    def _run(self, act: Callable[..., Report], then: Callable[[Report], None], words: str) -> None:
        of, update = self._asked(), self.update_known.isChecked()
        if of is None:
            return
        self._say(words, "")
        jobs.run_long(
            lambda step: act(self.ward, of, update=update, step=step),
            then,
            self._refused,
            words=words,
        )

    def _tried(self, report: Report) -> None:
        self._show(report, _("Tried, no row is written: {counts}"), "unsure")
        (self.take if self.take.isEnabled() else self.rows).setFocus()

    def _taken(self, report: Report) -> None:
        self.ask.hide()
        self._show(report, _("✓ Taken in: {counts}"), "saved")
        self.rows.setFocus()
        jobs.hub().changed.emit()

    def _show(self, report: Report, words: str, state: str) -> None:
        self.report = report
        self.rows.show_report(report)
        told = [words.format(counts=_counts(report))]
        if report.incoming.not_taken:
            told.append(told_not_taken(report.incoming.not_taken))
        if report.perhaps_known:
            told.append(incoming.told_perhaps(report))
        if report.pending:
            told.append(
                plural(
                    "{count} entry belongs to a closed month: it stands as pending.",
                    "{count} entries belong to a closed month: they stand as pending.",
                    report.pending,
                )
            )
        if report.count("changed") and not self.update_known.isChecked():
            told.append(_("What is known already and differs is left as it is."))
        self._say(" ".join(told), state)
        self.shown.setCurrentWidget(self.rows)
        self._offer()

    def _refused(self, error: Refused | Unavailable) -> None:
        agree(self.ward, self.ask, error, self.take_rows)
        self._say(f"× {sentence(error)}", "wrong")

    def _say(self, words: str, state: str) -> None:
        self.found.setText(words)
        theme.set_state(self.found, state)

    def _offer(self) -> None:
        """Offer what can be done now."""
        of, report = self.of is not None, self.report
        at_columns = self.shown.currentWidget() is self.columns
        for widget in (self.name, self.update_known, self.try_it):
            widget.setEnabled(of)
        self.again.setVisible(at_columns)
        self.again.setEnabled(of)
        self.back_to.setVisible(not at_columns)
        self.save.setEnabled(report is not None)
        self.take.setEnabled(report is not None and _stands(report, self.update_known.isChecked()))
        _mark(self.take, main=self.take.isEnabled())
        _mark(self.try_it, main=of and not self.take.isEnabled())


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.clicked.connect(lambda _on=False: act())
    return made


def _next(try_it: QPushButton, take: QPushButton) -> None:
    """The next step: take in what was tried, else try."""
    (take if take.isEnabled() else try_it).click()


def _mark(button: QPushButton, *, main: bool) -> None:
    """Show which button is the next one."""
    button.setProperty("main", main)
    button.style().unpolish(button)
    button.style().polish(button)


def _stands(report: Report, update: Any) -> bool:
    """Whether there is anything to write that was not written yet."""
    rows = report.count("added") + (report.count("changed") if update else 0)
    return rows > 0 and not report.written


def _counts(report: Report) -> str:
    """How many rows are new, changed, unchanged and refused."""
    return _("{added} new, {changed} changed, {unchanged} unchanged, {refused} refused.").format(
        **{name: report.count(name) for name in ("added", "changed", "unchanged", "refused")}
    )
