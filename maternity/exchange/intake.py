"""Rows of a file made entries: each cell read by its field, each fault told with its row.

Nothing stops at the first fault and nothing is saved here. An import fills no proposed value: it
writes what the row says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maternity.errors import Refused
from maternity.fields import Field, Link
from maternity.i18n import _
from maternity.reading import Unreadable
from maternity.records import Record, Register, named

KEY = "source_id"
FIRST_ROW = 2
"""The number of the first row under the heads, as a spreadsheet counts."""


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
    """A row that could be read: its entry, and the keys its links point to."""

    number: int
    entry: Record
    links: dict[str, str]
    cells: dict[str, str]
    old: Record | None = None


@dataclass
class Intake:
    """A file for one register: its rows, and what is to be said of them."""

    register: Register
    file: str
    read: int = 0
    rows: list[Row] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    to_confirm: list[Remark] = field(default_factory=list)
    not_applicable: list[Remark] = field(default_factory=list)
    added: int = 0
    unchanged: int = 0
    changed: int = 0

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
        }


def take_in(register: str, place: Path, heads: list[str], rows: list[list[str]]) -> Intake:
    """The rows of a file as entries of a register; a wrong head refuses the file whole."""
    try:
        about = named(register)
    except KeyError as error:
        raise Refused(_("There is no register “{register}”.").format(register=register)) from error
    _check_heads(about, place, heads)
    intake = Intake(about, place.name, read=len(rows))
    seen: set[str] = set()
    for at, row in enumerate(rows, start=FIRST_ROW):
        cells = dict(zip(heads, [*row, *[""] * (len(heads) - len(row))], strict=False))
        _take_row(intake, at, cells, seen)
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
            _(
                "{file}: “{columns}” is no column of the register {register}. Correct the head."
            ).format(columns=", ".join(unknown), **told)
        )
    twice = {head for head in heads if head and heads.count(head) > 1}
    if twice:
        raise Refused(
            _("{file}: the column “{columns}” stands twice.").format(
                columns=", ".join(sorted(twice)), **told
            )
        )


def _take_row(intake: Intake, number: int, cells: dict[str, str], seen: set[str]) -> None:
    key = cells.get(KEY, "").strip()
    if not key or key in seen:
        words = _("This key stands twice in the file.") if key else _("The row has no key.")
        intake.refused.append(Remark(number, KEY, key, words))
        return
    seen.add(key)
    entry = intake.register.record(source_id=key)
    row = Row(number, entry, {}, {})
    faults: list[Remark] = []
    for name, text in cells.items():
        about = intake.register.fields.get(name)
        if about is None or about.computed or not text.strip():
            continue
        row.cells[name] = text.strip()
        fault = _fill(row, about, text.strip())
        if fault:
            faults.append(Remark(number, name, text.strip(), fault))
    if faults:
        intake.refused += faults
    else:
        intake.rows.append(row)


def _fill(row: Row, about: Field, text: str) -> str:
    """Put a cell into its entry; the sentence of the fault if it cannot be read."""
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
