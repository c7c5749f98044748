"""A table that tells and is not typed in: rows of words, wrapped, gone through by the arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

MOST = 500
"""Rows shown; with more of them nobody reads, and a file tells them all."""


class ToldRows(QTableWidget):
    """Rows of words; the last column takes what is left of the width."""

    def __init__(self, heads: Sequence[str], name: str) -> None:
        super().__init__(0, len(heads))
        self.setHorizontalHeaderLabels(heads)
        self.setAccessibleName(name)
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setWordWrap(True)
        last = len(heads) - 1
        self.horizontalHeader().setSectionResizeMode(last, QHeaderView.ResizeMode.Stretch)

    def fill(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these rows, the first of them current."""
        shown = rows[:MOST]
        self.setRowCount(len(shown))
        for at, row in enumerate(shown):
            for column, words in enumerate(row):
                self.setItem(at, column, QTableWidgetItem(words))
        if shown:
            self.setCurrentCell(0, 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap to the width there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widest = self.viewport().width() // 4
        for column in range(self.columnCount() - 1):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), widest))
        QTimer.singleShot(0, self, self.resizeRowsToContents)  # once the last column has its width
