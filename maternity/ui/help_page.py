"""Every key on one page, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.actions import PLACES, in_place
from maternity.ui.page import Page
from maternity.ward import Ward
from maternity.ward.about import about

COLUMNS = 2


class HelpPage(Page):
    """The keys by place, and the name and licence of the program."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Keys and help"))
        self.bar.add_gap()
        for name, shown in (("news", self.news.emit), ("manual", self.manual.emit)):
            self.button(name, shown, main=name == "manual")
            self.key(name, shown)
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
        self.facts = QLabel()
        self.facts.setProperty("role", "muted")
        self.facts.setWordWrap(True)
        copy = QPushButton(_("Copy these facts"))
        copy.clicked.connect(self.copy)
        row = QHBoxLayout()
        row.addWidget(self.facts, 1)
        row.addWidget(copy)
        self.body.addLayout(row)

    def start(self) -> None:
        """Let the arrows scroll."""
        self.area.setFocus()

    def refresh(self) -> None:
        """Read where the register lies and how large it is."""
        jobs.run(lambda: about(self.ward), lambda told: self.facts.setText("  ".join(told)))

    def copy(self) -> None:
        """Put the facts on the clipboard, for whoever helps from afar."""
        QApplication.clipboard().setText(self.facts.text())
        self.said.emit(_("Copied: paste it into a message."), "saved")


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
