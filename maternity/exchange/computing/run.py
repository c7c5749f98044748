"""The clinical rules on anyone's table: rows in, the same rows with what was computed beside them.

No register, no sign-in, nothing stored. Columns are named as the fields of the dictionary and read
by those fields, within their bounds. What cannot be read or computed is told in the row's reason;
nothing typed is altered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from maternity import clock
from maternity.conditions import above, below
from maternity.errors import Refused
from maternity.exchange import spreadsheet
from maternity.exchange.computing.asked import Answer, Computation, Values
from maternity.exchange.computing.table import BY_NAME
from maternity.exchange.spreadsheet import Rows
from maternity.fields import Choice, Field
from maternity.i18n import _
from maternity.reading import Unreadable
from maternity.records import out_of

ADDED = "computed_"
"""What the name of an added column begins with, so that a typed one is never taken for it."""
REASON = "computed_reason"


def _workbook(table: Rows, place: Path) -> None:
    spreadsheet.write_workbook([table], place)


WRITERS: dict[str, Callable[[Rows, Path], None]] = {
    ".csv": spreadsheet.write_csv,
    ".xlsx": _workbook,
}
"""How a result is written, by the end of its file's name."""


@dataclass(frozen=True)
class Summary:
    """What was done with a table."""

    rows: int
    computed: int
    with_reason: int
    not_read: int

    def as_data(self) -> dict[str, int]:
        """As the command answers it."""
        return {
            "rows": self.rows,
            "computed": self.computed,
            "with_reason": self.with_reason,
            "not_read": self.not_read,
        }


def compute(name: str, place: Path, out: Path) -> Summary:
    """Read a table, compute on every row, write the table with the added columns."""
    write = WRITERS.get(out.suffix.lower())
    if write is None:
        raise Refused(
            _("{file}: write to a file that ends in .csv or .xlsx.").format(file=out.name)
        )
    if out.resolve() == place.resolve():
        raise Refused(
            _("Choose another name for the result: {file} is kept.").format(file=out.name)
        )
    heads, rows = spreadsheet.read(place)
    chosen = _chosen(name, place, heads)
    adds = chosen.adds(frozenset(heads))
    _check_heads(place, heads, chosen, [*(f"{ADDED}{one}" for one in adds), REASON])
    answers = _answers(chosen, heads, rows)
    width = max(len(heads), *(len(row) for row in rows), 0)
    written = [
        (*_filled(row, width), *(a.values.get(one) for one in adds), a.reason or None)
        for row, a in zip(rows, answers, strict=True)
    ]
    titles = [*_filled(heads, width), *(f"{ADDED}{one}" for one in adds), REASON]
    write(Rows(name, titles, written), out)
    return Summary(
        len(rows),
        sum(1 for answer in answers if answer.values),
        sum(1 for answer in answers if answer.reason),
        sum(1 for answer in answers if answer.unread),
    )


def columns(name: str) -> list[dict[str, Any]]:
    """The columns a computation reads, and those it adds, as plain data."""
    return [_described(one) for one in BY_NAME[name]]


def _described(about: Computation) -> dict[str, Any]:
    reads = [
        {
            "name": field.name,
            "kind": field.kind,
            "unit": field.unit,
            "codes": [str(one.value) for one in field.known] if isinstance(field, Choice) else [],
        }
        for field in about.fields
    ]
    return {
        "needs": [" | ".join(group) for group in about.needs],
        "reads": reads,
        "adds": [f"{ADDED}{one}" for one in about.adds(frozenset(f.name for f in about.fields))]
        + [REASON],
    }


def _chosen(name: str, place: Path, heads: Sequence[str]) -> Computation:
    """The computation of this name whose columns the table has."""
    offered = BY_NAME[name]
    fitting = [one for one in offered if not _lacking(one, heads)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise Refused(
            _("{file}: the columns are those of women and of babies. Make two tables.").format(
                file=place.name
            )
        )
    nearest = min(offered, key=lambda one: len(_lacking(one, heads)))
    groups = ", ".join(" | ".join(group) for group in _lacking(nearest, heads))
    raise Refused(
        _(
            "{file}: these columns are missing: {columns}. “|” means one of them. The first row "
            "holds the names of the columns."
        ).format(file=place.name, columns=groups)
    )


def _lacking(about: Computation, heads: Sequence[str]) -> list[tuple[str, ...]]:
    return [group for group in about.needs if not set(group) & set(heads)]


def _check_heads(place: Path, heads: list[str], about: Computation, added: list[str]) -> None:
    read = {field.name for field in about.fields}
    twice = sorted({head for head in heads if head in read and heads.count(head) > 1})
    if twice:
        raise Refused(
            _("{file}: the column “{columns}” stands twice.").format(
                file=place.name, columns=", ".join(twice)
            )
        )
    there = [head for head in added if head in heads]
    if there:
        raise Refused(
            _("{file}: take out the columns of an earlier result first: {columns}.").format(
                file=place.name, columns=", ".join(there)
            )
        )


def _answers(about: Computation, heads: list[str], rows: Sequence[list[str]]) -> list[Answer]:
    """An answer a row, in order; a row with a cell that cannot be read is not judged."""
    here = [
        _Column(field, heads.index(field.name)) for field in about.fields if field.name in heads
    ]
    read = [_row(here, row) for row in rows]
    judged = iter(about.judge([values for values in read if not isinstance(values, Answer)]))
    return [values if isinstance(values, Answer) else next(judged) for values in read]


class _Column:
    """A column that is read; the same word is read once, for it comes again and again."""

    def __init__(self, field: Field, at: int) -> None:
        self.field, self.at = field, at
        self.known: dict[str, Any] = {}

    def read(self, row: list[str]) -> Any:
        """The value of the row's cell, None when empty or not known. Raises Unreadable."""
        text = row[self.at].strip() if self.at < len(row) else ""
        if text not in self.known:
            gap = self.field.gap(text) is not None
            self.known[text] = None if gap or not text else self.field.read(text, exact=True)
        return self.known[text]


def _row(columns: list[_Column], row: list[str]) -> Values | Answer:
    """The values of a row by column; an answer that says the reason if it cannot be read."""
    values: dict[str, Any] = {}
    faults = []
    for column in columns:
        name = column.field.name
        try:
            values[name] = column.read(row)
        except Unreadable as fault:
            text = row[column.at].strip()
            faults.append(
                _("{column}: “{value}”. {fault}").format(column=name, value=text, fault=fault.words)
            )
    if not faults:
        faults = [told for column in columns if (told := _outside(column.field, values))]
    return Answer({}, " ".join(faults), unread=True) if faults else values


def _outside(field: Field, values: Values) -> str:
    """The sentence for a value outside the bounds of its field, empty when it is inside.

    How far back a day may lie is a matter of the ward's entry, not of a table of old years.
    """
    value = values[field.name]
    if value is None:
        return ""
    lowest, highest = field.bound("low"), field.bound("high")
    if lowest is not None and lowest.name in {"today", "now"}:
        lowest = None

    def look(name: str) -> Any:
        moments = {"today": clock.today, "now": clock.now}
        return moments[name]() if name in moments else values.get(name.rpartition(".")[2])

    low, high = (None if bound is None else bound.at(look) for bound in (lowest, highest))
    if below(value, low) or above(value, high):
        return out_of(replace(field, label=field.name), value, low, high)
    return ""


def _filled(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]
