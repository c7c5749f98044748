"""A page per register: list, search, period, state, columns, print, export, cancel, history."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from maternity import clock
from maternity.i18n import _, plural
from maternity.records import Column, Register, named
from maternity.ui import jobs
from maternity.ui.table import RegisterTable
from maternity.ward import Query, Ward

WAIT_MS = 200
WIDEST = 260


class RegisterPage(QWidget):
    """The list of a register."""

    opened = Signal(object)
    new = Signal(str)
    said = Signal(str)
    preview = Signal(object, str)

    def __init__(self, ward: Ward, register: str, state: str = "") -> None:
        super().__init__()
        self.ward = ward
        self.about: Register = named(register)
        self.title = self.about.words
        self.query = Query(register, state=state)
        if self.about.dated and not state:
            today = clock.today()
            self.query = replace(self.query, first=today.replace(day=1), last=today)
        self.model = RegisterTable(ward, self.query, self._columns())
        self._lay_out()
        self.model.loaded.connect(self._loaded)
        self.model.ask(self.query)

    def _columns(self) -> list[Column]:
        kept = QSettings().value(f"columns/{self.about.name}", None)
        names = kept if isinstance(kept, list) else [c.name for c in self.about.listed]
        known = [name for name in names if name in self.about.columns]
        return [self.about.column(name) for name in known]

    def _lay_out(self) -> None:
        head = QLabel(self.title)
        head.setProperty("role", "title")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search (Ctrl+F)"))
        self.search.setAccessibleName(_("Search in the list"))
        self.search.setClearButtonEnabled(True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self._search)
        self.search.textChanged.connect(self._soon.start)
        self.period = _menu(_("Period"), self._period_choices())
        self.period.setVisible(bool(self.about.dated))
        self.state = _menu(_("State"), self._state_choices())
        columns = QPushButton(_("Columns"))
        columns.clicked.connect(partial(self._choose_columns, columns))
        new = QPushButton(_("New"))
        new.setProperty("main", True)
        new.clicked.connect(partial(self.new.emit, self.about.name))
        printed = QPushButton(_("F12  Print"))
        printed.clicked.connect(self.print_list)
        exported = QPushButton(_("Export"))
        exported.clicked.connect(self.export)
        history = QPushButton(_("History"))
        history.clicked.connect(self.show_history)
        void = QPushButton(_("Cancel the entry…"))
        void.clicked.connect(self.void)
        bar = QHBoxLayout()
        bar.addWidget(head)
        bar.addWidget(self.search, 1)
        for button in (self.period, self.state, columns, printed, exported, history, void, new):
            bar.addWidget(button)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.title)
        self.table.setSortingEnabled(True)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.activated.connect(self._open)
        self.foot = QLabel()
        self.foot.setProperty("role", "muted")
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 8)
        page.addLayout(bar)
        page.addWidget(self.table, 1)
        page.addWidget(self.foot)

    def _period_choices(self) -> list[tuple[str, Any]]:
        today = clock.today()
        first = today.replace(day=1)
        before = (first.replace(day=1) - DAY).replace(day=1)
        return [
            (_("This month"), partial(self._period, first, today)),
            (_("Last month"), partial(self._period, before, first - DAY)),
            (_("This year"), partial(self._period, today.replace(month=1, day=1), today)),
            (_("Everything"), partial(self._period, None, None)),
        ]

    def _state_choices(self) -> list[tuple[str, Any]]:
        states = (
            ("", _("All")),
            ("incomplete", _("To complete")),
            ("to_confirm", _("To confirm")),
            ("closed", _("Closed")),
            ("voided", _("Cancelled")),
        )
        return [(words, partial(self._in_state, code)) for code, words in states]

    def _period(self, first: Any, last: Any) -> None:
        self._show(replace(self.query, first=first, last=last))

    def _in_state(self, state: str) -> None:
        self._show(replace(self.query, state=state))

    def _search(self) -> None:
        text = self.search.text()
        narrow = replace(self.query, text=text)
        self._show(replace(narrow, first=None, last=None) if text.strip() else narrow)

    def _show(self, query: Query) -> None:
        self.query = replace(query, sort=self.model.query.sort)
        self.model.ask(self.query)

    def refresh(self) -> None:
        """Read the list again."""
        self.model.ask(self.model.query)

    def hide_names(self, *, hidden: bool) -> None:
        """Show initials instead of names."""
        self.model.hide_names = hidden
        self.table.viewport().update()

    def _loaded(self, total: int) -> None:
        words = plural("{count} entry", "{count} entries", total)
        if self.query.first and self.query.last:
            span = _("from {first} to {last}").format(
                first=f"{self.query.first:%d/%m/%Y}", last=f"{self.query.last:%d/%m/%Y}"
            )
            words = f"{words} {span}"
        self.foot.setText(words)
        for column in range(self.model.columnCount()):
            self.table.resizeColumnToContents(column)
            if self.table.columnWidth(column) > WIDEST:
                self.table.setColumnWidth(column, WIDEST)
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def start(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def _open(self, index: Any) -> None:
        entry = self.model.entry(index.row())
        if entry is not None:
            self.opened.emit(entry)

    def current(self) -> Any:
        """The entry of the current row."""
        return self.model.entry(self.table.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+F searches, Ctrl+C copies as a table."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.search.setFocus()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.table.hasFocus():
            self._open(self.table.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """The selected rows as a table, with their heads."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        columns = range(self.model.columnCount())
        heads = [self.model.headerData(c, Qt.Orientation.Horizontal) for c in columns]
        lines = ["\t".join(str(head) for head in heads)]
        lines += [
            "\t".join(str(self.model.data(self.model.index(row, c)) or "") for c in columns)
            for row in rows
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.said.emit(plural("{count} row copied.", "{count} rows copied.", len(rows)))

    def _choose_columns(self, button: QPushButton) -> None:
        menu = QMenu(self)
        chosen = {column.name for column in self.model.columns}
        for name, column in self.about.columns.items():
            act = menu.addAction(column.words)
            act.setCheckable(True)
            act.setChecked(name in chosen)
            act.setData(name)
        act = menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        if act is not None:
            self.show_columns([a.data() for a in menu.actions() if a.isChecked()])

    def show_columns(self, names: list[str]) -> None:
        """Show these columns, and remember them."""
        QSettings().setValue(f"columns/{self.about.name}", names)
        self.model.beginResetModel()
        self.model.columns = self._columns()
        self.model.endResetModel()

    def void(self) -> None:
        """Cancel the current entry, with a reason."""
        entry = self.current()
        if entry is None:
            return
        words = _("Why is this entry cancelled? It stays in the register, struck through.")
        reason, sure = QInputDialog.getText(self, _("Cancel the entry"), words)
        if sure:
            full = partial(self.ward.full, self.about.name, entry.id)
            jobs.run(lambda: self.ward.void(full(), reason), lambda _done: self.refresh())

    def show_history(self) -> None:
        """The history of the current entry, in the preview's place."""
        entry = self.current()
        if entry is not None:
            jobs.run(lambda: self.ward.history(entry), self.opened.emit)

    def print_list(self) -> None:
        """Preview the list as it will be printed."""
        names = tuple(column.name for column in self.model.columns)
        query = self.model.query
        jobs.run(
            lambda: self.ward.print_list(query, names),
            lambda pdf: self.preview.emit(pdf, self.about.name),
        )

    def export(self) -> None:
        """Write what is shown to a file."""
        name = f"{self.about.name}-{clock.today().isoformat()}.xlsx"
        place, _kind = QFileDialog.getSaveFileName(
            self, _("Export"), name, _("Spreadsheet (*.xlsx);;Table (*.csv)")
        )
        if place:
            names = tuple(column.name for column in self.model.columns)
            path, query = Path(place), self.model.query
            kind = "csv" if path.suffix == ".csv" else "xlsx"
            jobs.run(
                lambda: self.ward.export(query, kind, path, names),
                lambda done: self.said.emit(_("Written: {file}").format(file=done.name)),
            )


DAY = timedelta(days=1)


def _menu(words: str, choices: list[tuple[str, Any]]) -> QPushButton:
    button = QPushButton(words)
    menu = QMenu(button)
    for label, act in choices:
        menu.addAction(label, act)
    button.setMenu(menu)
    return button
