"""Blocks in columns, as on a page of the paper register.

Blocks keep their order, one under the other; the next column begins where the page would scroll.
Blocks that come, go or grow move by themselves, and the one that has the focus keeps it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

GAP = 4
BETWEEN = 10
MARGIN = 8


TO_COME = 60
"""Pixels left at the foot of a column where there are columns enough: about one field."""


class Columns(QLayout):
    """A layout of blocks in as many columns of a least width as the page is wide.

    `narrowest` gives the least width of a column and `room` the height of the page in view, both in
    pixels.
    """

    def __init__(self, narrowest: Callable[[], int], room: Callable[[], int]) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._narrowest, self._room = narrowest, room
        self._stood: tuple[object, list[int]] = (None, [])

    def addItem(self, item: QLayoutItem) -> None:
        """One more block, the last."""
        self._items.append(item)

    def count(self) -> int:
        """How many blocks there are, shown or not."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The block of a number."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take a block out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Columns share the width; the height is what it is."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The wider the page, the lower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the highest column is on a page this wide."""
        return self._flow(QRect(0, 0, width, 0), put=False)

    def sizeHint(self) -> QSize:
        """The least page."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """One column, without a height of its own."""
        widths = [item.minimumSize().width() for item in self._shown()]
        return QSize(max(widths, default=0) + 2 * MARGIN, 0)

    def setGeometry(self, rect: QRect) -> None:
        """Put every block in its place."""
        super().setGeometry(rect)
        self._flow(rect, put=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _flow(self, rect: QRect, *, put: bool) -> int:
        shown = self._shown()
        across = rect.width() - 2 * MARGIN
        columns = max(1, (across + BETWEEN) // (self._narrowest() + BETWEEN))
        wide = (across - BETWEEN * (columns - 1)) // columns
        heights = [_height(item, wide) for item in shown]
        at = self._places(shown, heights, columns, put=put)
        used = [0] * columns
        for item, column, height in zip(shown, at, heights, strict=True):
            if put:
                left = rect.x() + MARGIN + column * (wide + BETWEEN)
                corner = QPoint(left, rect.y() + MARGIN + used[column])
                item.setGeometry(QRect(corner, QSize(wide, height)))
            used[column] += height + GAP
        return max(used) + 2 * MARGIN

    def _places(
        self, shown: list[QLayoutItem], heights: list[int], columns: int, *, put: bool
    ) -> list[int]:
        """The column of each block: where it stood, as long as it fits there.

        A field that comes or goes, a longer label or a longer word at the foot must not throw the
        page about under the eyes of who is typing.
        """
        room = self._room() - 2 * MARGIN
        about = (columns, tuple(id(item) for item in shown))
        if self._stood[0] == about and fits(heights, self._stood[1], room):
            return self._stood[1]
        found = places(heights, columns, room)
        if put:
            self._stood = about, found
        return found


def fits(heights: list[int], at: list[int], room: int) -> bool:
    """Whether no column is higher than the room with the blocks in these columns."""
    used = [0] * (max(at, default=0) + 1)
    for height, column in zip(heights, at, strict=True):
        used[column] += height + GAP
    return max(used) <= room


def _height(item: QLayoutItem, wide: int) -> int:
    return item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()


def places(heights: list[int], columns: int, room: int) -> list[int]:
    """The column of each block: as few columns as the room allows, with room for a field to come.

    Where all columns together are too low, the lowest height in which the blocks fit.
    """
    spans = [(a, b) for a in range(len(heights)) for b in range(a + 1, len(heights) + 1)]
    limits = {room, *(sum(heights[a:b]) + GAP * (b - a) for a, b in spans)}
    for limit in (room - TO_COME, *sorted(one for one in limits if one >= room)):
        found = _filled(heights, limit)
        if not found or found[-1] < columns:
            return found
    return [0] * len(heights)


def _filled(heights: list[int], limit: int) -> list[int]:
    found: list[int] = []
    at = used = 0
    for height in heights:
        if used and used + height + GAP > limit:
            at, used = at + 1, 0
        found.append(at)
        used += height + GAP
    return found
