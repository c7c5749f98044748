"""A bar that goes on to another line where the words are large, so that nothing is clipped."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSpacerItem, QWidget

GAP = 6


class Flow(QLayout):
    """Items from left to right, line by line; those with a stretch share what a line leaves.

    What such an item pushed to the right stays there on the lines that follow.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[tuple[QLayoutItem, int]] = []
        self._stretch = 0
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self._stretch = stretch
        self.addWidget(widget)
        self._stretch = 0

    def add_gap(self) -> None:
        """Push what follows to the right; what follows goes on to another line together."""
        self._items.append((QSpacerItem(0, 0), 1))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item (Qt's own call)."""
        self._items.append((item, self._stretch))

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """An item by its place."""
        return self._items[index][0] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index)[0] if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as it may be."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is in this width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """On one line."""
        shown = [self._wish(item) for item, _stretch in self._shown()]
        width = sum(one.width() + GAP for one in shown)
        return QSize(width, max((one.height() for one in shown), default=0))

    def minimumSize(self) -> QSize:
        """As wide as its widest item."""
        shown = [self._wish(item) for item, _stretch in self._shown()]
        return QSize(
            max((one.width() for one in shown), default=0),
            max((one.height() for one in shown), default=0),
        )

    def _shown(self) -> list[tuple[QLayoutItem, int]]:
        return [
            (item, stretch)
            for item, stretch in self._items
            if isinstance(item, QSpacerItem) or not item.isEmpty()
        ]

    @staticmethod
    def _wish(item: QLayoutItem) -> QSize:
        return item.sizeHint().expandedTo(item.minimumSize())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        lines: list[list[tuple[QLayoutItem, int, QSize]]] = [[]]
        used = 0
        shown = [(item, stretch, self._wish(item)) for item, stretch in self._shown()]
        whole = sum(wish.width() + GAP for _item, _stretch, wish in shown) - GAP
        for item, stretch, wish in shown:
            if whole > width and lines[-1] and isinstance(item, QSpacerItem):
                lines.append([])
                used = 0
            needed = wish.width()
            if lines[-1] and used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append((item, stretch, wish))
            used += needed + GAP
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        down, pushed = rect.top(), False
        for line in self._lines(rect.width()):
            left = rect.width() - sum(wish.width() + GAP for _i, _s, wish in line) + GAP
            parts = sum(stretch for _item, stretch, _wish in line)
            height = max((wish.height() for _item, _stretch, wish in line), default=0)
            across = rect.left() + (max(left, 0) if pushed and not parts else 0)
            pushed = pushed or parts > 0
            for item, stretch, wish in line:
                width = wish.width() + (max(left, 0) * stretch // parts if stretch else 0)
                if move:
                    item.setGeometry(QRect(across, down, width, height))
                across += width + GAP
            down += height + GAP
        return max(down - GAP - rect.top(), 0)
