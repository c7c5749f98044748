"""A ministry's own workbook filled in place: each figure into its cell, all else as it was.

The workbook is copied part by part; in its sheets only the cells that a table names are changed,
and keep their style. A cell that lies in merged ones, holds a formula or words, or is named twice
is refused before anything is written: the form must be right first. Source: ECMA-376, part 1.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from maternity import files
from maternity.errors import Refused
from maternity.exchange import mapped, sheet_part, spreadsheet
from maternity.exchange.book_parts import BOOK, sheets_of, tree
from maternity.exchange.mapped import Cell, Known
from maternity.exchange.sheet_part import Broken, Part
from maternity.i18n import _

COLUMNS = ("return", "line_code", "disaggregation", "sheet", "cell", "note")
NEEDED = COLUMNS[:-1]
SHARED = "xl/sharedStrings.xml"
TO_WRITE = re.compile(r"[\s._…\-–0]*")
"""What may stand in a cell that waits for its figure: nothing, dots, dashes, noughts."""
CALCULATION = re.compile(rb"<((?:\w+:)?)calcPr\b((?:\s[^>]*?)?)(?=/?>)")
ANEW = re.compile(rb"\sfullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')")
BEFORE_CALCULATION = re.compile(
    rb"</((?:\w+:)?)(?:sheets|functionGroups|externalReferences|definedNames)>"
)
"""What stands before the calculation in the list of sheets; the last of them that is there."""
OLD_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, order=True)
class Spot:
    """A cell of a workbook: its sheet by name, and where it stands, such as D7."""

    sheet: str
    cell: str

    def __str__(self) -> str:
        """As a spreadsheet writes it."""
        return f"{self.sheet}!{self.cell}"


def read_cells(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    form: str,
    known: Known,
    short: mapped.Names = mapped.NONE,
) -> dict[Spot, Cell]:
    """Where each figure of a return goes; refused whole, with every fault and its row.

    `known` are the cells of every line. Rows of other returns are passed over.
    """
    mine = mapped.rows_of(heads, rows, NEEDED, form, short)
    mapped.check(list(_faults(mine, known)))
    return {_spot(row): mapped.cell_of(row) for _number, row in mine}


def _spot(row: Mapping[str, str]) -> Spot:
    return Spot(row.get("sheet", ""), row.get("cell", "").replace("$", "").upper())


def _faults(rows: Sequence[mapped.Row], known: Known) -> Iterator[str]:
    seen: dict[Spot, int] = {}
    for number, row in rows:
        line, cell = mapped.cell_of(row)
        spot = _spot(row)
        for reason in mapped.cell_faults(line, cell, known):
            yield mapped.at_row(number, reason)
        if not spot.sheet:
            yield mapped.at_row(number, _("the sheet is missing."))
        try:
            sheet_part.place(spot.cell)
        except Broken:
            reason = _("“{text}” is no cell of a sheet: write it as D7.").format(text=spot.cell)
            yield mapped.at_row(number, reason)
        first = seen.setdefault(spot, number)
        if first != number:
            yield _("Line {line}: {cell} takes a figure already on line {first}.").format(
                line=number, cell=spot, first=first
            )


class Workbook:
    """A workbook that was read: its parts, and which of them are its sheets."""

    def __init__(self, place: Path) -> None:
        self.name = place.name
        if place.suffix.lower() not in {".xlsx", ".xlsm"}:
            raise Refused(
                _("The file {file} is no .xlsx workbook. Save it as .xlsx, then try again.").format(
                    file=place.name
                )
            )
        spreadsheet.check_workbook(place)
        with files.explained():
            content = place.read_bytes()
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                self.parts = {one.filename: archive.read(one) for one in archive.infolist()}
            self.sheets = dict(sheets_of(self.parts))
        except (zipfile.BadZipFile, zlib.error, KeyError, ET.ParseError) as error:
            raise self._unreadable() from error
        self._read: dict[str, Part] = {}

    def _unreadable(self) -> Refused:
        return Refused(_("The file {file} cannot be read as a spreadsheet.").format(file=self.name))

    def sheet(self, name: str) -> Part:
        """A sheet by its name, read once."""
        if name not in self._read:
            try:
                self._read[name] = sheet_part.read(self.parts[self.sheets[name]])
            except Broken as error:
                raise self._unreadable() from error
        return self._read[name]

    def faults(self, spots: Sequence[Spot]) -> Iterator[str]:
        """What is wrong with the cells that are to take figures."""
        for spot in sorted(spots):
            if spot.sheet not in self.sheets:
                yield _("The workbook has no sheet “{sheet}”. Its sheets: {offered}.").format(
                    sheet=spot.sheet, offered=", ".join(self.sheets)
                )
                continue
            part = self.sheet(spot.sheet)
            merged, cell = part.range_of(spot.cell), part.cell(spot.cell)
            if merged:
                yield _(
                    "{cell} lies in the merged cells {range}: a figure has no place of its own"
                    " there. Unmerge them in the workbook, or name another cell."
                ).format(cell=spot, range=merged)
            elif cell is not None and cell.formula:
                yield _(
                    "{cell} holds a formula, which works itself out. Name the cells it adds up."
                ).format(cell=spot)
            elif cell is not None and not TO_WRITE.fullmatch(self._words(cell)):
                yield _(
                    "{cell} holds the words “{words}”: a figure would wipe them out. Name the cell"
                    " where the figure goes."
                ).format(cell=spot, words=self._words(cell)[:40])

    def _words(self, cell: sheet_part.CellAt) -> str:
        """The words a cell holds; empty for a figure, which may be replaced."""
        if cell.kind == "s":
            return self._shared()[int(cell.value)] if cell.value.isdecimal() else ""
        return cell.value if cell.kind in {"str", "inlineStr"} else ""

    def _shared(self) -> list[str]:
        if SHARED not in self.parts:
            return []
        root = tree(self.parts[SHARED])
        return ["".join(one.itertext()) for one in root]

    def filled(self, figures: Mapping[Spot, int | None]) -> bytes:
        """The bytes of the workbook with these figures; refused whole if a cell cannot take one."""
        mapped.check(list(self.faults(list(figures))))
        by_sheet: dict[str, dict[str, int | None]] = {name: {} for name in self.sheets}
        for spot, value in figures.items():
            by_sheet[spot.sheet][spot.cell] = value
        parts = dict(self.parts)
        for name, wanted in by_sheet.items():
            if wanted or b"<f" in parts[self.sheets[name]] or b":f" in parts[self.sheets[name]]:
                parts[self.sheets[name]] = self._part(name, wanted)
        parts[BOOK] = worked_out_anew(parts[BOOK])
        return _packed(parts)

    def _part(self, name: str, wanted: Mapping[str, int | None]) -> bytes:
        try:
            return self.sheet(name).filled(wanted)
        except Broken as error:
            raise self._unreadable() from error


def worked_out_anew(book: bytes) -> bytes:
    """The list of sheets, told that every formula is worked out when the workbook is opened."""
    found = CALCULATION.search(book)
    if found is not None:
        told = ANEW.sub(b"", found[2])
        return book[: found.start()] + _calculation(found[1], told) + book[found.end(2) :]
    ends = list(BEFORE_CALCULATION.finditer(book))
    if not ends:
        return book
    at = ends[-1].end()
    return book[:at] + _calculation(ends[-1][1], b"") + b"/>" + book[at:]


def _calculation(prefix: bytes, told: bytes) -> bytes:
    return b'<%scalcPr fullCalcOnLoad="1"%s' % (prefix, told)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a workbook; the same parts always give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            about = zipfile.ZipInfo(name, OLD_DAY)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return stream.getvalue()
