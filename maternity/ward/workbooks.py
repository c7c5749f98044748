"""The ministry's own workbook: checked with its table of cells, kept, filled for a month.

The workbook and the table beside it, of the same name and ending in .csv, go together. Trying
changes nothing; filling writes a new file and never the workbook itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import files
from maternity.errors import Refused
from maternity.exchange import mapped, ministry_workbook, spreadsheet
from maternity.exchange.ministry_workbook import Spot, Workbook
from maternity.i18n import _
from maternity.people import Right
from maternity.reports.form import Form
from maternity.reports.reported import figures_of, named_cells, short_names
from maternity.reports.sheet import Sheet
from maternity.ward import district_files
from maternity.ward.recording import exported

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

BOOK, TABLE = ".xlsx", ".csv"


@dataclass(frozen=True)
class Ready:
    """A workbook with the cells that its table names, both checked."""

    workbook: Workbook
    cells: Mapping[Spot, mapped.Cell]

    def figures(self, sheet: Sheet) -> dict[Spot, int | None]:
        """The figure of each cell; None where nobody answered."""
        told = figures_of(sheet)
        return {spot: told.get(line, {}).get(cell) for spot, (line, cell) in self.cells.items()}

    def left_out(self, form: Form) -> list[str]:
        """The lines of the return that no cell of the workbook takes."""
        named = {line for line, _cell in self.cells.values()}
        return [line.code for line in form.lines if line.code not in named]


def beside(book: Path) -> Path:
    """The table of cells that belongs to a workbook: beside it, of the same name."""
    return book.with_suffix(TABLE)


def ready(book: Path, table: Path, form: Form) -> Ready:
    """The workbook and its table, refused with every fault of either."""
    if not table.is_file():
        raise Refused(
            _(
                "Beside {workbook} there is no {table}: the table that says which figure goes into"
                " which cell. Put it into the same folder, under that name."
            ).format(workbook=book.name, table=table.name)
        )
    heads, rows = spreadsheet.read(table)
    known = {line.code: named_cells(line) for line in form.lines}
    cells = ministry_workbook.read_cells(heads, rows, form.id, known, short_names(form))
    workbook = Workbook(book)
    mapped.check(list(workbook.faults(list(cells))))
    return Ready(workbook, cells)


def own_workbook(ward: Ward, form: Form, first: date) -> tuple[Path, Path] | None:
    """The workbook and the table in force for a period that begins on this day; None if none is."""
    folder = district_files.WORKBOOKS
    book = district_files.in_force(ward, folder, BOOK, form.id, first)
    return (book, beside(book)) if book is not None else None


def take_workbook(ward: Ward, book: Path, forms: Sequence[Form], first: date) -> None:
    """Check a workbook with its table and put both in force for these returns from a day."""
    ward.allow(Right.SET_UP)
    for form in forms:
        ready(book, beside(book), form)
    contents = {TABLE: district_files.whole(beside(book)), BOOK: district_files.whole(book)}
    part = district_files.WORKBOOKS
    district_files.lay(
        ward, [district_files.dated(part, form.id, first, contents) for form in forms]
    )


def filled(ward: Ward, sheet: Sheet, book: Path | None = None, table: Path | None = None) -> bytes:
    """The workbook with the figures of a return: this one, or that in force for its month."""
    ward.allow(Right.EXPORT_FIGURES)
    own = own_workbook(ward, sheet.form, sheet.first) if book is None else (book, table)
    if own is None:
        raise Refused(
            _(
                "No workbook of the ministry is in force for this return and month. Choose it on"
                " the page of the district's forms."
            )
        )
    chosen, cells = own
    found = ready(chosen, cells or beside(chosen), sheet.form)
    return found.workbook.filled(found.figures(sheet))


def write_filled(
    ward: Ward, sheet: Sheet, place: Path, book: Path | None = None, table: Path | None = None
) -> Path:
    """Write the filled workbook to a file; the workbook it is made of stays as it is."""
    content = filled(ward, sheet, book, table)
    if book is not None and place.resolve() == book.resolve():
        raise Refused(_("Choose another file: the empty workbook is kept as it is."))
    files.replace(place, content)
    exported(ward, place, sheet.form.id, kind="workbook", first=str(sheet.first))
    return place
