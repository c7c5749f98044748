"""Every key on one page, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

import maternity
from maternity.i18n import _
from maternity.ui.actions import PLACES, in_place
from maternity.ui.page import Page
from maternity.ward import Ward

COLUMNS = 2


class HelpPage(Page):
    """The keys by place, and the name and licence of the program."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Keys and help"))
        self.bar.add_gap()
        self.button("manual", self.manual.emit, main=True)
        self.key("manual", self.manual.emit)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(24)
        sides = [QVBoxLayout() for _at in range(COLUMNS)]
        for at, side in enumerate(sides):
            grid.addLayout(side, 0, at)
            grid.setColumnStretch(at, 1)
        lengths = [0] * COLUMNS
        for place, words in PLACES.items():
            at = lengths.index(min(lengths))
            sides[at].addWidget(_block(place, _(words)))
            lengths[at] += len(in_place(place)) + 2
        for side in sides:
            side.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setWidget(inside)
        self.area.setAccessibleName(self.title)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.area, 1)
        self.body.addWidget(_about())

    def start(self) -> None:
        """Let the arrows scroll."""
        self.area.setFocus()


def _block(place: str, words: str) -> QWidget:
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 10)
    grid.setVerticalSpacing(3)
    head = QLabel(words)
    head.setProperty("role", "heading")
    grid.addWidget(head, 0, 0, 1, 2)
    grid.setColumnStretch(1, 1)
    for row, one in enumerate(in_place(place), start=1):
        key, told = QLabel(one.told_key), QLabel(one.told)
        key.setProperty("role", "label")
        key.setMinimumWidth(key.fontMetrics().averageCharWidth() * 16)
        told.setWordWrap(True)
        grid.addWidget(key, row, 0)
        grid.addWidget(told, row, 1)
    return block


def _about() -> QLabel:
    words = _("Maternity register {version}. Free software, Apache-2.0 licence.")
    told = QLabel(words.format(version=maternity.__version__))
    told.setProperty("role", "muted")
    told.setWordWrap(True)
    return told
