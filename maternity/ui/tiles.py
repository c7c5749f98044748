"""The large buttons of a page that leads on: the arrows go to the one beside, above or below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

AWAY = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Arrow -> the way it goes, across and down."""


class Tile(QPushButton):
    """One of several buttons in columns."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("role", "tile")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the nearest tile that way; where there is none, on as by Tab."""
        way = AWAY.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        beside = None if way is None or held else self._nearest(*way)
        if beside is None:
            super().keyPressEvent(event)
        else:
            beside.setFocus(Qt.FocusReason.TabFocusReason)

    def _nearest(self, across: int, down: int) -> Tile | None:
        page = self.parentWidget()
        found = []
        for one in page.findChildren(Tile) if page is not None else ():
            away = self._away(one)
            ahead = away.x() * across + away.y() * down
            aside = abs(away.x() * down) + abs(away.y() * across)
            level = aside < (self.height() if across else self.width())
            if one is not self and one.isEnabled() and ahead > 0 and (down or level):
                found.append((ahead, aside, one))
        return min(found, key=lambda one: one[:2])[2] if found else None

    def _away(self, other: Tile) -> QPoint:
        return other.geometry().topLeft() - self.geometry().topLeft()
