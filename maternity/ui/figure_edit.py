"""A figure of a return being typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from maternity import reading

Index = QModelIndex | QPersistentModelIndex


class FigureEdit(QLineEdit):
    """A figure being typed; the top row of a French keyboard gives digits."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits without Shift."""
        typed = event.text()
        digit = reading.azerty_digits(typed) if typed else typed
        plain = not event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        if plain and typed and digit != typed and digit.isdigit():
            self.insert(digit)
        else:
            super().keyPressEvent(event)


class FigureEditors(QStyledItemDelegate):
    """Makes the editor of a figure."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line of its own, with its name for those who listen."""
        editor = FigureEdit(parent)
        model = index.model()
        head = model.headerData(index.column(), Qt.Orientation.Horizontal)
        words = str(model.index(index.row(), 0).data()).strip()
        editor.setAccessibleName(f"{words}, {str(head).replace(chr(10), ' ')}")
        editor.setMaxLength(7)
        return editor
