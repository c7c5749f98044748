"""Rows of a file made entries: each cell read by its field, each fault told with its row.

Nothing stops at the first fault and nothing is saved here. An import fills no proposed value: it
writes what the row says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from maternity.errors import Refused
from maternity.exchange.spreadsheet import ERRORS, LONGEST_CELL, Line, Table
from maternity.fields import Field, Gap, Link
from maternity.i18n import N_, _, plural
from maternity.reading import Unreadable
from maternity.records import Record, Register, impossible, named

KEY = "source_id"
LONGEST_TOLD = 200
"""So many characters of a cell say which one it is."""
NO_ANSWER = N_("The formula of this cell gives an error. Correct it, or write the value.")
TWICE = N_("This key stands twice in the file.")


@dataclass(frozen=True)
class Remark:
    """Something about one cell of a file."""

    row: int
    field: str
    value: str
    message: str

    def as_data(self) -> dict[str, Any]:
        """As the report's JSON has it."""
        return {
            "row": self.row,
            "field": self.field,
            "value": self.value,
            "message": self.message,
        }


@dataclass
class Row:
    """A row that could be read: its cells, its entry, and the keys its links point to.

    `old` is the entry of the register that has its key, `was` its row in the book, and `before`
    what stood in the fields of this row.
    """

    number: int
    entry: Record
    links: dict[str, str]
    cells: dict[str, str]
    old: Record | None = None
    was: dict[str, Any] = field(default_factory=dict)
    before: dict[str, tuple[Any, Gap | None]] = field(default_factory=dict)
    refused: bool = False
    outcome: str = ""
    """What became of it, where it is not refused: `added`, `changed` or `unchanged`."""

    @property
    def key(self) -> str:
        """The row's own key."""
        return str(self.entry.source_id)


@dataclass
class Intake:
    """A file for one register: its rows, and what is to be said of them."""

    register: Register
    file: str
    read: int = 0
    rows: list[Row] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    fallen: set[str] = field(default_factory=set)
    """The keys of the rows refused."""
    to_confirm: list[Remark] = field(default_factory=list)
    not_applicable: list[Remark] = field(default_factory=list)
    sheets_not_read: tuple[str, ...] = ()
    """The further sheets of a workbook that hold rows."""
    added: int = 0
    unchanged: int = 0
    changed: int = 0
    pending: int = 0
    """How many of them belong to a month whose return is closed: kept, not counted in it."""

    def as_data(self) -> dict[str, Any]:
        """As the report's JSON has it."""
        return {
            "register": self.register.name,
            "file": self.file,
            "read": self.read,
            "added": self.added,
            "unchanged": self.unchanged,
            "changed": self.changed,
            "refused": [remark.as_data() for remark in self.refused],
            "to_confirm": [remark.as_data() for remark in self.to_confirm],
            "not_applicable": [remark.as_data() for remark in self.not_applicable],
            **({"pending": self.pending} if self.pending else {}),
            **({"sheets_not_read": self.sheets_not_read} if self.sheets_not_read else {}),
        }


def take_table(register: str, place: Path, table: Table) -> Intake:
    """The rows of a table as entries of a register, with the sheets that were not read."""
    intake = take_in(register, place, table.heads, table.rows)
    intake.sheets_not_read = table.others
    return intake


def take_list(name: str, place: Path, heads: list[str], rows: list[Line]) -> Intake:
    """A set-up list, from a sheet or a file that bears the name of its register."""
    try:
        named(name)
    except KeyError as error:
        words = (
            _("The file {file} does not bear the name of a register. Rename it or take it away.")
            if place.suffix.lower() == ".csv"
            else _(
                "The sheet “{sheet}” of {file} does not bear the name of a register. Rename it or"
                " take it out."
            )
        )
        raise Refused(words.format(sheet=name, file=place.name)) from error
    return take_in(name, place, heads, rows)


def taken_in(register: str) -> Register:
    """A register whose rows may come from files; refused if there is none of this name."""
    try:
        about = named(register)
    except KeyError as error:
        raise Refused(_("There is no register “{register}”.").format(register=register)) from error
    if not about.taken_in:
        raise Refused(
            _("The register {register} is not taken in from files.").format(register=about.words)
        )
    return about


def take_in(register: str, place: Path, heads: list[str], rows: list[Line]) -> Intake:
    """The rows of a file as entries of a register; a wrong head refuses the file whole."""
    about = taken_in(register)
    _check_heads(about, place, heads)
    intake = Intake(about, place.name, read=len(rows))
    seen: set[str] = set()
    for row in rows:
        _take_row(intake, heads, row, seen)
    return intake


def _check_heads(about: Register, place: Path, heads: list[str]) -> None:
    unknown = [h for h in heads if h and h not in about.columns and h != KEY]
    told = {"file": place.name, "register": about.words}
    if KEY not in heads:
        raise Refused(
            _("{file}: the column “source_id” is missing; it holds each row's own key.").format(
                **told
            )
        )
    if unknown:
        raise Refused(
            plural(
                "{file}: “{columns}” is no column of the register {register}. Correct the head.",
                "{file}: “{columns}” are no columns of the register {register}. Correct the head.",
                len(unknown),
                columns=", ".join(unknown),
                **told,
            )
        )
    twice = {head for head in heads if head and heads.count(head) > 1}
    if twice:
        raise Refused(
            plural(
                "{file}: the column “{columns}” stands twice. Keep one of them.",
                "{file}: the columns “{columns}” stand twice. Keep one of each.",
                len(twice),
                columns=", ".join(sorted(twice)),
                **told,
            )
        )


def _take_row(intake: Intake, heads: list[str], line: Line, seen: set[str]) -> None:
    cells = {head: text.strip() for head, text in zip_longest(heads, line, fillvalue="") if head}
    key = cells.get(KEY, "")
    fault = _fault_of(key, seen) or _astray(heads, line)
    if fault:
        intake.refused.append(Remark(line.number, KEY, key, fault))
        intake.fallen.add(key)
        return
    seen.add(key)
    row = Row(line.number, intake.register.record(source_id=key), {}, {})
    faults: list[Remark] = []
    for name, text in cells.items():
        about = intake.register.fields.get(name)
        if about is None or about.computed:
            continue
        row.cells[name] = text
        fault = _fill(row, about, text) if text else ""
        if fault:
            faults.append(Remark(line.number, name, text[:LONGEST_TOLD], fault))
    if faults:
        unread = {fault.field for fault in faults}
        read = [name for name in row.cells if name not in unread]
        faults += [
            Remark(line.number, one.field, row.cells[one.field], one.words)
            for one in impossible(row.entry, read)
        ]
        intake.refused += faults
        intake.fallen.add(key)
    else:
        intake.rows.append(row)


def _fault_of(key: str, seen: set[str]) -> str:
    if not key:
        return _("The row has no key.")
    if key in ERRORS:
        return _(NO_ANSWER)
    return _(TWICE) if key in seen else ""


def _astray(heads: list[str], line: Line) -> str:
    """What is said of a row with a cell under no column: its cells may have slipped aside."""
    under = zip_longest(heads, line, fillvalue="")
    lost = next((text.strip() for head, text in under if not head and text.strip()), "")
    if not lost:
        return ""
    return _("“{value}” stands under no column. Check the separators of this row.").format(
        value=lost
    )


def _fill(row: Row, about: Field, text: str) -> str:
    """Put a cell into its entry; the sentence of the fault if it cannot be read."""
    if len(text) > LONGEST_CELL:
        return _("This cell is too long. Shorten it.")
    if text in ERRORS:
        return _(NO_ANSWER)
    gap = about.gap(text)
    if gap is not None:
        row.entry.set_gap(about.name, gap)
        return ""
    if isinstance(about, Link):
        row.links[about.name] = text
        return ""
    try:
        setattr(row.entry, about.name, about.read(text, exact=True))
    except Unreadable as error:
        return str(error)
    return ""
