"""Looking at widgets as eyes, ears and a wheel do: clipped words, names, values in passing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from maternity.ui.lines import Lines, height_of

NEAR = 1
"""Pixels that rounding may take."""


ARROW = 24
"""Pixels of the arrow of a list and its edges."""


def told(widget: QWidget) -> str:
    """A widget as a fault names it."""
    words = getattr(widget, "text", lambda: "")() or widget.accessibleName()
    return f"{type(widget).__name__} “{str(words)[:50]}”"


def shown(page: QWidget) -> Iterator[QWidget]:
    """Every widget that can be seen."""
    for widget in [page, *page.findChildren(QWidget)]:
        if widget.isVisible():
            yield widget


def clipped(page: QWidget) -> Iterator[str]:
    """The words that do not fit where they stand."""
    for widget in shown(page):
        if isinstance(widget, QLabel) and widget.text():
            yield from _label(widget)
        elif isinstance(widget, Lines):
            yield from _rows(widget)
        elif isinstance(widget, QComboBox) or (
            isinstance(widget, QAbstractButton) and _words(widget)
        ):
            needed = _needed(widget)
            if needed > widget.width() + NEAR:
                yield f"{told(widget)}: {needed} px needed, {widget.width()} there"
        if isinstance(widget, (QLabel, QAbstractButton)) and not _in_scroll(widget):
            seen: QRect = widget.visibleRegion().boundingRect()
            if widget.rect().isValid() and seen != widget.rect() and _words(widget):
                yield f"{told(widget)}: cut off by its neighbours"


def _rows(lines: Lines) -> Iterator[str]:
    """The rows that reach into the next, as their words need in the width they have now."""
    tops = [lines.visualItemRect(lines.item(at)).top() for at in range(lines.count())]
    for at, (top, below) in enumerate(pairwise(tops)):
        needed = height_of(lines, at, lines.viewport().width())
        if below - top < needed:
            yield f"{told(lines)}, row {at}: {needed} px needed, {below - top} there"


def _needed(widget: QAbstractButton | QComboBox) -> int:
    """The width that the words of a button, or what is chosen in a list, need."""
    if isinstance(widget, QComboBox):
        return widget.fontMetrics().horizontalAdvance(widget.currentText()) + ARROW
    return widget.sizeHint().width()


def _words(widget: QWidget) -> bool:
    return bool(getattr(widget, "text", lambda: "")())


def _label(label: QLabel) -> Iterator[str]:
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + NEAR:
            yield f"{told(label)}: {needed} px high needed, {label.height()} there"
        longest = max(label.text().split() or [""], key=len)
        if label.fontMetrics().horizontalAdvance(longest) > label.width() + NEAR:
            yield f"{told(label)}: “{longest}” is wider than its {label.width()} px"
    elif label.sizeHint().width() > label.width() + NEAR:
        yield f"{told(label)}: {label.sizeHint().width()} px needed, {label.width()} there"
    elif label.sizeHint().height() > label.height() + NEAR:
        yield f"{told(label)}: {label.sizeHint().height()} px high needed"


def _in_scroll(widget: QWidget) -> bool:
    """Whether it can be scrolled into view."""
    parent: QWidget | None = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def nameless(page: QWidget) -> Iterator[str]:
    """What can have the focus and says no name, walking Qt's tree for those who listen."""
    for node in _nodes(QAccessible.queryAccessibleInterface(page)):
        widget = node.object()
        if not (node.state().focusable and isinstance(widget, QWidget)):
            continue
        silent = not node.text(QAccessible.Text.Name).strip()
        if silent and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"


def _nodes(node: QAccessibleInterface, deep: int = 0) -> Iterator[QAccessibleInterface]:
    yield node
    rows = node.role() in {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree}
    children = (node.child(at) for at in range(0 if rows or deep > 40 else node.childCount()))
    for child in filter(None, children):
        if child.isValid() and not child.state().invisible:
            yield from _nodes(child, deep + 1)


def changed_by_the_wheel(page: QWidget) -> Iterator[str]:
    """The values that a turn of the wheel in passing changes."""
    for widget in list(shown(page)):
        if isinstance(widget, (QLineEdit, QComboBox)):
            before = _value(widget)
            for notch in (120, -120):
                QApplication.sendEvent(widget, _turn(notch))
            if _value(widget) != before:
                yield told(widget)


def _value(widget: QLineEdit | QComboBox) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.currentText()


def _turn(notch: int) -> QWheelEvent:
    here, none = QPointF(5, 5), QPoint(0, 0)
    return QWheelEvent(
        here,
        here,
        none,
        QPoint(0, notch),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
