"""A quarter or a year of a return: the sum of its months, as each was closed or counted.

A line typed by hand has a sum only when every month was answered; a corrected month counts with its
correction, and the sum says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maternity.i18n import _
from maternity.records import Record, named
from maternity.reports.form import LineForm
from maternity.reports.reported import reported
from maternity.reports.sheet import TOTAL, Cell, Line, Sheet, added, cells_of, join_by_hand


def summed(months: Sequence[Sheet], period: str, **about: Any) -> Sheet:
    """The sheet of a longer period; its lines are those of the last month's form."""
    last = months[-1]
    lines = [{line.code: line for line in month.lines} for month in months]
    made = {
        form.code: _line(form, [month[form.code] for month in lines if form.code in month])
        for form in last.form.lines
        if not form.sum
    }
    join_by_hand(made)
    made |= {form.code: added(form, made) for form in last.form.lines if form.sum}
    finish = dict.fromkeys(entry for month in months for entry in month.to_finish)
    return Sheet(
        form=last.form,
        period=period,
        facility=last.facility,
        settings=last.settings,
        lines=[made[form.code] for form in last.form.lines],
        to_finish=list(finish),
        training=last.training,
        **about,
    )


def _line(form: LineForm, months: Sequence[Line]) -> Line:
    line = Line(form, cells={cell: [] for cell in cells_of(form)})
    for month in months:
        line.counted += month.counted
        line.unplaced += month.unplaced
        line.not_judged += month.not_judged
        for cell, found in month.cells.items():
            line.cells.setdefault(cell, []).extend(found)
    for name in dict.fromkeys(name for month in months for name in month.typed):
        figure = _figure(form, months, () if name == TOTAL else tuple(name.split("/")))
        if figure is not None:
            line.typed[name] = figure
    told = [month.beside for month in months if month.beside is not None]
    line.months_by_hand = sum(told) if told else None
    return line


def _figure(form: LineForm, months: Sequence[Line], cell: Cell) -> Record | None:
    """The typed or corrected figures of the months together; None while one is not answered."""
    values = [reported(month, cell) for month in months]
    if None in values:
        return None
    about = named("return_figure")
    state = about.fields["state"].read("typed" if form.is_typed(cell) else "corrected", exact=True)
    reason = None if form.is_typed(cell) else _("the sum of months, some of them corrected")
    return about.record(state=state, value=sum(value or 0 for value in values), reason=reason)
