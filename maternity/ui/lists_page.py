"""Choosing a register of care; where the text is large the page scrolls by focus."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from maternity import registers
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Register
from maternity.ui import icons
from maternity.ui.page import Page
from maternity.ui.tiles import Tile
from maternity.ward import Ward

COLUMNS = 3


class ListsPage(Page):
    """A button for every register of care."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Registers"))
        self.bar.add_gap()
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        care = [cls.register for cls in registers.ALL if not cls.register.setup]
        about = [one for one in care if not one.hidden or ward.account.may(Right.SEE_HIV)]
        self._buttons = [self._tile(one) for one in about]
        for at, button in enumerate(self._buttons):
            grid.addWidget(button, at // COLUMNS, at % COLUMNS)
        grid.setRowStretch(len(self._buttons), 1)
        room = QScrollArea()
        room.setFrameShape(QFrame.Shape.NoFrame)
        room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room.setWidgetResizable(True)
        room.setWidget(inside)
        self.body.addWidget(room, 1)

    def _tile(self, about: Register) -> Tile:
        button = Tile(about.words)
        name = {"postnatal_visit": "visit", "woman": "person"}.get(about.name, about.name)
        drawing = name if icons.has(name) else "registers"
        icons.put(button, drawing, "accent_ink")
        button.clicked.connect(partial(self.listed.emit, about.name, ""))
        return button

    def start(self) -> None:
        """Begin with the first register, or with the one she comes back from."""
        before = self.focusWidget()
        (before if isinstance(before, Tile) else self._buttons[0]).setFocus()
