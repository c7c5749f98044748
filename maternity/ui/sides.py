"""Rows of two answers side by side: the one that will stand bears a full dot.

The arrows go from one to the other, the space bar or Enter chooses; what nobody chose yet bears
two empty dots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableWidgetItem

from maternity.ui.comparing import CHOSEN, OTHER, Choosing

NAME, LEFT, RIGHT = 0, 1, 2
NOTHING = "—"


@dataclass
class Side:
    """A row: what it is about, its two answers in words, and the one chosen."""

    words: str
    left: str
    right: str
    chosen: int | None = None
    about: Any = None


class Sides(Choosing):
    """A table of such rows."""

    chose = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(0, 3)
        self.sides: list[Side] = []
        self.setAccessibleName(name)
        self.chooses = self._choose_current
        self.cellClicked.connect(self.choose)

    def fill(self, sides: Sequence[Side], heads: Sequence[str]) -> None:
        """Show these rows; the focus goes to the first that nobody decided."""
        self.sides = list(sides)
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(self.sides))
        for row in range(len(self.sides)):
            self._fill(row)
        if self.sides:
            self.setCurrentCell(self.undecided() or 0, LEFT)

    def _fill(self, row: int) -> None:
        side = self.sides[row]
        self.setItem(row, NAME, QTableWidgetItem(side.words))
        for column, words in ((LEFT, side.left), (RIGHT, side.right)):
            sign = CHOSEN if side.chosen == column else OTHER
            self.setItem(row, column, QTableWidgetItem(f"{sign} {words or NOTHING}"))

    def undecided(self) -> int | None:
        """The first row that nobody decided; None where all are."""
        return next((at for at, one in enumerate(self.sides) if one.chosen is None), None)

    def choose(self, row: int, column: int) -> None:
        """The answer of a column stands."""
        if column != NAME:
            self.sides[row].chosen = column
            self._fill(row)
            self.chose.emit(self.sides[row])

    def _choose_current(self) -> None:
        row = self.currentRow()
        if row < 0:
            return
        self.choose(row, max(self.currentColumn(), LEFT))
        left = self.undecided()
        if left is not None:
            self.setCurrentCell(left, LEFT)

    def choose_all(self, column: int) -> None:
        """The answers of a column stand, all of them."""
        for row in range(len(self.sides)):
            self.choose(row, column)
