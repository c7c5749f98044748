"""What the reader of workbooks keeps to itself: errors of formulas, and hours that are midnight.

It gives an error as an empty cell and a moment at midnight as a day. The parts of an .xlsx file
tell both: an error by the kind of its cell, an hour by the number format. Other kinds of workbook
tell neither. Source: ECMA-376, part 1, 18.3.1.4 (cell), 18.8.30 (number format).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.parsers import expat

from maternity.exchange.book_parts import STYLES, declares, local, sheets_of, tree
from maternity.exchange.sheet_part import Broken, place

Spot = tuple[int, int]
"""A row and a column, both counted from 1."""

WITH_HOUR = frozenset({"18", "19", "20", "21", "22", "45", "46", "47"})
"""The formats every spreadsheet knows by number and that show an hour."""
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h)[^\]]*\]', re.IGNORECASE)
"""What stands in a format as mere words, colours and countries."""
ERROR_CELL = re.compile(rb"\bt\s*=\s*[\"']e[\"']")


@dataclass
class Marks:
    """Of a sheet: its errors as they are shown, and the cells whose format shows an hour."""

    errors: dict[Spot, str] = field(default_factory=dict)
    with_hour: set[Spot] = field(default_factory=set)


def marks(file: Path) -> dict[str, Marks]:
    """The marks of each sheet by its name; nothing for a file that has no such parts."""
    if not zipfile.is_zipfile(file):
        return {}
    try:
        with zipfile.ZipFile(file) as archive:
            parts = _Parts(archive)
            styles = _with_hour(parts[STYLES]) if STYLES in parts else frozenset()
            return {name: _of_sheet(parts[part], styles) for name, part in sheets_of(parts)}
    except (zipfile.BadZipFile, zlib.error, KeyError, ET.ParseError, Broken):
        return {}


class _Parts(Mapping[str, bytes]):
    """The parts of a workbook, each unpacked only when it is looked at."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = archive.namelist()

    def __getitem__(self, name: str) -> bytes:
        return self.archive.read(name)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _with_hour(content: bytes) -> frozenset[str]:
    """The styles of cells whose number format shows an hour, as cells name them."""
    own: dict[str, str] = {}
    found: list[str] = []
    for one in tree(content):
        if local(one.tag) == "numFmts":
            own = {fmt.get("numFmtId", ""): fmt.get("formatCode", "") for fmt in one}
        elif local(one.tag) == "cellXfs":
            found = [style.get("numFmtId", "") for style in one]
    return frozenset(
        str(at) for at, number in enumerate(found) if _shows_hour(number, own.get(number))
    )


def _shows_hour(number: str, code: str | None) -> bool:
    if code is None:
        return number in WITH_HOUR
    return "h" in NOT_SHOWN.sub("", code).lower()


def _of_sheet(content: bytes, styles: frozenset[str]) -> Marks:
    if declares(content) or not (styles or ERROR_CELL.search(content)):
        return Marks()
    reader = _Reader(styles)
    try:
        reader.parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Broken from error
    return reader.marks


class _Reader:
    """Notes the marked cells while the tags go by; nothing else is kept."""

    def __init__(self, styles: frozenset[str]) -> None:
        self.marks = Marks()
        self.styles = styles
        self.row = self.column = 0
        self.error: Spot | None = None
        self.inside = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _start(self, name: str, told: dict[str, str]) -> None:
        tag = local(name)
        if tag == "c":
            self._cell(told)
        elif tag == "row":
            self.row, self.column = int(told.get("r") or self.row + 1), 0
        elif tag == "v":
            self.inside = True

    def _cell(self, told: dict[str, str]) -> None:
        self.column = place(told["r"])[1] if "r" in told else self.column + 1
        at = self.row, self.column
        self.error = at if told.get("t") == "e" else None
        if told.get("s") in self.styles:
            self.marks.with_hour.add(at)

    def _text(self, words: str) -> None:
        if self.error is not None and self.inside:
            self.marks.errors[self.error] = self.marks.errors.get(self.error, "") + words

    def _end(self, name: str) -> None:
        self.inside = self.inside and local(name) != "v"
