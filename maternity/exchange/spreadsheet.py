"""Workbooks and comma-separated files: rows in, rows out. Knows nothing of what is counted.

What begins like a formula is written as words. Files for French Excel: semicolons, UTF-8 with its
mark. Nothing half-written is left.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from maternity import chosen, clock, files
from maternity.errors import Refused
from maternity.exchange import cell_marks, extent
from maternity.exchange.cell_marks import Marks
from maternity.exchange.sheet_part import Broken
from maternity.i18n import _

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
"""Those of full width are taken for the plain ones by some spreadsheets."""
LARGEST_FILE = 25 * 1024 * 1024
MOST_ROWS = 200_000
MOST_CELLS = 750_000
"""So many take some 200 MB of memory: fifteen thousand rows of fifty columns."""
LONGEST_CELL = 10_000
ZIP_RATIO = 100
LARGEST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 1000
UNPACKED_AT_ONCE = 1024 * 1024
ERRORS = frozenset(
    (
        *("#DIV/0!", "#N/A", "#NAME?", "#NOM?", "#NULL!", "#NUL!", "#NUM!", "#NOMBRE!", "#REF!"),
        *("#VALUE!", "#VALEUR!", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!"),
    )
)
"""What spreadsheets show, in English and French, where a formula has no answer."""
EARLIEST_YEAR = 1900
"""Spreadsheets know no day before it; such a day is written as words."""

CellValue = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True)
class Rows:
    """A table to be written: its name, heads and rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[CellValue]]


class Line(list[str]):
    """The cells of a row that was read; `number` is its place in the file, as people count."""

    def __init__(self, cells: Iterable[str], number: int) -> None:
        super().__init__(cells)
        self.number = number


def harmless(text: str) -> str:
    """The text, with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def bare(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def write_csv(table: Rows, place: Path) -> None:
    """Write one table for French Excel."""
    files.replace(place, csv_bytes(table))


def csv_bytes(table: Rows) -> bytes:
    """One table for French Excel, as bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(head) for head in table.heads])
    for row in table.rows:
        writer.writerow([_csv_cell(value) for value in row])
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, (float, Decimal)):
        return str(value).replace(".", ",")
    if isinstance(value, (date, datetime)):
        return value.isoformat(sep="T") if isinstance(value, datetime) else value.isoformat()
    return harmless(value) if isinstance(value, str) else str(value)


def write_workbook(tables: Sequence[Rows], place: Path, *, mark: str = "") -> None:
    """Write tables as sheets: real numbers and dates, frozen heads, heads on every page.

    The mark stands at the foot of each page and in the properties of the file.
    """
    files.replace(place, workbook_bytes(tables, clock.now(), mark))


def workbook_bytes(tables: Sequence[Rows], made_at: datetime, mark: str = "") -> bytes:
    """Tables as the bytes of a workbook; made again at the same moment they are the same."""
    import xlsxwriter  # noqa: PLC0415 - needed only when a workbook is asked for

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": made_at, "comments": mark})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        }
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            _sheet(sheet, table, formats)
            sheet.set_footer(f"&L{mark[:LONGEST_FOOT].replace('&', '&&')}&R&P/&N")
    return stream.getvalue()


LONGEST_FOOT = 200
"""A foot holds 255 signs; a « & » takes two."""


def _sheet(sheet: Any, table: Rows, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    widths = [len(head) for head in table.heads]
    for at, head in enumerate(table.heads):
        sheet.write_string(0, at, head, formats["head"])
    for down, row in enumerate(table.rows, start=1):
        for at, value in enumerate(row):
            _cell(sheet, down, at, value, formats)
            widths[at] = max(widths[at], len(str(value or "")))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, 6), 60) + 2)


def _cell(sheet: Any, down: int, at: int, value: CellValue, formats: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, date) and value.year < EARLIEST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        sheet.write_string(down, at, value)
    elif isinstance(value, datetime):
        sheet.write_datetime(down, at, value, formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(down, at, value, formats["day"])
    else:
        sheet.write_number(down, at, float(value))


@dataclass(frozen=True)
class Table:
    """A table that was read, everything as words; `others` are sheets with rows not read."""

    heads: list[str]
    rows: list[Line]
    others: tuple[str, ...] = ()


def read(place: Path) -> tuple[list[str], list[Line]]:
    """The heads and rows of a file, everything as words; refused in words if it is not a table."""
    table = read_table(place, by_row=False)
    return table.heads, table.rows


def read_table(place: Path, *, by_row: bool = True) -> Table:
    """The table of a file: of a workbook, its first sheet that holds something.

    A cell longer than any field refuses the file, unless who reads judges it `by_row`.
    """
    _check_file(place)
    if place.suffix.lower() == ".csv":
        found = [("", _filled(_read_csv(place)))]
    elif place.suffix.lower() in {".xlsx", ".xls", ".ods"}:
        found = [(name, _filled(rows)) for name, rows in _workbook(place)]
    else:
        raise Refused(
            _("The file {file} is neither a .csv nor a spreadsheet.").format(file=place.name)
        )
    found = [(name, rows) for name, rows in found if rows]
    if not found:
        raise Refused(_("The file {file} is empty.").format(file=place.name))
    rows = found[0][1]
    if len(rows) > MOST_ROWS:
        raise Refused(_("The file {file} has too many rows.").format(file=place.name))
    for row in rows[:1] if by_row else rows:
        _check_length(row, place)
    others = tuple(name for name, _rows in found[1:])
    return Table([head.strip() for head in rows[0]], rows[1:], others)


def _check_file(place: Path) -> None:
    with chosen.reading(place):
        size = place.stat().st_size
    if size > LARGEST_FILE:
        raise Refused(_("The file {file} is too large.").format(file=place.name))


def _filled(rows: Iterable[list[str]]) -> list[Line]:
    """The rows that hold something, each with its number."""
    numbered = (Line(row, number) for number, row in enumerate(rows, start=1))
    return [row for row in numbered if any(cell.strip() for cell in row)]


def _read_csv(place: Path) -> list[list[str]]:
    with chosen.reading(place):
        raw = place.read_bytes()
    encoding = _encoding(raw)
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        words = _("Save the file {file} as “CSV UTF-8”: it is in UTF-16, which is not read.")
        raise Refused(words.format(file=place.name))
    if b"\0" in raw:
        raise Refused(_("The file {file} is not a table of words.").format(file=place.name))
    first = raw.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n ").partition(b"\n")[0]
    separator = max(";,\t", key=lambda sign: first.count(sign.encode()))
    csv.field_size_limit(LARGEST_FILE)
    stream = io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, newline="")
    try:
        return _bounded(csv.reader(stream, delimiter=separator, strict=True), place)
    except csv.Error as error:
        raise Refused(
            _("The file {file} cannot be read as a table: a quotation mark is not closed.").format(
                file=place.name
            )
        ) from error


def _bounded(reader: Iterable[list[str]], place: Path) -> list[list[str]]:
    """The rows of a table of words, as long as they are not too many."""
    rows: list[list[str]] = []
    held = 0
    for row in reader:
        rows.append([bare(cell) for cell in row])
        held += max(1, len(row))
        if held > MOST_CELLS:
            raise _too_wide(place)
    return rows


def _check_length(row: Line, place: Path) -> None:
    """Refuse a row with a cell longer than any field: nothing is cut off in silence."""
    if any(len(cell) > LONGEST_CELL for cell in row):
        words = _("A cell in row {row} of {file} is too long. Shorten it, then try again.")
        raise Refused(words.format(row=row.number, file=place.name))


def _encoding(raw: bytes) -> str:
    """UTF-8 with or without its mark; otherwise what old French spreadsheets write."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"


def sheets(place: Path) -> list[tuple[str, list[str], list[Line]]]:
    """Every sheet of a workbook that holds something: its name, heads and rows."""
    _check_file(place)
    found = []
    for name, rows in _workbook(place):
        filled = _filled(rows)
        if filled:
            found.append((name, [head.strip() for head in filled[0]], filled[1:]))
    return found


def check_workbook(place: Path) -> None:
    """Refuse a workbook that is not there, too large, or would unpack into too much."""
    _check_file(place)
    _unpack_safely(place)


def _workbook(place: Path) -> list[tuple[str, list[list[str]]]]:
    import python_calamine  # noqa: PLC0415 - needed only when a workbook is read

    _unpack_safely(place)
    _check_extent(place)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(place))
        raw = [(name, _cells(book.get_sheet_by_name(name))) for name in book.sheet_names]
        told = cell_marks.marks(place)
    except (python_calamine.CalamineError, OSError) as error:
        raise Refused(
            _("The file {file} cannot be read as a spreadsheet.").format(file=place.name)
        ) from error
    for name, rows in raw:
        _put_marks(rows, told.get(name, Marks()))
    return [(name, [[_words(value) for value in row] for row in rows]) for name, rows in raw]


def _check_extent(place: Path) -> None:
    """Refuse cells so far apart that what lies between them would fill the memory."""
    try:
        wide = extent.cells(place)
    except Broken as error:
        raise Refused(
            _("The file {file} cannot be read as a spreadsheet.").format(file=place.name)
        ) from error
    if wide > MOST_CELLS:
        raise _too_wide(place)


def _too_wide(place: Path) -> Refused:
    words = _(
        "The tables of {file} spread out over more than {most} cells. Delete what stands far from"
        " the others, or split the file, then try again."
    )
    return Refused(words.format(file=place.name, most=MOST_CELLS))


def _put_marks(rows: list[list[Any]], told: Marks) -> None:
    """Write the errors of formulas into their cells, and midnight where an hour is shown."""
    for (down, across), error in told.errors.items():
        if down <= len(rows) and across <= len(rows[down - 1]):
            rows[down - 1][across - 1] = error
    for down, across in told.with_hour:
        if down <= len(rows) and across <= len(rows[down - 1]):
            value = rows[down - 1][across - 1]
            if isinstance(value, date) and not isinstance(value, datetime):
                rows[down - 1][across - 1] = datetime(value.year, value.month, value.day)


def _cells(sheet: Any) -> list[list[Any]]:
    """Every cell from the first row on, so that rows keep their numbers."""
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _unpack_safely(place: Path) -> None:
    """Refuse a file that would unpack into more than a spreadsheet holds, before it is read.

    What its parts say of themselves is looked at first, then what they really hold: a size in the
    head of a part may be a lie.
    """
    if not zipfile.is_zipfile(place):
        return
    try:
        with zipfile.ZipFile(place) as archive:
            parts = archive.infolist()
            large = sum(part.file_size for part in parts)
            packed = sum(part.compress_size for part in parts) or 1
            if len(parts) > MOST_PARTS or large > LARGEST_UNPACKED or large / packed > ZIP_RATIO:
                raise Refused(_("The file {file} is too large.").format(file=place.name))
            for part in parts:
                with archive.open(part) as stream:
                    while stream.read(UNPACKED_AT_ONCE):
                        pass
    except (zipfile.BadZipFile, zlib.error, RuntimeError) as error:
        raise Refused(
            _("The file {file} cannot be read as a spreadsheet.").format(file=place.name)
        ) from error


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return str(value)
