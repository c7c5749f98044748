"""The one table model: a window of rows over a register of any length.

Rows come in pages from the ward; what has not come yet is shown as « … ». A million rows cost no
more than those on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from maternity.i18n import _
from maternity.records import Column, Record, named
from maternity.ui import jobs
from maternity.ward import Page, Query, Ward

PAGE = 100
PAGES_KEPT = 20
Index = QModelIndex | QPersistentModelIndex


class RegisterTable(QAbstractTableModel):
    """The rows of a query, as many as are looked at."""

    loaded = Signal(int)

    def __init__(self, ward: Ward, query: Query, columns: Sequence[Column]) -> None:
        super().__init__()
        self.ward, self.query, self.columns = ward, query, list(columns)
        self.hide_names = False
        self._total = 0
        self._pages: dict[int, list[Record]] = {}
        self._asked: set[int] = set()

    def ask(self, query: Query) -> None:
        """Show another query."""
        self.beginResetModel()
        self.query = query
        self._pages.clear()
        self._asked.clear()
        self._total = 0
        self.endResetModel()
        self._fetch(0)

    def rowCount(self, parent: Index | None = None) -> int:
        """All the rows of the query."""
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: Index | None = None) -> int:
        """The state, then the columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns) + 1

    def entry(self, row: int) -> Record | None:
        """The entry of a row, None while it is on its way."""
        page = self._pages.get(row // PAGE)
        at = row % PAGE
        return page[at] if page is not None and at < len(page) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        entry = self.entry(index.row())
        if entry is None:
            self._fetch(index.row() // PAGE)
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(entry, index.column())
        if role == Qt.ItemDataRole.FontRole and entry.voided_at is not None:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    def _words(self, entry: Record, column: int) -> str:
        if column == 0:
            return state_words(entry)
        about = self.columns[column - 1]
        shown = entry.shown(about.name)
        private = about.sensitive == "personal" or about.kind == "link"
        return initials(shown) if self.hide_names and private else shown

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The label of a column."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return None
        return _("State") if section == 0 else self.columns[section - 1].words

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a stored column; the others keep the order of the register."""
        about = named(self.query.register)
        name = self.columns[column - 1].name if column > 0 else ""
        if name in about.fields:
            down = order is Qt.SortOrder.DescendingOrder
            self.ask(replace(self.query, sort=name, descending=down))

    def _fetch(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        query = replace(self.query, offset=page * PAGE, limit=PAGE)
        jobs.run(lambda: self.ward.page(query), self._came)

    def _came(self, page: Page) -> None:
        number = page.offset // PAGE
        if number not in self._asked:
            return
        if len(self._pages) > PAGES_KEPT:
            oldest = next(iter(self._pages))
            del self._pages[oldest]
            self._asked.discard(oldest)
        self._pages[number] = page.rows
        if page.total != self._total:
            self.beginResetModel()
            self._total = page.total
            self.endResetModel()
        else:
            last = min(page.offset + PAGE, self._total) - 1
            self.dataChanged.emit(
                self.index(page.offset, 0), self.index(last, self.columnCount() - 1)
            )
        self.loaded.emit(self._total)


def state_words(entry: Record) -> str:
    """The state of an entry as sign and word."""
    if entry.voided_at is not None:
        return _("✗ cancelled")
    if entry.missing:
        return _("• to complete ({count})").format(count=entry.missing)
    if entry.unsure:
        return _("! to confirm")
    return _("✓ closed") if entry.closed_at else _("• open")


def initials(words: str) -> str:
    """The first letters, for visitors' eyes."""
    return " ".join(f"{word[0]}." for word in words.split() if word[:1].isalpha())
