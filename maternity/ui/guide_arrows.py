"""The arrows of the labour guide: up and down a column, to the side along a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from maternity.ui.editors import Editor
from maternity.ui.guide_sheet import GuideSheet


class Arrows(QObject):
    """Watches the fields of the grid; a text that is not wholly selected keeps its own arrows."""

    def __init__(self, sheet: GuideSheet) -> None:
        super().__init__(sheet)
        self.sheet = sheet

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take an arrow that leads away from a field."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if plain and isinstance(watched, Editor) and self._leads(watched, event.key()):
                return True
        return super().eventFilter(watched, event)

    def _leads(self, editor: Editor, key: int) -> bool:
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            (editor.onward if key == Qt.Key.Key_Down else editor.back).emit()
            return True
        at_end = {Qt.Key.Key_Left: 0, Qt.Key.Key_Right: len(editor.text())}.get(Qt.Key(key))
        whole = editor.selectedText() == editor.text()
        if at_end is None or not (whole or editor.cursorPosition() == at_end):
            return False
        other = self.sheet.grid.beside(editor, -1 if key == Qt.Key.Key_Left else 1)
        if other is not None:
            self.sheet.bring(other)
            other.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
