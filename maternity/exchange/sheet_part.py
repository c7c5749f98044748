"""One sheet of a workbook as its bytes: where its rows and cells stand, and how figures go in.

Everything that is not a figure asked for keeps its very bytes: styles, widths, pictures, words. The
part is read by its tags and cut where a cell stands; it is never written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from maternity.exchange.book_parts import declares

TAG = re.compile(rb"<([^\s/>]+)((?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
WORDS = re.compile(rb"([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
SPOT = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


class Broken(ValueError):
    """A part that cannot be read as a sheet."""


@dataclass
class CellAt:
    """A cell where it stands in the bytes."""

    start: int
    end: int
    style: str
    kind: str
    formula: bool = False
    cached: tuple[int, int] | None = None
    """Where the kept answer of a formula stands."""
    value: str = ""


@dataclass
class RowAt:
    """A row where it stands in the bytes: its tag, and what is in it."""

    number: int
    start: int
    inside: int
    end: int
    style: str
    closed: bool = False
    """Whether its tag closes itself: nothing is in it."""
    prefix: bytes = b""
    cells: dict[int, CellAt] = field(default_factory=dict)


@dataclass
class Part:
    """A sheet: its rows, its merged ranges, the styles of its columns."""

    content: bytes
    rows: dict[int, RowAt] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    columns: list[tuple[int, int, str]] = field(default_factory=list)
    data: RowAt | None = None
    """The element that holds the rows, told as a row is."""

    def cell(self, spot: str) -> CellAt | None:
        """The cell at a spot such as D7; None where there is none yet."""
        row, column = place(spot)
        at = self.rows.get(row)
        return at.cells.get(column) if at is not None else None

    def range_of(self, spot: str) -> str:
        """The merged range a spot lies in; empty if it lies in none."""
        row, column = place(spot)
        for merged in self.merged:
            first, _colon, last = merged.replace("$", "").partition(":")
            top, left = place(first)
            bottom, right = place(last or first)
            if top <= row <= bottom and left <= column <= right:
                return merged
        return ""

    def filled(self, figures: Mapping[str, int | None]) -> bytes:
        """The bytes with these figures in their cells; None empties a cell and keeps its style.

        The kept answers of formulas are taken out: they are worked out anew when it is opened.
        """
        if self.data is None:
            raise Broken
        cuts = [*self._forgotten(figures), *self._cuts(figures)]
        made, at = [], 0
        for start, end, new in sorted(cuts, key=lambda cut: (cut[0], cut[1])):
            made += [self.content[at:start], new]
            at = end
        return b"".join([*made, self.content[at:]])

    def _forgotten(self, figures: Mapping[str, int | None]) -> Iterator[tuple[int, int, bytes]]:
        taken = {place(spot) for spot in figures}
        for row in self.rows.values():
            for column, cell in row.cells.items():
                if cell.cached is not None and (row.number, column) not in taken:
                    yield (*cell.cached, b"")

    def _cuts(self, figures: Mapping[str, int | None]) -> Iterator[tuple[int, int, bytes]]:
        """What replaces which bytes, from the first row to the last."""
        by_row: dict[int, dict[int, int | None]] = {}
        for spot, value in figures.items():
            row, column = place(spot)
            by_row.setdefault(row, {})[column] = value
        missing: dict[int, bytes] = {}
        for number, wanted in sorted(by_row.items()):
            row_at = self.rows.get(number)
            if row_at is None:
                missing[number] = self._row(number, wanted)
            elif row_at.closed:
                tag = self.content[row_at.start : row_at.inside]
                yield (
                    row_at.start,
                    row_at.inside,
                    _opened(tag) + self._cells(row_at, wanted) + (b"</" + row_at.prefix + b"row>"),
                )
            else:
                yield from self._in_row(row_at, wanted)
        yield from self._new_rows(missing)

    def _in_row(
        self, row: RowAt, wanted: Mapping[int, int | None]
    ) -> Iterator[tuple[int, int, bytes]]:
        for column, value in sorted(wanted.items()):
            made = self._cell(row, column, value)
            old = row.cells.get(column)
            if old is not None:
                yield old.start, old.end, made
            elif value is not None:
                after = [cell.start for at, cell in row.cells.items() if at > column]
                where = min(after, default=row.end)
                yield where, where, made

    def _new_rows(self, missing: Mapping[int, bytes]) -> Iterator[tuple[int, int, bytes]]:
        data = self.data
        if data is None or not missing:
            return
        if data.closed:
            tag = self.content[data.start : data.inside]
            rows = b"".join(made for _number, made in sorted(missing.items()))
            yield (
                data.start,
                data.inside,
                (_opened(tag) + rows + b"</" + data.prefix + b"sheetData>"),
            )
            return
        for number, made in sorted(missing.items()):
            after = [row.start for at, row in self.rows.items() if at > number]
            where = min(after, default=data.end)
            yield where, where, made

    def _row(self, number: int, wanted: Mapping[int, int | None]) -> bytes:
        prefix = self.data.prefix if self.data is not None else b""
        row = RowAt(number, 0, 0, 0, "", prefix=prefix)
        cells = self._cells(row, wanted)
        return b'<%srow r="%d">%s</%srow>' % (prefix, number, cells, prefix) if cells else b""

    def _cells(self, row: RowAt, wanted: Mapping[int, int | None]) -> bytes:
        told = (
            self._cell(row, at, value) for at, value in sorted(wanted.items()) if value is not None
        )
        return b"".join(told)

    def _cell(self, row: RowAt, column: int, value: int | None) -> bytes:
        old = row.cells.get(column)
        style = old.style if old is not None else row.style or self._of_column(column)
        head = b'<%sc r="%s%d"' % (row.prefix, letters(column).encode(), row.number)
        head += b' s="%s"' % style.encode() if style else b""
        if value is None:
            return head + b"/>"
        inside = b"<%sv>%d</%sv>" % (row.prefix, value, row.prefix)
        return head + b">" + inside + b"</%sc>" % row.prefix

    def _of_column(self, column: int) -> str:
        fitting = (style for low, high, style in self.columns if low <= column <= high)
        return next(fitting, "")


def _opened(tag: bytes) -> bytes:
    """A tag that closed itself, left open."""
    return tag.rstrip()[:-2].rstrip() + b">"


def place(spot: str) -> tuple[int, int]:
    """The row and the column of a spot: D7 is (7, 4); Broken if it is none."""
    found = SPOT.fullmatch(spot)
    if found is None:
        raise Broken(spot)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if row > MOST_ROWS or column > MOST_COLUMNS:
        raise Broken(spot)
    return row, column


def letters(column: int) -> str:
    """The letters of a column: 4 is D, 27 is AA."""
    told = ""
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(ord("A") + rest) + told
    return told


def read(content: bytes) -> Part:
    """A sheet by its tags; Broken if it is no sheet, or holds what no sheet needs."""
    if declares(content):
        raise Broken
    reader = _Reader(content)
    try:
        reader.parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Broken from error
    return reader.part


class _Reader:
    """Notes where rows and cells stand while the tags go by."""

    def __init__(self, content: bytes) -> None:
        self.part = Part(content)
        self.content = content
        self.row: RowAt | None = None
        self.at: CellAt | None = None
        self.column = self.number = 0
        self.value = (0, 0, False)
        self.cell_closed = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.inside_value = False

    def _tag(self) -> tuple[int, int, bytes, bool]:
        """Where the tag begins and ends, its prefix, and whether it closes itself."""
        start = self.parser.CurrentByteIndex
        found = TAG.match(self.content, start)
        if found is None:
            raise Broken
        prefix, colon, _local = found[1].rpartition(b":")
        return start, found.end(), prefix + colon, bool(found[3])

    def _start(self, name: str, told: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        act = {
            "sheetData": self._start_data,
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_value,
            "t": self._start_value,
        }.get(local)
        if act is not None:
            act(told)
        elif local == "mergeCell":
            self.part.merged.append(told.get("ref", ""))
        elif local == "col" and told.get("style"):
            self.part.columns.append((int(told["min"]), int(told["max"]), told["style"]))

    def _start_data(self, _told: dict[str, str]) -> None:
        start, inside, prefix, closed = self._tag()
        self.part.data = RowAt(0, start, inside, inside, "", closed, prefix)

    def _start_row(self, told: dict[str, str]) -> None:
        start, inside, prefix, closed = self._tag()
        self.number = int(told.get("r") or self.number + 1)
        style = told.get("s", "") if told.get("customFormat") in {"1", "true"} else ""
        self.row = RowAt(self.number, start, inside, inside, style, closed, prefix)
        self.part.rows[self.number] = self.row
        self.column = 0

    def _start_cell(self, told: dict[str, str]) -> None:
        if self.row is None:
            raise Broken
        start, end, _prefix, self.cell_closed = self._tag()
        self.column = place(told["r"])[1] if told.get("r") else self.column + 1
        self.at = CellAt(start, end, told.get("s", ""), told.get("t", ""))
        self.row.cells[self.column] = self.at

    def _start_formula(self, _told: dict[str, str]) -> None:
        if self.at is not None:
            self.at.formula = True

    def _start_value(self, _told: dict[str, str]) -> None:
        start, end, _prefix, closed = self._tag()
        self.value = (start, end, closed)
        self.inside_value = True

    def _text(self, words: str) -> None:
        if self.at is not None and self.inside_value:
            self.at.value += words

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        here = self.parser.CurrentByteIndex
        if local in {"v", "t"}:
            self._end_value(local, here)
        elif local == "c" and self.at is not None:
            if not self.cell_closed:
                self.at.end = self._after(here)
            self.at = None
        elif local == "row" and self.row is not None:
            self.row.end = self.row.inside if self.row.closed else here
            self.row = None
        elif local == "sheetData" and self.part.data is not None and not self.part.data.closed:
            self.part.data.end = here

    def _end_value(self, local: str, here: int) -> None:
        self.inside_value = False
        if local == "v" and self.at is not None and self.at.formula:
            start, end, closed = self.value
            self.at.cached = (start, end if closed else self._after(here))

    def _after(self, here: int) -> int:
        """The end of the closing tag that begins here."""
        return self.content.index(b">", here) + 1
