"""A cell of the labour guide: the values of an hour in its room, ringed where they alert."""

from __future__ import annotations

from dataclasses import dataclass

from maternity.reports.drawing import POINT_MM, Box, Drawing, Words, size_for, width_mm

CELL, LEAST = 9.0, 6.0
"""The largest and the least letters, in points."""


@dataclass(frozen=True)
class Room:
    """The room of a cell in mm."""

    left: float
    top: float
    wide: float
    high: float

    def put(self, drawing: Drawing, told: dict[str, bool], least: float = LEAST) -> bool:
        """Set values beside or above each other, whichever is larger; False if neither fits."""
        many = len(told)
        beside = self._size(told, self.wide / many, self.high, least)
        above = self._size(told, self.wide, self.high / many, least)
        size = max((one for one in (beside, above) if one is not None), default=None)
        if size is None:
            return False
        across, down = (many, 1) if size == beside else (1, many)
        for at, (words, alarm) in enumerate(told.items()):
            x = self.left + self.wide / across * ((at % across) + 0.5)
            y = self.top + self.high / down * ((at % down) + 0.5)
            drawing.add(Words(x, y, words, size, bold=alarm, at="middle"))
            if alarm:
                wide = min(width_mm(words, size, bold=True) + 1.4, self.wide / across - 0.3)
                tall = min(size * POINT_MM * 1.25, self.high / down - 0.2)
                drawing.add(Box(x - wide / 2, y - tall / 2, wide, tall, 0.3, round_=True))
        return True

    @staticmethod
    def _size(told: dict[str, bool], wide: float, high: float, least: float) -> float | None:
        most = min(CELL, high / POINT_MM * 0.85)
        sizes = [size_for(words, wide - 1, most, least) for words in told]
        return None if None in sizes else min(one for one in sizes if one is not None)
