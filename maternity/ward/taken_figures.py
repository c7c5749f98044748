"""Figures of a return that come in from files: each for a line that there is, and one for a cell.

A figure that no sheet can show would be lost in silence; of two for one cell, one would.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.exchange.intake import Intake, Remark, Row
from maternity.i18n import _
from maternity.records import Record, named
from maternity.reports.returns import forms
from maternity.reports.sheet import TOTAL, cells_of
from maternity.ward.taken_rows import refuse, rows_of

if TYPE_CHECKING:
    from maternity.reports.form import LineForm
    from maternity.ward.ward import Ward

REGISTER = "return_figure"
Spot = tuple[str, date, str, str]
"""Where a figure stands: its return, the first day, the line and the cell."""


def refuse_figures(ward: Ward, intakes: list[Intake], *, update: bool) -> None:
    """Refuse the rows whose line or cell is on no sheet, and a second figure for one cell."""
    found = [one for one in rows_of(intakes) if one[0].register.name == REGISTER]
    if not found:
        return
    lines = _lines(ward)
    coming = {row.key for _intake, row in found}
    taken = _stored(ward, found, coming if update else set())
    for intake, row in found:
        remarks = list(_not_there(row, lines))
        spot = _spot(row.entry)
        if spot is not None and not remarks:
            other = taken.setdefault(spot, row.entry)
            if other.source_id != row.key:
                words = _("{line} has a figure for this cell already: {value}. Keep one of them.")
                told = words.format(line=spot[2], value=other.plain("value") or "–")
                remarks.append(Remark(row.number, "line_code", spot[2], told))
        if remarks:
            refuse(intake, row, remarks)


def _lines(ward: Ward) -> dict[str, dict[str, list[LineForm]]]:
    """The lines of each return by code, in every version of its form."""
    found: dict[str, dict[str, list[LineForm]]] = {}
    for form in forms(ward.folder):
        for line in form.lines:
            found.setdefault(form.id, {}).setdefault(line.code, []).append(line)
    return found


def _not_there(row: Row, lines: dict[str, dict[str, list[LineForm]]]) -> Iterator[Remark]:
    form, code, cell = (row.entry.plain(name) for name in ("return_form", "line_code", "cell"))
    if form and form not in lines:
        told = _("There is no return “{form}”.").format(form=form)
        yield Remark(row.number, "return_form", form, told)
    elif form and code and code not in lines[form]:
        words = _("The form {form} has no line {code}. Correct the code.")
        yield Remark(row.number, "line_code", code, words.format(form=form, code=code))
    elif form and code and cell not in {"", TOTAL}:
        offered = {"/".join(one) for line in lines[form][code] for one in cells_of(line)}
        if offered.isdisjoint(line.cell_now(cell) for line in lines[form][code]):
            words = _("The line {code} has no cell “{cell}”. Its cells: {offered}.")
            cells = ", ".join(sorted(offered)) or "–"
            told = words.format(code=code, cell=cell, offered=cells)
            yield Remark(row.number, "cell", cell, told)


def _spot(figure: Record) -> Spot | None:
    """Where a figure stands; None while it does not say."""
    form, code = figure.plain("return_form"), figure.plain("line_code")
    first = figure.look("month_on")
    if not (form and code and first):
        return None
    return form, first, code, figure.plain("cell") or TOTAL


def _stored(ward: Ward, found: list[tuple[Intake, Row]], moving: set[str]) -> dict[Spot, Record]:
    """The figures of these months that stand already, but for those that the rows bring anew."""
    days = [day for _intake, row in found if (day := row.entry.look("month_on")) is not None]
    if not days:
        return {}
    cls = named(REGISTER).record
    stored = ward.book.dated(cls, "month_on", min(days), max(days))
    standing = (one for one in stored if one.source_id not in moving)
    return {spot: one for one in standing if (spot := _spot(one)) is not None}
