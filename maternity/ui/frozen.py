"""A table whose first columns stay in view while the others are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from maternity.i18n import _

Index = QModelIndex | QPersistentModelIndex
WIDEST_CHARS = 34
MARGIN_CHARS = 3
"""Room around the words of a cell."""
ROWS_MEASURED = 25
"""Rows that a column's width is measured from: those of the first screen."""


class FrozenTable(QTableView):
    """Rows to choose from; some columns at the left never leave."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._held = QTableView(self)
        self._held.setAccessibleName(_("{name}: columns that stay").format(name=name))
        self._held.setProperty("role", "frozen")
        self._held.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._held.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen = 0
        for view in (self, self._held):
            _dress(view)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        ours, theirs = self.verticalScrollBar(), self._held.verticalScrollBar()
        ours.valueChanged.connect(theirs.setValue)
        theirs.valueChanged.connect(ours.setValue)
        self.horizontalHeader().sectionResized.connect(self._resized)
        self._held.horizontalHeader().sectionResized.connect(self._held_resized)
        self._held.doubleClicked.connect(self.activated)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model in both views, with one selection."""
        super().setModel(model)
        self._held.setModel(model)
        self._held.setSelectionModel(self.selectionModel())
        self._held.horizontalHeader().sortIndicatorChanged.connect(self.sortByColumn)
        self.horizontalHeader().sortIndicatorChanged.connect(self._held_sorted)

    def freeze(self, count: int) -> None:
        """Let the first columns stay; never the last, which takes the room that is left."""
        columns = self.model().columnCount()
        self._frozen = min(count, columns - 1)
        for at in range(columns):
            self._held.setColumnHidden(at, at >= self._frozen)
        self._place()

    def fit_columns(self) -> None:
        """Each column as wide as its words, within bounds."""
        metrics, model = self.fontMetrics(), self.model()
        widest = metrics.averageCharWidth() * WIDEST_CHARS
        margin = metrics.averageCharWidth() * MARGIN_CHARS
        rows = range(min(model.rowCount(), ROWS_MEASURED))
        for at in range(model.columnCount()):
            words = [str(model.index(row, at).data() or "") for row in rows]
            width = max(map(metrics.horizontalAdvance, dict.fromkeys(words)), default=0)
            needed = max(width + margin, self.horizontalHeader().sectionSizeHint(at))
            self.setColumnWidth(at, min(needed, widest))

    def set_widths(self, widths: list[int]) -> None:
        """The widths a person chose."""
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width)

    def widths(self) -> list[int]:
        """How wide each column is."""
        return [self.columnWidth(at) for at in range(self.model().columnCount())]

    def show_order(self, at: int, order: Qt.SortOrder) -> None:
        """Show by which column the rows are sorted, without sorting them anew."""
        for header in (self.horizontalHeader(), self._held.horizontalHeader()):
            header.blockSignals(True)
            header.setSortIndicator(at, order)
            header.blockSignals(False)
            header.viewport().update()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, out from under the columns that stay."""
        if index.column() >= self._frozen:
            super().scrollTo(index, hint)
            hidden = self._held_width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)
        else:
            bar = self.horizontalScrollBar()
            at = bar.value()
            super().scrollTo(index, hint)
            bar.setValue(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the columns that stay leave to be seen: no cell is asked for twice."""
        super().paintEvent(QPaintEvent(self._uncovered(event.region())))

    def _uncovered(self, region: QRegion) -> QRegion:
        if not self._frozen:
            return region
        return region.subtracted(QRegion(0, 0, self._held_width(), self.viewport().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns that stay in their place."""
        super().resizeEvent(event)
        self._place()

    def updateGeometries(self) -> None:
        """Keep them there when headers or bars change, too."""
        super().updateGeometries()
        self._place()

    def _held_width(self) -> int:
        return sum(self.columnWidth(at) for at in range(self._frozen))

    def _place(self) -> None:
        head = self.horizontalHeader().height()
        edge = self.frameWidth()
        self._held.horizontalHeader().setFixedHeight(head)
        self._held.setGeometry(edge, edge, self._held_width() + 1, self.viewport().height() + head)
        self._held.setVisible(self._frozen > 0)

    def _resized(self, at: int, _old: int, new: int) -> None:
        if at < self._frozen and self._held.columnWidth(at) != new:
            self._held.setColumnWidth(at, new)
            self._place()

    def _held_resized(self, at: int, _old: int, new: int) -> None:
        if at < self._frozen and self.columnWidth(at) != new:
            self.setColumnWidth(at, new)

    def _held_sorted(self, at: int, order: Qt.SortOrder) -> None:
        header = self._held.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(at, order)
        header.blockSignals(False)


def _dress(view: QTableView) -> None:
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setWordWrap(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(round(view.fontMetrics().height() * 1.7))
    head = view.horizontalHeader()
    head.setSectionsClickable(True)
    head.setSortIndicatorShown(True)
    head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head.setHighlightSections(False)
