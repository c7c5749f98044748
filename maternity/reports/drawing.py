"""A drawing as marks in millimetres from the upper left: one model for the page and the screen.

Nothing here knows how a mark is painted. Widths of words are estimated, on the wide side, so that
the same words fit in every painter's letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

TIES = re.compile(r" (?=[:;!?»%])|(?<=«) ")
"""Spaces at which a line never ends: French sets a sign apart from the word before it."""
POINT_MM = 25.4 / 72
NARROW, WIDE = frozenset("iljtfrI.,:;!|'’ ()/"), frozenset("mwMWOQDGNHU+≥≤<>=%—")
EM = {"narrow": 0.36, "wide": 0.78, "plain": 0.57}
"""How wide a letter is, of the size of its type."""


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    wide: float = 0.15
    dashed: bool = False


@dataclass(frozen=True)
class Box:
    """A rectangle; `shade` fills it, `round_` makes it a ring around a value."""

    x: float
    y: float
    wide: float
    high: float
    line: float = 0.15
    shade: bool = False
    round_: bool = False


@dataclass(frozen=True)
class Words:
    """Words set around a point: at its left, its middle or its right; `up` turns them upwards."""

    x: float
    y: float
    text: str
    size: float = 9
    bold: bool = False
    at: Literal["left", "middle", "right"] = "left"
    up: bool = False


@dataclass(frozen=True)
class Dot:
    """A filled round mark."""

    x: float
    y: float
    wide: float = 1.0


Mark = Line | Box | Words | Dot


@dataclass
class Drawing:
    """Marks on a sheet of a size."""

    wide: float
    high: float
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        """More marks, painted over those before."""
        self.marks += marks

    def texts(self) -> Iterator[str]:
        """All words on the sheet."""
        yield from (one.text for one in self.marks if isinstance(one, Words))


def moved(mark: Mark, right: float, down: float = 0.0) -> Mark:
    """The same mark further to the right and down, in mm."""
    if isinstance(mark, Line):
        mark = replace(mark, to_x=mark.to_x + right, to_y=mark.to_y + down)
    return replace(mark, x=mark.x + right, y=mark.y + down)


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are, rather too wide than too narrow."""
    kinds = ("narrow" if s in NARROW else "wide" if s in WIDE else "plain" for s in text)
    return sum(EM[kind] for kind in kinds) * size * POINT_MM * (1.08 if bold else 1)


def size_for(text: str, room: float, most: float, least: float = 6.5) -> float | None:
    """The largest size at which words fit a room in mm; None if they do not fit at the least."""
    size = most
    while size >= least:
        if width_mm(text, size) <= room:
            return size
        size -= 0.5
    return None


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Words on lines of a room in mm; a word longer than it stands alone."""
    lines: list[str] = []
    for word in filter(None, TIES.sub("\N{NO-BREAK SPACE}", text).split(" ")):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_mm(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
