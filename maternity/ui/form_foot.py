"""The foot of a form: what to type here, what was understood, what is wrong, and the commands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from maternity.i18n import _
from maternity.ui import theme
from maternity.ui.editors import Editor
from maternity.ui.flow import Flow


class Foot(QWidget):
    """The strip under the fields; `asked` names a command of a form."""

    asked = Signal(str)

    def __init__(self, *, lines: bool) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._lines = lines
        self.echo, self.hint, self.word, self.line_word = QLabel(), QLabel(), QLabel(), QLabel()
        roles = ((self.hint, "muted"), (self.echo, "muted"), (self.word, ""))
        for label, role in roles:
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.line_word.setProperty("role", "label")
        self.hint.setMinimumHeight(self.fontMetrics().height() * 2)
        self.buttons = {
            "missing": QPushButton(_("F2  What is missing")),
            "baby_before": QPushButton(_("Shift+F8  Baby before")),
            "baby": QPushButton(_("F8  Another baby")),
            "leave": QPushButton(_("Esc  Leave (kept as a draft)")),
            "save": QPushButton(_("F9  Save")),
        }
        self.buttons["save"].setProperty("main", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 4)
        column.setSpacing(2)
        column.addWidget(self.word)
        column.addWidget(self.hint)
        row = Flow()
        row.add(self.echo, 1)
        row.add(self.line_word)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            row.add(button)
        column.addLayout(row)
        self.show_line(1, 1)

    def tell(self, words: str, state: str = "") -> None:
        """Say something about the entry."""
        self.word.setText(words)
        theme.set_state(self.word, state)

    def tell_of(self, editor: Editor, unit: str) -> None:
        """Say what belongs to the field that has the focus."""
        echo = editor.echo()
        told = (echo, "" if unit and echo.endswith(f" {unit}") else unit)
        self.echo.setText(" · ".join(part for part in told if part))
        self.hint.setText("\n".join(filter(None, (editor.hint(), editor.standing_in))))
        self.tell(editor.words, editor.property("state") or "")

    def hint_of(self, editor: Editor) -> None:
        """What may be typed in the field of the focus, known later; what was said stays."""
        self.hint.setText(editor.hint())

    def show_line(self, line: int, last: int) -> None:
        """Say which line of several is in view, and offer the one before."""
        words = _("Baby {line} of {count}").format(line=line, count=last) if last > 1 else ""
        self.line_word.setText(words)
        self.buttons["baby"].setText(_("F8  Another baby") if line == last else _("F8  Baby after"))
        self.buttons["baby"].setVisible(self._lines)
        self.buttons["baby_before"].setVisible(line > 1)
