"""The month's return: a grid like the form; the entries behind the figure stand below it.

Arrows go from figure to figure. A figure nobody answered is « … », a zero is 0, a typed figure
carries « s », a corrected one « c » with the counted figure beside it.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.reading import Unreadable, show_month, whole
from maternity.records import Record
from maternity.reports.form import AXES
from maternity.reports.sheet import Cell, Line, Sheet
from maternity.ui import jobs, theme
from maternity.ui.messages import sentence
from maternity.ui.parts import woman_of
from maternity.ward import Ward

MONTHS_BACK = 24
NOT_ANSWERED = "…"
CELLS: list[Cell] = [(age, zone) for zone in AXES["zone"] for age in AXES["age_band"]]
UNPLACED, TOTAL = len(CELLS) + 1, len(CELLS) + 2


class ReportPage(QWidget):
    """A return of a month on the screen."""

    opened = Signal(object)
    said = Signal(str)
    preview = Signal(object, str)

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.title = _("Monthly return")
        self.sheet: Sheet | None = None
        self._rows: list[Line | None] = []
        self._filling = False
        self._form = ""
        self._lay_out()
        jobs.run(self._first_form, self._begin)

    def _first_form(self) -> str:
        return str(self.ward.returns()[0].id)

    def _begin(self, form: str) -> None:
        self._form = form
        self._ask()

    def _lay_out(self) -> None:
        self.head = QLabel()
        self.head.setProperty("role", "title")
        self.month = QComboBox()
        self.month.setAccessibleName(_("Month"))
        first = clock.today().replace(day=1)
        for _at in range(MONTHS_BACK):
            self.month.addItem(show_month(first), f"{first:%Y-%m}")
            first = (first - timedelta(days=1)).replace(day=1)
        self.month.currentIndexChanged.connect(self._ask)
        bar = QHBoxLayout()
        bar.addWidget(self.head)
        self.state = QLabel()
        bar.addWidget(self.state, 1)
        bar.addWidget(self.month)
        correct = QPushButton(_("Correct a figure…"))
        correct.clicked.connect(self.correct)
        shown = QPushButton(_("F12  Preview and print"))
        shown.setProperty("main", True)
        shown.clicked.connect(self.print_sheet)
        saved = QPushButton(_("Save as…"))
        saved.clicked.connect(self.save_as)
        for button in (correct, saved, shown):
            bar.addWidget(button)
        self.grid = QTableWidget()
        self.grid.setAccessibleName(self.title)
        self.grid.setColumnCount(TOTAL + 1)
        self.grid.verticalHeader().hide()
        self.grid.setTabKeyNavigation(False)
        self.grid.currentCellChanged.connect(self._moved)
        self.grid.itemChanged.connect(self._typed)
        self.behind_head = QLabel()
        self.behind_head.setWordWrap(True)
        self.behind = QListWidget()
        self.behind.setAccessibleName(_("Entries behind the figure"))
        self.behind.itemActivated.connect(self._open)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.behind_head)
        column.addWidget(self.behind)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.grid)
        split.addWidget(below)
        split.setSizes([440, 160])
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 8)
        page.addLayout(bar)
        page.addWidget(split, 1)

    def start(self) -> None:
        """Put the focus on the grid."""
        self.grid.setFocus()

    def refresh(self) -> None:
        """Count again."""
        self._ask()

    def _ask(self) -> None:
        if self._form:
            period, form = str(self.month.currentData()), self._form
            jobs.run(lambda: self.ward.sheet(form, period), self._show)

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._filling = True
        self.head.setText(f"{sheet.form.name.split(',')[0]} · {show_month(sheet.first)}")
        self.state.setText(_state_words(sheet, int(self.ward.due_day)))
        at = (self.grid.currentRow(), self.grid.currentColumn())
        self._fill(sheet)
        self._filling = False
        row, column = at if at[0] >= 0 else (self._first_counted(), TOTAL)
        self.grid.setCurrentCell(row, column)
        self._moved(row, column)

    def _first_counted(self) -> int:
        return next((at for at, line in enumerate(self._rows) if line and line.total), 0)

    def _fill(self, sheet: Sheet) -> None:
        heads = ["", *(_head(cell) for cell in CELLS), _("unknown"), _("Total")]
        self._rows = []
        self.grid.clear()
        self.grid.setHorizontalHeaderLabels(heads)
        self.grid.setRowCount(0)
        section = group = ""
        for line in sheet.lines:
            if line.form.section != section:
                section = line.form.section
                self._heading(sheet.form.section_words(section))
            if line.form.heading and line.form.heading != group:
                self._heading(line.form.heading)
            group = line.form.heading
            self._add(line)
        self.grid.resizeColumnsToContents()
        self.grid.setColumnWidth(0, min(self.grid.columnWidth(0), 430))
        self.grid.resizeRowsToContents()

    def _heading(self, words: str) -> None:
        row = self.grid.rowCount()
        self.grid.insertRow(row)
        item = QTableWidgetItem(words)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.grid.setItem(row, 0, item)
        self.grid.setSpan(row, 0, 1, TOTAL + 1)
        self._rows.append(None)

    def _add(self, line: Line) -> None:
        row = self.grid.rowCount()
        self.grid.insertRow(row)
        self._rows.append(line)
        indent = "    " * line.form.level
        self._put(row, 0, f"{indent}{line.code}  {line.form.under_heading}", editable=False)
        self._item(row, 0).setToolTip(line.form.note)
        for column, cell in enumerate(CELLS, start=1):
            if line.form.by:
                self._put(row, column, _figure(line, cell), editable=line.form.manual)
            else:
                self._put(row, column, "", editable=False, grey=True)
        unplaced = str(len(line.unplaced)) if line.form.by and not line.form.manual else ""
        marked = f"{unplaced} !" if line.unplaced else unplaced
        self._put(row, UNPLACED, marked, editable=False, grey=not line.form.by)
        self._put(row, TOTAL, _figure(line, ()), editable=line.form.manual)

    def _put(
        self, row: int, column: int, words: str, *, editable: bool, grey: bool = False
    ) -> None:
        item = QTableWidgetItem(words)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if editable else flags)
        if column:
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        if grey:
            item.setBackground(QBrush(QColor(theme.colour("line"))))
        self.grid.setItem(row, column, item)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.grid.item(row, column)
        if item is None:
            raise LookupError((row, column))
        return item

    def _line(self, row: int) -> Line | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _moved(self, row: int, column: int, *_before: int) -> None:
        line = self._line(row)
        self.behind.clear()
        if self._filling or line is None:
            self.behind_head.setText("")
            return
        entries = _behind(line, column)
        self.behind_head.setText(_behind_words(line, column, len(entries)))
        for entry in entries[:500]:
            item = QListWidgetItem(_told(entry, line))
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.behind.addItem(item)
        for entry in line.not_judged if column == TOTAL else ():
            item = QListWidgetItem(f"? {_('could not be judged')}  ·  {_told(entry, line)}")
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.behind.addItem(item)

    def _typed(self, item: QTableWidgetItem) -> None:
        line = self._line(item.row())
        if self._filling or line is None or self.sheet is None or not line.form.manual:
            return
        text = item.text().replace(NOT_ANSWERED, "").replace(" s", "").strip()
        try:
            value = whole(text) if text else None
        except Unreadable as error:
            self.said.emit(str(error))
            self._ask()
            return
        self._keep(line, _cell_of(item.column()), value, "")

    def _keep(self, line: Line, cell: Cell, value: int | None, reason: str) -> None:
        sheet, code = self.sheet, line.code
        if sheet is not None:
            jobs.run(
                lambda: self.ward.type_figure(sheet, code, cell, value, reason),
                lambda _done: self._ask(),
                self._refused,
            )

    def _refused(self, error: Refused | Unavailable) -> None:
        self.said.emit(sentence(error))
        self._ask()

    def correct(self) -> None:
        """Correct the total of the current line, with a reason; both figures are shown."""
        line = self._line(self.grid.currentRow())
        if line is None or line.form.manual:
            self.said.emit(_("Choose a counted line, or type directly into a line typed by hand."))
            return
        words = _("{line}: the figure a person knows better").format(line=line.form.words)
        value, sure = QInputDialog.getInt(self, self.title, words, line.total or 0, 0, 100_000)
        if not sure:
            return
        reason, sure = QInputDialog.getText(self, self.title, _("Why is it corrected?"))
        if sure:
            self._keep(line, (), value, reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes to the entries behind the figure, Esc comes back."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.behind.setFocus()
            self.behind.setCurrentRow(0)
        elif event.key() == Qt.Key.Key_Escape:
            self.grid.setFocus()
        elif event.key() == Qt.Key.Key_F12:
            self.print_sheet()
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(item.data(Qt.ItemDataRole.UserRole))

    def print_sheet(self) -> None:
        """Preview the very bytes that are printed and saved."""
        sheet = self.sheet
        if sheet is not None:
            name = f"{sheet.form.id}-{sheet.period}"
            jobs.run(lambda: self.ward.print_sheet(sheet), partial(self._previewed, name))

    def _previewed(self, name: str, pdf: bytes) -> None:
        self.preview.emit(pdf, name)

    def save_as(self) -> None:
        """Write the return to a file."""
        sheet = self.sheet
        if sheet is None:
            return
        kinds = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv);;JSON (*.json)"
        name = f"{sheet.form.id}-{sheet.period}.pdf"
        place, _kind = QFileDialog.getSaveFileName(self, _("Save as…"), name, kinds)
        if place:
            path = Path(place)
            jobs.run(
                lambda: self.ward.write_sheet(sheet, path.suffix[1:], path),
                lambda done: self.said.emit(_("Written: {file}").format(file=done.name)),
                self._refused,
            )


AGES = {"a10_14": "10-14", "a15_19": "15-19", "a20_24": "20-24", "a25_plus": "25+"}


def _head(cell: Cell) -> str:
    age, zone = cell
    return f"{_('in area') if zone == 'in_area' else _('outside')}\n{AGES[age]}"


def _figure(line: Line, cell: Cell) -> str:
    value = line.figure(cell)
    if line.not_available(cell):
        return _("n/a")
    if line.form.manual:
        return NOT_ANSWERED if value is None else f"{value} s"
    correction = line.correction(cell)
    if correction is not None:
        return f"{correction.look('value')} c ({value})"
    return str(value)


def _cell_of(column: int) -> Cell:
    return CELLS[column - 1] if 1 <= column <= len(CELLS) else ()


def _behind(line: Line, column: int) -> list[Record]:
    if column == UNPLACED:
        return line.unplaced
    return line.entries(_cell_of(column))


def _behind_words(line: Line, column: int, count: int) -> str:
    told = [line.form.words]
    cell = _cell_of(column)
    if cell:
        told.append(_head(cell).replace("\n", " "))
    if column == UNPLACED:
        told.append(_("age or village unknown: to complete"))
    told.append(plural("{count} entry", "{count} entries", count))
    if line.form.manual:
        told.append(_("typed by hand"))
        if line.proposal is not None:
            told.append(_("proposal: {count}").format(count=line.proposal))
    if line.form.note:
        told.append(line.form.note)
    return "  ·  ".join(told)


def _told(entry: Record, line: Line) -> str:
    woman = woman_of(entry)
    number = getattr(entry, "serial_no", None)
    dated = line.form.dated.rpartition(".")[2]
    owner: Any = entry
    for step in line.form.dated.split(".")[:-1]:
        owner = getattr(owner, step, None) if owner is not None else None
    when = owner.shown(dated) if owner is not None else ""
    who = woman.title() if woman is not None else entry.title()
    village = woman.shown("village") if woman is not None else ""
    facts = [f"n° {number}" if number else entry.register.one_words, when, who, village]
    return "  ·  ".join(fact for fact in facts if fact)


def _state_words(sheet: Sheet, due: int) -> str:
    after: date = sheet.last + timedelta(days=due)
    told = [_("provisional"), _("to hand in by {day}").format(day=f"{after:%d/%m/%Y}")]
    if sheet.unfinished:
        told.append(
            plural("{count} entry to finish", "{count} entries to finish", sheet.unfinished)
        )
    return "  ·  ".join(told)
