"""Buttons that Enter presses as well as the space bar: whoever works by keys expects both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget


class Tool(QToolButton):
    """A small button, pressed by Enter too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


def answer_to_enter(page: QWidget) -> None:
    """Let Enter press every button of a page."""
    for button in page.findChildren(QPushButton):
        button.setAutoDefault(True)
