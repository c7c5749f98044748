"""The figures a return reports: what was counted, or what a person put in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from maternity.conditions import UNKNOWN, code_of
from maternity.records import Record
from maternity.reports.form import AXES, Form, LineForm
from maternity.reports.life import Moved
from maternity.reports.sheet import TOTAL, Cell, Line, Sheet, cells_of, look_counted

Figures = dict[str, dict[str, int | None]]
"""Line -> cell (« total », « unknown », or codes joined with « / ») -> figure."""


def reported(line: Line, cell: Cell = ()) -> int | None:
    """The figure that leaves the ward: the correction if there is one; None if there is none."""
    if line.not_available(cell):
        return None
    correction = line.correction(cell)
    if correction is not None:
        return int(correction.look("value"))
    if UNKNOWN not in cell:
        return line.figure(cell)
    if cell == (UNKNOWN,):
        return len(line.unplaced)
    return sum(_answers(line, entry) == cell for entry in line.unplaced)


def _answers(line: Line, entry: Record) -> Cell:
    """What an entry answers to each way of splitting; what fits no cell is not known."""
    found = ((name, code_of(look_counted(entry, name))) for name in line.form.by)
    return tuple(code if code in AXES[name] else UNKNOWN for name, code in found)


def cells(form: LineForm, *, manual: bool) -> Iterator[Cell]:
    """Every cell that can hold a figure: the form's own, those not known, the total last."""
    yield from cells_of(form)
    if form.by and not manual:
        every = product(*((*AXES[name], UNKNOWN) for name in form.by))
        half_known = (cell for cell in every if UNKNOWN in cell and len(cell) > 1)
        yield from (cell for cell in half_known if not form.is_typed(cell))
        yield (UNKNOWN,)
    yield ()


def named_cells(form: LineForm) -> set[str]:
    """The cells of a line as tables name them."""
    return {"/".join(cell) or TOTAL for cell in cells(form, manual=form.manual)}


def short_names(form: Form) -> dict[tuple[str, str], str]:
    """Shorter names that tables may write: « a15_19 » is what is counted of that age."""
    return {
        (line.code, code): whole
        for line in form.lines
        if line.by_hand
        for way in line.by
        for code in AXES[way]
        if (whole := line.cell_now(code)) in named_cells(line)
    }


def figures_of(sheet: Sheet) -> Figures:
    """Every figure a return reports; of a closed one those that were kept."""
    return sheet.life.figures or {
        line.code: {
            "/".join(cell) or TOTAL: reported(line, cell)
            for cell in cells(line.form, manual=line.form.manual)
        }
        for line in sheet.lines
    }


def differences(before: Figures, after: Figures, words: Mapping[str, str]) -> list[Moved]:
    """The figures that differ, line by line; `words` are those of the lines."""
    found = []
    for code in dict.fromkeys([*before, *after]):
        old, new = before.get(code, {}), after.get(code, {})
        for cell in dict.fromkeys([*old, *new]):
            half_known = UNKNOWN in cell.split("/") and cell != UNKNOWN  # « unknown » has them
            if old.get(cell) != new.get(cell) and not half_known:
                told = words.get(code, "")
                found.append(Moved(code, told, cell, old.get(cell), new.get(cell)))
    return found
