"""Choosing a register; the keys and the help."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

import maternity
from maternity import registers
from maternity.i18n import _
from maternity.ui.actions import ACTIONS

COLUMNS = 3


class ListsPage(QWidget):
    """A button for every register of care."""

    listed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Registers")
        head = QLabel(self.title)
        head.setProperty("role", "title")
        grid = QGridLayout()
        grid.setSpacing(10)
        about = [cls.register for cls in registers.ALL if not cls.register.setup]
        self._buttons = [QPushButton(one.words) for one in about]
        for at, (button, one) in enumerate(zip(self._buttons, about, strict=True)):
            button.clicked.connect(partial(self.listed.emit, one.name))
            grid.addWidget(button, at // COLUMNS, at % COLUMNS)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.addWidget(head)
        page.addLayout(grid)
        page.addStretch(1)

    def start(self) -> None:
        """Begin with the first register."""
        self._buttons[0].setFocus()


class HelpPage(QWidget):
    """Every key on one page, and what this program is."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Keys and help")
        inside = QWidget()
        grid = QGridLayout(inside)
        for at, one in enumerate(ACTIONS):
            key, words = QLabel(one.key), QLabel(one.told)
            key.setProperty("role", "muted")
            column = 2 * (at % COLUMNS)
            grid.addWidget(key, at // COLUMNS, column)
            grid.addWidget(words, at // COLUMNS, column + 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        head = QLabel(self.title)
        head.setProperty("role", "title")
        told = QLabel(
            _("Maternity register {version}. Free software, Apache-2.0 licence.").format(
                version=maternity.__version__
            )
        )
        told.setWordWrap(True)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.addWidget(head)
        page.addWidget(area, 1)
        page.addWidget(told)
        self._area = area

    def start(self) -> None:
        """Let the arrows scroll."""
        self._area.setFocus()
