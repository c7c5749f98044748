"""The month's return on the screen: the grid, and below it who stands behind the figure."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.i18n import _, labelled
from maternity.reading import Unreadable, whole
from maternity.records import Record
from maternity.reports.course import Course, legend, rows, sentences
from maternity.reports.explained import explained
from maternity.reports.form import in_order
from maternity.reports.periods import is_sum, month_choices, period_words, week_choices
from maternity.reports.sheet import Cell, Line, Sheet
from maternity.ui import jobs, theme
from maternity.ui.actions import action
from maternity.ui.ask import AskStrip
from maternity.ui.beside import Beside
from maternity.ui.lines import Lines, Row
from maternity.ui.month_bar import Groups, MonthBar
from maternity.ui.page import Page
from maternity.ui.quiet import QuietCombo
from maternity.ui.report_table import LARGE, MARK, NOT_ANSWERED, TOTAL, ReturnTable, ReturnView
from maternity.ui.report_words import head_words, month_state, rows_behind
from maternity.ui.saving_as import ask_place
from maternity.ui.told import sentence
from maternity.ward import Ward, own_forms
from maternity.ward.months import work_list
from maternity.ward.returns import Step, sheets

KINDS = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)"
NOT_HAD = frozenset({"?", "nd", "n/d", "na", "n/a", "nsp"})
"""What is typed for a figure that cannot be had."""


class ReportPage(Page):
    """A return of a month."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, action("reports").told)
        self.sheet: Sheet | None = None
        self._every: dict[str, str] = {}
        self.form_box, self.month = QuietCombo(), QuietCombo()
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        self.model, self.grid = ReturnTable(), ReturnView(self.title)
        self.behind_head, self.behind = QLabel(), Lines(_("Entries behind the figure"))
        self.beside = Beside(ward)
        self._lay_out()
        self._months()
        jobs.run(self.ward.returns, self._offer_forms)
        jobs.run(partial(own_forms.faulty, self.ward), self._tell_faulty)

    def _lay_out(self) -> None:
        for box, words in ((self.form_box, _("Return")), (self.month, _("Month"))):
            box.setAccessibleName(words)
            self.bar.add(box)
        self.month.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToContents)
        self.form_box.activated.connect(self._form_chosen)
        self.month.activated.connect(self.refresh)
        self.form_box.hide()
        self.bar.add(self.state, 1)
        self.bar.add_gap()
        self.bar_of_month = MonthBar(self)
        self.set_aside = QLabel()
        self.set_aside.setWordWrap(True)
        self.set_aside.setProperty("role", "loud")
        self.set_aside.hide()
        self.body.addWidget(self.set_aside)
        self.tool("correct", self._edit)
        self.button("keep_file", self.save_as)
        shown = self.button("print", self.print_page, _("Preview and print"), main=True)
        shown.setToolTip(action("print").tip)
        self.grid.setModel(self.model)
        self.grid.selectionModel().currentChanged.connect(self._moved)
        self.model.typed.connect(self._typed)
        self.behind_head.setWordWrap(True)
        self.behind_head.setBuddy(self.behind)
        self.behind.opened.connect(self.bar_of_month.open_row)
        self.ask = AskStrip(self.grid)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        behind = QHBoxLayout()
        behind.addWidget(self.behind, 1)
        behind.addWidget(self.beside, 1)
        for widget in (self.ask, self.behind_head):
            column.addWidget(widget)
        column.addLayout(behind, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.grid)
        self.split.addWidget(below)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 1)
        self.body.addWidget(self.split, 1)
        marks = _(
            "{blank} not answered   0 none   5 s typed   5 c (4) corrected, counted 4   n/a"
            "   {flag} to be checked"
        )
        told = [marks.format(blank=NOT_ANSWERED, flag=MARK)]
        told += [] if theme.percent() > LARGE else [_("filled: closed   broken edge: open")]
        foot = QLabel("   |   ".join(told))
        foot.setProperty("role", "muted")
        foot.setWordWrap(True)
        self.body.addWidget(foot)
        self.key("behind", self._go_behind, self.grid)
        self.key("definition", self.explain)
        self.key("keep_file", self.save_as)

    def _months(self) -> None:
        """The months back from this one; first the one that is to be handed in next."""
        self._fill(month_choices(clock.today()))
        due = clock.today().day <= int(self.ward.due_day)
        self.month.setCurrentIndex(1 if due else 0)

    def _fill(self, periods: list[str]) -> None:
        self.month.clear()
        for period in periods:
            self.month.addItem(period_words(period), period)

    def _form_chosen(self) -> None:
        """Another return: its weeks where it is a weekly one, its months where it is not."""
        weekly = self._every.get(str(self.form_box.currentData())) == "week"
        if weekly is not ("W" in str(self.month.currentData())):
            self._fill(week_choices(clock.today()) if weekly else month_choices(clock.today()))
            self.month.setCurrentIndex(1)
        self.refresh()

    def _offer_forms(self, forms: list[object]) -> None:
        self._every = {form.id: form.every for form in forms}  # type: ignore[attr-defined]
        for form in forms:
            if self.form_box.findData(form.id) < 0:  # type: ignore[attr-defined]
                self.form_box.addItem(form.name, form.id)  # type: ignore[attr-defined]
        self.form_box.setVisible(self.form_box.count() > 1)
        self.refresh()

    def _tell_faulty(self, found: list[str]) -> None:
        """Say which of the ward's own files is set aside; all other returns work."""
        told = [f"‼ {words}" for words in found]
        self.set_aside.setText("\n".join([*told, _("All other returns work.")]))
        self.set_aside.setVisible(bool(found))

    def show_month(self, first: date) -> None:
        """Show another month."""
        self.month.setCurrentIndex(self.month.findData(f"{first:%Y-%m}"))
        self.refresh()

    def start(self) -> None:
        """Put the focus on the grid."""
        self.grid.setFocus()

    def refresh(self, *_chosen: object) -> None:
        """Count again."""
        form, period = str(self.form_box.currentData() or ""), str(self.month.currentData())
        if form:
            words = _("Counting the month…")
            look = partial(self._look, form, period)
            jobs.run_long(look, self._show, self._not_counted, words=words)

    def _not_counted(self, error: Refused | Unavailable) -> None:
        """Stopped or refused: the month that is shown is the one that is named."""
        self._refused(error)
        if self.sheet is not None:
            self.month.setCurrentIndex(self.month.findData(self.sheet.period))

    def _look(self, form: str, period: str, step: Step) -> tuple[Sheet, Groups]:
        (sheet,) = sheets(self.ward, [(form, period)], step if is_sum(period) else None)
        return sheet, work_list(self.ward, sheet)

    def _show(self, looked: tuple[Sheet, Groups]) -> None:
        self.sheet, groups = looked
        sheet = self.sheet
        name = sheet.form.name.split(",")[0]
        self.head.setText(name)
        self.head.setVisible(self.form_box.count() < 2)  # the choice of returns names it already
        self.state.setText(month_state(sheet, int(self.ward.due_day)))
        self.state.setToolTip(self.state.text())
        self.bar_of_month.show_sheet(sheet, groups)
        self.beside.show_sheet(sheet)
        at = self.grid.currentIndex()
        row, column = (at.row(), at.column()) if at.isValid() else (-1, TOTAL)
        self.model.show_sheet(sheet)
        self.grid.arrange()
        if row < 0 or not self.model.is_figure(row, column):
            row, column = self._first_counted(), TOTAL
        self.grid.setCurrentIndex(self.model.index(row, column))
        self._moved(self.grid.currentIndex())

    def _first_counted(self) -> int:
        lines = [self.model.line(row) for row in range(self.model.rowCount())]
        first = next((at for at, line in enumerate(lines) if line), 0)
        return next((at for at, line in enumerate(lines) if line and line.total), first)

    def _moved(self, index: QModelIndex, *_before: object) -> None:
        line = self.model.line(index.row())
        self.beside.stand_on(line)
        if line is None:
            self.behind_head.setText("")
            self.behind.fill([])
            return
        self.behind_head.setText(head_words(line, index.column()))
        note = line.form.note or _("No entry stands behind this figure.")
        self.behind.fill(list(rows_behind(line, index.column())), note)

    def stand_on(self, code: str, cell: str) -> None:
        """Go to a figure by its line and cell."""
        for row in range(self.model.rowCount()):
            line = self.model.line(row)
            if line is not None and line.code == code:
                cells = ["/".join(one) for one in in_order(line.form.by)]
                column = cells.index(cell) + 1 if cell in cells else TOTAL
                self.grid.setCurrentIndex(self.model.index(row, column))

    def explain(self) -> None:
        """Say how the figure stood on was counted, and what it was in the months before."""
        line = self.model.line(self.grid.currentIndex().row())
        sheet = self.sheet
        if line is None or sheet is None:
            return
        head = _("How this figure was counted: {line}").format(
            line=f"{line.code}  {line.form.words}"
        )
        told = list(explained(line.form, sheet.settings))
        self.behind_head.setText(head)
        self.behind.fill([Row(words) for words in told])
        self.behind.setFocus()
        self.beside.when_known(partial(self._compared, head, told))

    def _compared(self, head: str, told: list[str], course: Course) -> None:
        """Under how it was counted, the months before; unless another list stands there now."""
        if self.behind_head.text() == head:
            months = Row(_("Beside the months before"), head=True)
            found = [*sentences(course), legend(), *rows(course)]
            self.behind.fill([*map(Row, told), months, *map(Row, found)])

    def _go_behind(self) -> None:
        self.behind.setFocus()

    def _edit(self) -> None:
        self.grid.setFocus()
        self.grid.edit(self.grid.currentIndex())

    def _typed(self, line: Line, cell: Cell, text: str) -> None:
        """A typed line takes the figure at once; a counted one asks why it is corrected."""
        not_had = text.casefold() in NOT_HAD
        try:
            value = whole(text.removesuffix("s").strip()) if text and not not_had else None
        except Unreadable as error:
            self.said.emit(f"{labelled(line.code)} {error}", "wrong")
            return
        if line.form.is_typed(cell):
            self._keep(line, cell, value, "", not_had)
            return
        counted = line.figure(cell)
        words = _("{code}: {counted} was counted, {value} is put in its place. Why?")
        if value is None:
            words = _("{code}: the correction is taken back, {counted} counts again. Why?")
        words = words.format(code=line.code, counted=counted, value=value)
        verb = _("Correct the figure")
        self.ask.ask(words, verb, lambda why: self._keep(line, cell, value, why, not_had))

    def _keep(self, line: Line, cell: Cell, value: int | None, reason: str, not_had: bool) -> None:
        sheet, code = self.sheet, line.code
        if sheet is None:
            return
        refused = self._refused if line.form.is_typed(cell) else self.ask.refused
        jobs.run(
            lambda: self.ward.type_figure(sheet, code, cell, value, reason, not_available=not_had),
            self._was_kept,
            refused,
            changes=True,
        )

    def _was_kept(self, _figure: Record) -> None:
        if self.ask.isVisible():
            self.ask.leave()
        self.said.emit(_("✓ The figure is kept."), "saved")
        self.refresh()

    def _refused(self, error: Refused | Unavailable) -> None:
        self.said.emit(sentence(error), "wrong")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the entries behind a figure comes back to it."""
        if event.key() == Qt.Key.Key_Escape and self.behind.hasFocus():
            self.grid.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words of the lines the room there is."""
        super().resizeEvent(event)
        self.grid.arrange()

    def print_page(self) -> None:
        """Preview the very bytes that are printed and saved."""
        sheet = self.sheet
        if sheet is not None:
            name = f"{sheet.form.id}-{sheet.period}"
            jobs.run(
                lambda: self.ward.print_sheet(sheet),
                partial(self._previewed, name),
                words=_("Preparing the pages…"),
            )

    def _previewed(self, name: str, pdf: bytes) -> None:
        self.previewed.emit(pdf, name)

    def save_as(self) -> None:
        """Ask where, then write the return."""
        if self.sheet is not None:
            name = f"{self.sheet.form.id}-{self.sheet.period}.pdf"
            words = action("keep_file").told
            place = ask_place(self, words, name, KINDS)
            if place:
                self.save_to(place)

    def save_to(self, place: Path) -> None:
        """Write the return to this file, in the format of its ending."""
        sheet = self.sheet
        if sheet is not None:
            jobs.run(
                lambda: self.ward.write_sheet(sheet, place.suffix[1:], place),
                lambda done: self.said.emit(_("Written: {file}").format(file=done.name), "saved"),
                self._refused,
            )
