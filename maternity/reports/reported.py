"""The figures a return reports: what was counted, or what a person put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from maternity.conditions import UNKNOWN
from maternity.reports.life import Moved
from maternity.reports.sheet import TOTAL, Cell, Line, Sheet, cells_of

Figures = dict[str, dict[str, int | None]]
"""Line -> cell (« total », « unknown », or codes joined with « / ») -> figure."""


def reported(line: Line, cell: Cell = ()) -> int | None:
    """The figure that leaves the ward: the correction if there is one; None if there is none."""
    if line.not_available(cell):
        return None
    correction = line.correction(cell)
    if correction is not None:
        return int(correction.look("value"))
    return len(line.unplaced) if cell == (UNKNOWN,) else line.figure(cell)


def cells(line: Line) -> Iterator[Cell]:
    """Every cell of a line that can hold a figure, the total last."""
    yield from cells_of(line.form)
    if line.form.by and not line.form.manual:
        yield (UNKNOWN,)
    yield ()


def figures_of(sheet: Sheet) -> Figures:
    """Every figure a return reports."""
    return {
        line.code: {"/".join(cell) or TOTAL: reported(line, cell) for cell in cells(line)}
        for line in sheet.lines
    }


def differences(before: Figures, after: Figures, words: Mapping[str, str]) -> list[Moved]:
    """The figures that differ, line by line; `words` are those of the lines."""
    found = []
    for code in dict.fromkeys([*before, *after]):
        old, new = before.get(code, {}), after.get(code, {})
        for cell in dict.fromkeys([*old, *new]):
            if old.get(cell) != new.get(cell):
                told = words.get(code, "")
                found.append(Moved(code, told, cell, old.get(cell), new.get(cell)))
    return found
