"""A person at the screen: keys on whatever has the focus, words that can be read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from maternity.ui import jobs

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def settle() -> None:
    """Let every answer come and every page be shown."""
    for _turn in range(3):
        jobs.wait_idle()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """A key, with the shortcuts it may be."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None, "nothing has the focus"
    QTest.keyClick(target, key, modifiers)
    settle()


def control(key: Qt.Key) -> None:
    """A key with Ctrl."""
    press(key, CONTROL)


def write(text: str) -> None:
    """Letters, those of Bamanankan too, into whatever has the focus."""
    write_on(text)
    settle()


def write_on(text: str) -> None:
    """The same, without waiting for what they bring about."""
    for letter in text:
        target = QApplication.focusWidget()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, letter))


def enter() -> None:
    """The Enter key."""
    press(Qt.Key.Key_Return)


def words_of(page: QWidget) -> str:
    """All that can be read on a page's labels."""
    labels = (one.text() for one in page.findChildren(QLabel) if one.isVisible())
    return "\n".join(labels)


def ask(work: Any) -> Any:
    """An answer of the ward, from its own thread."""
    found: list[Any] = []
    jobs.run(work, found.append)
    jobs.wait_idle()
    return found[0]
