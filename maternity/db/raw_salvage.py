"""The rows of a damaged register, each told by its shape where it belongs.

The description of the tables may be damaged itself, and so may the pages that lead to a row. Each
leaf that can still be opened holds rows of one table. Which one, the declared tables tell: how many
values a row has, of which kinds, which are never empty. Where two tables look alike, the history
knows the register of an entry by its identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maternity.db import migrate
from maternity.db.faults import damaged
from maternity.db.pages import Pages, Row
from maternity.db.salvaged import Report, Tally, inserted


@dataclass(frozen=True)
class Shape:
    """What the rows of a table look like."""

    table: str
    names: list[str]
    kinds: list[tuple[type, ...]]
    needed: list[int]
    """The places that are never empty."""
    numbered: int | None
    """The place of the value that is the row's own number, and stands nowhere else."""

    def fits(self, values: list[Any]) -> bool:
        """Whether a row may be one of this table; columns added later may be missing in it."""
        if not self.needs <= len(values) <= len(self.names):
            return False
        if any(values[at] is None for at in self.needed):
            return False
        return all(
            one is None or isinstance(one, kinds)
            for one, kinds in zip(values, self.kinds, strict=False)
        )

    @property
    def needs(self) -> int:
        """How many values a row has at least."""
        return max(self.needed, default=0) + 1

    def whole(self, number: int, values: list[Any]) -> tuple[Any, ...]:
        """A row as it is written again."""
        told = [*values, *[None] * (len(self.names) - len(values))]
        if self.numbered is not None:
            told[self.numbered] = number
        return tuple(told)


def shape_of(raw: Any, table: str) -> Shape:
    """The shape of a table of the new register, which is made of the same revisions."""
    about = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [row for row in about if row[5]]
    alone = keys[0] if len(keys) == 1 and keys[0][2].upper() == "INTEGER" else None
    return Shape(
        table,
        [row[1] for row in about],
        [_kinds(row[2].upper()) for row in about],
        [row[0] for row in about if row[3] and row is not alone],
        alone[0] if alone else None,
    )


def _kinds(declared: str) -> tuple[type, ...]:
    if "INT" in declared:
        return (int,)
    if any(word in declared for word in ("REAL", "FLOA", "DOUB", "NUMERIC", "DECIMAL")):
        return (int, float)
    return (str,)


def revision(pages: Pages, told: str | None) -> str:
    """The form of the damaged register; the newest, where the page that says so is lost."""
    opened = told is not None
    for _number, rows in pages.leaves() if told is None else ():
        opened = opened or rows is not None
        if rows and len(rows) == 1 and rows[0][1][:1] and len(rows[0][1]) == 1:
            told = str(rows[0][1][0])
            if told in migrate.known_revisions():
                return told
    if not opened:
        raise damaged()
    return told if told in migrate.known_revisions() else migrate.HEAD


def fill(raw: Any, pages: Pages, tables: Sequence[str], report: Report) -> None:
    """Write every row that can be read into the tables of a new register."""
    shapes = [shape_of(raw, one) for one in tables]
    tallies = {one: Tally(one) for one in tables}
    report.tables += tallies.values()
    unclear: list[int] = []
    for number, rows in pages.leaves():
        if rows is None:
            report.pages += 1
            continue
        fitting = _fitting(shapes, rows)
        if len(fitting) == 1:
            _write(raw, fitting[0], rows, tallies)
        elif fitting:
            unclear.append(number)
    for number in unclear:
        rows = pages.rows(number)
        chosen = _told_by_history(raw, _fitting(shapes, rows), rows)
        if chosen is not None:
            _write(raw, chosen, rows, tallies)


def _fitting(shapes: list[Shape], rows: list[Row]) -> list[Shape]:
    """The tables that all the rows of a page may be of; those with as many columns, if any."""
    whole = [values for _number, values in rows if values]
    fitting = [one for one in shapes if whole and all(one.fits(values) for values in whole)]
    most = max((len(values) for values in whole), default=0)
    return [one for one in fitting if len(one.names) == most] or fitting


def _told_by_history(raw: Any, fitting: list[Shape], rows: list[Row]) -> Shape | None:
    """The table that the history names for an entry of the page."""
    asked = "SELECT register FROM history WHERE entry = ? LIMIT 1"
    for _number, values in rows:
        told = raw.execute(asked, (values[0],)).fetchone() if values else None
        found = next((one for one in fitting if told and one.table == told[0]), None)
        if found is not None:
            return found
    return None


def _write(raw: Any, shape: Shape, rows: list[Row], tallies: dict[str, Tally]) -> None:
    tally = tallies[shape.table]
    whole = [shape.whole(number, values) for number, values in rows if values]
    tally.read += len(whole)
    tally.unreadable += len(rows) - len(whole)
    tally.dropped += len(whole) - inserted(raw, shape.table, shape.names, whole)
