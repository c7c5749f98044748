"""Both versions of an entry side by side, where two people wrote it at once; field by field.

Each row is a field, the version that was saved, and one's own; the one that will stand bears a
full dot. The arrows go from one to the other, the space bar or Enter chooses, F9 saves what was
chosen. Esc leaves everything: what was typed is a draft.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from maternity.i18n import _
from maternity.records import Record
from maternity.ui import jobs, theme
from maternity.ui.flow import Flow
from maternity.ui.parts import key_of
from maternity.ui.shown import show
from maternity.ward.comparing import Comparison, Difference, compare, settle

if TYPE_CHECKING:
    from maternity.ui.form import Form

FIELD, THEIRS, MINE = 0, 1, 2
CHOSEN, OTHER = "●", "○"
ROWS_SHOWN = 6


def offer(form: Form, records: list[Record]) -> None:
    """Read the other version, and show the two where somebody else changed something."""

    def begin(found: Comparison) -> None:
        if found.is_clear:
            theirs = [one for one in found.differences if one.takes_theirs]
            settle(found, theirs, records)
            show_in_form(form, theirs)
            form.save(reason=form.reason[0], code=form.reason[1])
        else:
            Comparing(form, found, records)

    jobs.run(partial(compare, form.ward, records), begin)


def show_in_form(form: Form, theirs: list[Difference]) -> None:
    """Show in the fields the answers that were taken from the other version."""
    for part in form.parts:
        for one in theirs:
            editor = form.editors.get(key_of(part, one.name))
            if one.record is part.record and editor is not None:
                show(editor, part.record)


def over_foot(form: Form, strip: QFrame) -> None:
    """Put a strip where the foot of the form is."""
    page = form.layout()
    if isinstance(page, QVBoxLayout):
        page.insertWidget(page.count() - 1, strip)


class Comparing(QFrame):
    """The strip over the foot of a form that shows both versions."""

    def __init__(self, form: Form, found: Comparison, records: list[Record]) -> None:
        super().__init__()
        self.form, self.found, self.records = form, found, records
        self.chosen: list[int | None] = [
            None if one.both else THEIRS if one.takes_theirs else MINE for one in found.differences
        ]
        self.setProperty("role", "strip")
        words = _("{who} saved this entry at {time}. Which answers are right?")
        self.word = QLabel(words.format(who=found.who, time=f"{found.at:%H:%M}"))
        self.word.setWordWrap(True)
        self.table = self._table()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.addWidget(self.word)
        column.addWidget(self.table)
        column.addLayout(self._buttons())
        form.foot.hide()
        over_foot(form, self)
        self.table.setCurrentCell(self._undecided(), MINE)
        self.table.setFocus()

    def _table(self) -> QTableWidget:
        table = Choosing(len(self.found.differences), 3)
        heads = [_("Field"), _("{who} saved").format(who=self.found.who), _("You typed")]
        table.setHorizontalHeaderLabels(heads)
        table.setAccessibleName(_("Both versions, field by field"))
        table.chooses = self._choose_current
        table.cellClicked.connect(self._choose)
        for row in range(table.rowCount()):
            self._fill_row(table, row)
        lines = min(len(self.found.differences), ROWS_SHOWN) + 1
        table.setMinimumHeight(lines * (table.fontMetrics().height() + 12) + 8)
        return table

    def _fill_row(self, table: QTableWidget, row: int) -> None:
        one, chosen = self.found.differences[row], self.chosen[row]
        table.setItem(row, FIELD, QTableWidgetItem(one.words))
        for column, words in ((THEIRS, one.theirs), (MINE, one.mine)):
            sign = CHOSEN if chosen == column else OTHER
            table.setItem(row, column, QTableWidgetItem(f"{sign} {words or '—'}"))

    def _buttons(self) -> Flow:
        row = Flow()
        told = (
            (_("F9  Save what is chosen"), self.save, True),
            (_("All of mine"), partial(self._choose_all, MINE), False),
            (
                _("All of {who}").format(who=self.found.who),
                partial(self._choose_all, THEIRS),
                False,
            ),
            (_("Esc  Leave (kept as a draft)"), self.form.leave, False),
        )
        for words, act, main in told:
            button = QPushButton(words)
            button.setProperty("main", main)
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.add(button)
        return row

    def _undecided(self) -> int:
        """The first field nobody decided yet, or the first one."""
        return self.chosen.index(None) if None in self.chosen else 0

    def _choose_current(self) -> None:
        row = self.table.currentRow()
        self._choose(row, max(self.table.currentColumn(), THEIRS))
        if None in self.chosen:
            self.table.setCurrentCell(self._undecided(), MINE)

    def _choose(self, row: int, column: int) -> None:
        if column != FIELD:
            self.chosen[row] = column
            self._fill_row(self.table, row)

    def _choose_all(self, column: int) -> None:
        for row in range(len(self.chosen)):
            self._choose(row, column)

    def save(self) -> None:
        """Save what was chosen; a field that both changed must be decided first."""
        if None in self.chosen:
            self.table.setCurrentCell(self._undecided(), MINE)
            self.table.setFocus()
            words = _("Both of you changed this field: choose one of the two answers.")
            self.word.setText(words)
            theme.set_state(self.word, "wrong")
            return
        pairs = zip(self.found.differences, self.chosen, strict=True)
        theirs = [one for one, column in pairs if column == THEIRS]
        settle(self.found, theirs, self.records)
        show_in_form(self.form, theirs)
        self.close_strip()
        reason, code = self.form.reason
        over_hers = any(
            one.they_changed and column == MINE
            for one, column in zip(self.found.differences, self.chosen, strict=True)
        )
        self.form.save(reason="" if over_hers else reason, code="" if over_hers else code)

    def close_strip(self) -> None:
        """The form as it was."""
        self.form.foot.show()
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F9 saves, Esc leaves the form with its draft."""
        if event.key() == Qt.Key.Key_F9:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.form.leave()
        else:
            super().keyPressEvent(event)


class Choosing(QTableWidget):
    """The rows; the space bar and Enter choose."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.chooses: Callable[[], object] = list
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, or move."""
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chooses()
        elif event.key() in {Qt.Key.Key_F9, Qt.Key.Key_Escape}:
            event.ignore()
        else:
            super().keyPressEvent(event)
