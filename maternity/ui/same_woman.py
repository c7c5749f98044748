"""« Same woman? »: those who may be the same, side by side, never in front of anything."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from maternity.i18n import _
from maternity.records import Record
from maternity.ui import theme
from maternity.ui.flow import Flow

MOST = 3


class SameWoman(QWidget):
    """A strip that offers women already in the register; hidden until there are some."""

    same = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.hide()
        self._words = QLabel(_("An almost identical woman exists. Same woman?"))
        theme.set_state(self._words, "unsure")
        self._row = Flow()
        self.setLayout(self._row)
        self._row.add(self._words, 1)
        self._buttons: list[QPushButton] = []

    def ask(self, found: list[Record]) -> None:
        """Show the women who may be the same."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [QPushButton(_told(one)) for one in found[:MOST]]
        for button, one in zip(self._buttons, found, strict=False):
            button.clicked.connect(partial(self.same.emit, one))
        other = QPushButton(_("No, another woman"))
        other.clicked.connect(self.hide)
        self._buttons.append(other)
        for button in self._buttons:
            self._row.add(button)
        self.show()


def _told(one: Record) -> str:
    facts = [one.title(), one.shown("village"), one.shown("kin_name"), one.shown("phone_1")]
    return " · ".join(fact for fact in facts if fact)
