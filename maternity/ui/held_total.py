"""The last column of a table held at the right edge while the others are scrolled under it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from maternity.i18n import _


class HeldTotal(QTableView):
    """Shows one column of a table over its right edge, as long as that column is out of view."""

    def __init__(self, table: QTableView, column: int) -> None:
        super().__init__(table)
        self.table, self.column = table, column
        self.setAccessibleName(_("The column that stays in view"))
        self.setProperty("role", "frozen")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        ours, theirs = self.verticalScrollBar(), table.verticalScrollBar()
        ours.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(ours.setValue)
        across = table.horizontalScrollBar()
        across.valueChanged.connect(self.place)
        across.rangeChanged.connect(self.place)
        table.verticalHeader().sectionResized.connect(self._row_resized)
        self.doubleClicked.connect(table.edit)
        self.hide()

    def show_model(self, model: QAbstractItemModel | None) -> None:
        """Show the table's model, with its selection."""
        self.setModel(model)
        self.setSelectionModel(self.table.selectionModel())

    def holds(self) -> bool:
        """Whether the column is out of view, and stands here instead."""
        bar = self.table.horizontalScrollBar()
        return bar.value() < bar.maximum()

    def place(self) -> None:
        """Stand at the right edge, as wide as the column; be gone when that is in view itself."""
        if self.model() is None:
            return
        for at in range(self.model().columnCount()):
            self.setColumnHidden(at, at != self.column)
        wide = self.table.columnWidth(self.column)
        self.setColumnWidth(self.column, wide)
        head, view = self.table.horizontalHeader().height(), self.table.viewport()
        self.horizontalHeader().setFixedHeight(head)
        left = view.x() + view.width() - wide
        self.setGeometry(left, view.y() - head, wide, view.height() + head)
        self.setVisible(self.holds())

    def _row_resized(self, row: int, _old: int, new: int) -> None:
        self.setRowHeight(row, new)
