"""The columns of a file: what stands in each, and the field that it fills, chosen by keys."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from maternity.exchange.columns import Use, targets
from maternity.i18n import _
from maternity.names import fold
from maternity.ui.quiet import QuietCombo
from maternity.ui.table import initials
from maternity.ward.incoming import Incoming

HEADING, FIRST, FIELD, HOW = range(4)
TYPING_MS = 2000
"""After so long without a letter another name is begun."""
WIDTH_CHARS = 16
"""Letters of a field that its list has room for, however short the one chosen."""


class _Field(QuietCombo):
    """The list of fields of one column: what is typed finds one by the beginning of any word."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._since = QElapsedTimer()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.currentTextChanged.connect(self._fit)

    def _fit(self, words: str) -> None:
        """As wide as the field that is chosen."""
        of = self.fontMetrics().horizontalAdvance
        self.setMinimumContentsLength(max(WIDTH_CHARS, of(words) // of("X") + 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell which column is being looked at."""
        super().focusInEvent(event)
        self._typed = ""
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go to the field that is called so, Enter to the next column."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
            return
        letter = event.text()
        typed = self._going_on() + letter
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if not (letter and letter.isprintable() and typed.strip()) or held:
            super().keyPressEvent(event)
            return
        self._typed = typed
        self._since.restart()
        wanted = fold(self._typed)
        found = [fold(self.itemText(at)) for at in range(self.count())]
        near = [at for at, words in enumerate(found) if words.startswith(wanted)]
        near += [at for at, words in enumerate(found) if f" {wanted}" in words]
        if near:
            self.setCurrentIndex(near[0])

    def _going_on(self) -> str:
        """What was typed just before."""
        return self._typed if self._typed and self._since.elapsed() < TYPING_MS else ""


class IncomingColumns(QTableWidget):
    """A row for each column: its heading, what stands first in it, the field, how it came there."""

    corrected = Signal()

    def __init__(self) -> None:
        heads = (_("In the file"), _("What stands first"), _("Field it fills"), _("How"))
        super().__init__(0, len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setAccessibleName(_("Columns of the file"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setWordWrap(False)
        head = self.horizontalHeader()
        head.setSectionResizeMode(FIRST, QHeaderView.ResizeMode.Stretch)
        for column in (FIELD, HOW):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.of: Incoming | None = None
        self.hidden = False
        self.fields = QStandardItemModel(self)

    def show_file(self, of: Incoming) -> None:
        """Show the columns of a file with what is proposed, or was kept, for each."""
        self.of = of
        self.fields.clear()
        offered = [("", _("— taken as nothing —"))]
        offered += [(one.name, one.words) for one in targets(of.register)]
        for name, words in offered:
            item = QStandardItem(words)
            item.setData(name, Qt.ItemDataRole.UserRole)
            self.fields.appendRow(item)
        self.setRowCount(0)
        for use in of.uses:
            self._add(self.rowCount(), use, self._how(use))
        if of.uses:
            self.setCurrentCell(0, HEADING)
        self._fit()
        self._in_order()

    def _in_order(self) -> None:
        """Tab goes down the columns, then to what stands below the table."""
        before: QWidget = self
        for at in range(self.rowCount()):
            field = self.cellWidget(at, FIELD)
            self.setTabOrder(before, field)
            before = field

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long heading leaves room for the rest."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.resizeColumnToContents(HEADING)
        widest = self.viewport().width() // 5
        self.setColumnWidth(HEADING, min(self.columnWidth(HEADING), widest))

    def _how(self, use: Use) -> str:
        if self.of is None or not use.field:
            return _("× nothing")
        if self.of.known:
            return _("✓ as before")
        return _("? look at it") if use.heading in self.of.unsure else _("✓ by its name")

    def _add(self, at: int, use: Use, how: str) -> None:
        self.insertRow(at)
        field = _Field()
        field.setModel(self.fields)
        field.setCurrentIndex(max(0, field.findData(use.field)))
        field.setAccessibleName(_("Field that “{heading}” fills").format(heading=use.heading))
        field.entered.connect(partial(self._stand_on, field))
        field.currentIndexChanged.connect(partial(self._choose, field))
        self._put(at, HEADING, use.heading)
        self._put(at, FIRST, self._first(use.heading))
        self._put(at, HOW, how)
        self.setCellWidget(at, FIELD, field)
        self.setRowHeight(at, field.sizeHint().height() + 2)

    def _first(self, heading: str) -> str:
        found = self.of.sheet.examples(heading) if self.of is not None else []
        return (
            "  ·  ".join(initials(one) or one for one in found)
            if self.hidden
            else ("  ·  ".join(found))
        )

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of what stands in the file."""
        self.hidden = hidden
        for at in range(self.rowCount()):
            self._put(at, FIRST, self._first(self._words(at, HEADING)))

    def _words(self, at: int, column: int) -> str:
        item = self.item(at, column)
        return item.text() if item is not None else ""

    def _put(self, at: int, column: int, words: str) -> None:
        self.setItem(at, column, QTableWidgetItem(words))

    def _row_of(self, field: QWidget) -> int:
        return next(
            (at for at in range(self.rowCount()) if self.cellWidget(at, FIELD) is field), -1
        )

    def _stand_on(self, field: QWidget) -> None:
        at = self._row_of(field)
        if at >= 0:
            self.setCurrentCell(at, HEADING)

    def _choose(self, field: QuietCombo, *_at: int) -> None:
        at = self._row_of(field)
        if at >= 0:
            how = _("✓ chosen") if field.currentData() else _("× nothing")
            self._put(at, HOW, how)
            self.resizeColumnToContents(FIELD)
            self.corrected.emit()

    def use_again(self) -> None:
        """Give the current column one more field to fill."""
        at = self.currentRow()
        if at >= 0:
            self._add(at + 1, Use(self._words(at, HEADING), ""), _("× nothing"))
            self._in_order()
            self.cellWidget(at + 1, FIELD).setFocus()
            self.corrected.emit()

    def first(self) -> None:
        """Begin with the first column that fills nothing or is to be looked at."""
        if not self.rowCount():
            return
        waiting = (at for at in range(self.rowCount()) if self._words(at, HOW)[:1] in "×?")
        self.cellWidget(next(waiting, 0), FIELD).setFocus()

    def uses(self) -> Iterator[Use]:
        """The columns as they were corrected."""
        for at in range(self.rowCount()):
            field = self.cellWidget(at, FIELD)
            if isinstance(field, QuietCombo):
                yield Use(self._words(at, HEADING), str(field.currentData() or ""))
