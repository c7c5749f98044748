"""Lists of people and entries: a name, and under it what is known, wrapped, never clipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from maternity.i18n import _
from maternity.ui import theme

Index = QModelIndex | QPersistentModelIndex
ENTRY, TITLE, FACTS, HEAD = (Qt.ItemDataRole.UserRole + at for at in range(4))
PAD = 5
TIES = re.compile(r"(?<=\d) (?=(?:h|g|cm|SA|ans|years)\b)|(?<=\d h) (?=\d)")
"""The spaces where no line ends: a figure stays with its unit."""
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True)
class Row:
    """A line of a list: its name, its facts, and what it stands for; a head stands for nothing."""

    title: str
    facts: str = ""
    entry: Any = None
    head: bool = False


class _Painter(QStyledItemDelegate):
    """Draws a row: its name, and its facts beneath in a quieter colour."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words, wrapped to the width of the list."""
        view = self.parent()
        width = _narrowest(view) if isinstance(view, QListWidget) else 200
        return QSize(0, _high(option.font, index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the ground, then the words."""
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        focused = isinstance(view, QListWidget) and view.hasFocus()
        rect: QRect = option.rect
        if chosen:
            ground = "focus" if focused else "accent_tint"
            painter.fillRect(rect, QColor(theme.colour(ground)))
        inks = _inks(index, chosen=chosen and focused)
        down = rect.top() + PAD
        boxes = _boxes(option.font, index, rect.width())
        for (words, box, font), ink in zip(boxes, inks, strict=False):
            painter.setFont(font)
            painter.setPen(QColor(theme.colour(ink)))
            painter.drawText(box.translated(rect.left() + PAD, down), WRAP, words)
            down += box.height()
        painter.setPen(QColor(theme.colour("line")))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def _narrowest(view: QListWidget) -> int:
    """The width of a row beside what may come once it is measured: scroll bar, focus ring."""
    bar = view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, view)
    return view.width() - 2 * theme.FOCUS_RING - bar


def _inks(index: Index, *, chosen: bool) -> tuple[str, str]:
    if chosen:
        return ("base", "base")
    if index.data(HEAD):
        return ("accent_ink", "muted")
    return ("text", "label") if index.data(ENTRY) is not None else ("muted", "muted")


def height_of(lines: QListWidget, row: int, width: int) -> int:
    """How high a row must be for its words in a width."""
    return _high(lines.font(), lines.model().index(row, 0), width)


def _high(plain: QFont, index: Index, width: int) -> int:
    return sum(box.height() for _words, box, _font in _boxes(plain, index, width)) + 2 * PAD


def _boxes(plain: QFont, index: Index, width: int) -> list[tuple[str, QRect, QFont]]:
    """The words of a row with the room each takes."""
    strong = QFont(plain)
    strong.setBold(bool(index.data(FACTS)) or bool(index.data(HEAD)))
    found = []
    for role, font in ((TITLE, strong), (FACTS, plain)):
        words = TIES.sub("\N{NO-BREAK SPACE}", index.data(role) or "")
        if words:
            room = QRect(0, 0, max(width - 2 * PAD, 40), 10_000)
            box = QFontMetrics(font).boundingRect(room, int(WRAP), words)
            found.append((words, QRect(0, 0, room.width(), box.height()), font))
    return found


class Lines(QListWidget):
    """A list of rows; Enter or a double click opens one."""

    opened = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._open)

    def fill(self, rows: Sequence[Row], empty: str = "") -> None:
        """Show these rows; a sentence when there are none.

        The current row stays with whom it stands for, wherever that is now.
        """
        at, whose = self.currentRow(), key_of(self.current())
        self.clear()
        for row in rows or [Row(empty)]:
            item = QListWidgetItem(f"{row.title} {row.facts}".strip())
            for role, value in ((TITLE, row.title), (FACTS, row.facts), (ENTRY, row.entry)):
                item.setData(role, value)
            item.setData(HEAD, row.head)
            if row.entry is None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.addItem(item)
        chosen = [n for n in range(self.count()) if self.item(n).data(ENTRY) is not None]
        chosen = [n for n in chosen if not self.item(n).data(HEAD)] or chosen
        if chosen and not self.stand_on(whose):
            self.setCurrentRow(at if at in chosen else chosen[0])

    def stand_on(self, key: str) -> bool:
        """Make the row of this key current; False where there is none."""
        rows = (n for n in range(self.count()) if key and key_of(self.item(n).data(ENTRY)) == key)
        row = next(rows, -1)
        if row >= 0:
            self.setCurrentRow(row)
        return row >= 0

    def current(self) -> Any:
        """What the current row stands for, None if there is none."""
        row = self.currentRow()
        return self.item(row).data(ENTRY) if row >= 0 else None

    def _open(self, item: QListWidgetItem) -> None:
        if item.data(ENTRY) is not None:
            self.opened.emit(item.data(ENTRY))


def key_of(entry: Any) -> str:
    """What a row is known by when its list is filled again: the entry, or what it is about."""
    own = getattr(entry, "id", "") or getattr(getattr(entry, "about", None), "id", "")
    return f"{own} {getattr(entry, 'kind', '')}" if own else ""


def stand_again(page: QWidget) -> bool:
    """Give the focus back to the list of a page that had it; False where none had."""
    last = page.focusWidget()
    if not isinstance(last, Lines) or last.current() is None:
        return False
    last.setFocus()
    return True


class Card(QWidget):
    """A heading with its number, and a list below it."""

    def __init__(self, title: str, empty: str) -> None:
        super().__init__()
        self.title, self.empty = title, empty
        self.head = QLabel(title)
        self.head.setProperty("role", "heading")
        self.lines = Lines(title)
        self.head.setBuddy(self.lines)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self.head)
        self.column.addWidget(self.lines, 1)

    def fill(self, rows: Sequence[Row], *, known: bool = True) -> None:
        """Show these rows, and how many they are; what was not read is said not to be known."""
        count = sum(row.entry is not None and not row.head for row in rows)
        self.head.setText(f"{self.title} · {count}" if count else self.title)
        unread = _("Not known: the register has not answered.")
        self.lines.fill(rows, self.empty if known else unread)
