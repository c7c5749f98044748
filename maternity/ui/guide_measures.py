"""How wide and how high the grid of the labour guide is, in pixels, at the text in use.

The text stays as large while a form is open: what was measured once is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtWidgets import QWidget

from maternity.i18n import _
from maternity.reports.guide_rows import GuideRow
from maternity.ui import theme

BAND, HIGH, GAP, BETWEEN = 20, 26, 2, 10
"""The band of a section, a row, the room around it and beside words, at text of 100 %."""
PAST_CHARS, COLUMN_CHARS, SIGN_CHARS = 13, 20, 2


class Measures:
    """The sizes of rows and columns."""

    def __init__(self, widget: QWidget, rows: Sequence[GuideRow]) -> None:
        self._widget, self._rows = widget, rows

    @cached_property
    def char(self) -> int:
        """The width of a letter."""
        return self._widget.fontMetrics().averageCharWidth()

    @cached_property
    def high(self) -> int:
        """The height of a row."""
        return round(HIGH * theme.percent() / 100) + GAP

    @cached_property
    def band(self) -> int:
        """The width of the band of the sections."""
        return BAND * theme.percent() // 100

    @cached_property
    def words_wide(self) -> int:
        """The width of the words of the rows."""
        return self._widest([row.told for row in self._rows])

    @cached_property
    def bounds_wide(self) -> int:
        """The width of the alert column."""
        return self._widest([_("Alert"), *(row.bounds for row in self._rows)])

    def _widest(self, told: list[str]) -> int:
        metrics = self._widget.fontMetrics()
        return max(metrics.horizontalAdvance(one) for one in told) + BETWEEN

    @cached_property
    def left(self) -> int:
        """Where the columns begin."""
        return self.band + self.words_wide + self.bounds_wide

    @property
    def wide(self) -> int:
        """The width of a column being written, with its sign."""
        return (COLUMN_CHARS + SIGN_CHARS) * self.char

    @property
    def past_wide(self) -> int:
        """The width of a column noted before."""
        return PAST_CHARS * self.char
