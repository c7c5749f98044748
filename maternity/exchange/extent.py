"""How many cells a workbook would spread out over, told from its parts before it is read.

The reader of workbooks makes a cell for every place between the first and the last that hold
something: two cells far apart, or one said to be repeated a thousand million times, would take all
the memory there is and end the program. Sources: ECMA-376, part 1, 18.3.1.4 (cell) and 18.3.1.73
(row); OpenDocument 1.3, part 3, 19.675 and 19.677 (repeated columns and rows).
"""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from maternity.exchange.book_parts import local
from maternity.exchange.sheet_part import Broken, place

OF_SHEETS = (b"sheetData", b"table-row")
"""What stands in a part that holds cells, whatever its name."""
AT_ONCE = 1 << 20


def cells(file: Path) -> int:
    """The most cells that any sheet of a workbook spreads out over; 0 where no part tells."""
    if not zipfile.is_zipfile(file):
        return 0
    try:
        with zipfile.ZipFile(file) as archive:
            return max((_of_part(archive, name) for name in archive.namelist()), default=0)
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError) as error:
        raise Broken from error


def _of_part(archive: zipfile.ZipFile, name: str) -> int:
    """A sheet must be read to its end: its own reader forgives what would stop this one."""
    reader, named_so = _Reader(), name.lower().endswith(".xml")
    try:
        with archive.open(name) as stream:
            while raw := stream.read(AT_ONCE):
                named_so = named_so or any(word in raw for word in OF_SHEETS)
                reader.parser.Parse(raw)
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError) as error:
        if named_so:
            raise Broken from error
    return reader.most


class _Reader:
    """Follows the rows and cells of a sheet while the tags go by; keeps their bounds alone."""

    def __init__(self) -> None:
        self.most = 0
        self.row = self.column = 0
        self.repeated_rows = self.repeated = 1
        self.last = (0, 0)
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._declared
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _declared(self, *_told: object) -> None:
        """No workbook needs to declare anything, and what is declared may hide cells."""
        raise Broken

    def _start(self, name: str, told: dict[str, str]) -> None:
        tag, here = local(name), {local(key): value for key, value in told.items()}
        if tag == "c":
            row, self.column = place(here["r"]) if "r" in here else (self.row, self.column + 1)
            self.row = row
        elif tag == "row":
            self.row, self.column = int(here.get("r") or self.row + 1), 0
        elif tag in {"v", "is", "p"}:
            self._holds()
        elif tag == "table":
            self.row = self.column = 0
            self.last = (0, 0)
        elif tag == "table-row":
            self.row, self.column = self.row + 1, 0
            self.repeated_rows = int(here.get("number-rows-repeated", 1))
        elif tag in {"table-cell", "covered-table-cell"}:
            self.column += 1
            self.repeated = int(here.get("number-columns-repeated", 1))
            if "value-type" in here:
                self._holds()

    def _holds(self) -> None:
        row, column = self.row + self.repeated_rows - 1, self.column + self.repeated - 1
        self.last = max(self.last[0], row), max(self.last[1], column)
        self.most = max(self.most, self.last[0] * self.last[1])

    def _end(self, name: str) -> None:
        tag = local(name)
        if tag in {"table-cell", "covered-table-cell"}:
            self.column += self.repeated - 1
            self.repeated = 1
        elif tag == "table-row":
            self.row += self.repeated_rows - 1
            self.repeated_rows = 1
