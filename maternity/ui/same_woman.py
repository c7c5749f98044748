"""« Same woman? »: those who may be the same, side by side, never in front of anything."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from maternity import clock
from maternity.i18n import _, plural
from maternity.records import Record
from maternity.ui import theme
from maternity.ui.actions import action
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
        for name, act in (("same_woman", self._first), ("other_woman", self.hide)):
            shortcut = QShortcut(QKeySequence(action(name).key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def _first(self) -> None:
        if len(self._buttons) > 1:
            self._buttons[0].click()

    def ask(self, found: list[Record]) -> None:
        """Show the women who may be the same."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        key = action("same_woman").told_key
        told = [_told(one) for one in found[:MOST]]
        told[0] = f"{told[0]}  ({key})"
        self._buttons = [QPushButton(words) for words in told]
        for button, one in zip(self._buttons, found, strict=False):
            button.clicked.connect(partial(self.same.emit, one))
        self._buttons[0].setToolTip(action("same_woman").tip)
        key = action("other_woman").told_key
        other = QPushButton(_("No, another woman ({key})").format(key=key))
        other.clicked.connect(self.hide)
        self._buttons.append(other)
        for button in self._buttons:
            self._row.add(button)
        self.show()


def _told(one: Record) -> str:
    age = one.age_on(clock.today()) if hasattr(one, "age_on") else None
    years = plural("{count} year", "{count} years", age) if age is not None else ""
    facts = [one.title(), years, one.shown("village"), one.shown("kin_name"), one.shown("phone_1")]
    return " · ".join(fact for fact in facts if fact)
