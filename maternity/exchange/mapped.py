"""Tables that say where each figure of a return goes: what all of them share in being read.

A row names a return, a line of it and a cell. Every fault is told at once, with the number of its
row, and a faulty table is refused whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from maternity.errors import Refused
from maternity.i18n import _

MOST_FAULTS = 20

Cell = tuple[str, str]
"""A line and its cell, as a table writes them."""
Known = Mapping[str, set[str]]
"""The cells of every line of a return."""
Names = Mapping[Cell, str]
"""The whole name of a cell by a shorter one that tables may write."""
NONE: Names = {}
Row = tuple[int, dict[str, str]]
"""The number of a row in its file, and what it holds by column."""


def rows_of(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    needed: Iterable[str],
    form: str,
    short: Names = NONE,
) -> list[Row]:
    """The rows about a return; refused if a column is missing or no row is about it.

    A cell that is written by a shorter name is told by its whole one.
    """
    missing = [name for name in needed if name not in heads]
    if missing:
        raise Refused(
            _("The mapping table lacks the columns {names}. Its first line must name them.").format(
                names=", ".join(missing)
            )
        )
    told = [
        (
            int(getattr(row, "number", number)),
            dict(zip(heads, (cell.strip() for cell in row), strict=False)),
        )
        for number, row in enumerate(rows, start=2)
    ]
    mine = [(number, row) for number, row in told if row.get("return") == form]
    if not mine:
        raise Refused(_("The mapping table has no row for the return {form}.").format(form=form))
    for _number, row in mine:
        row["disaggregation"] = short.get(cell_of(row), row.get("disaggregation", ""))
    return mine


def cell_of(row: Mapping[str, str]) -> Cell:
    """The line and the cell that a row is about."""
    return row.get("line_code", ""), row.get("disaggregation", "")


def cell_faults(line: str, cell: str, known: Known) -> Iterator[str]:
    """What is wrong with the line and the cell that a row names."""
    if line not in known:
        yield _("the return has no line {code}.").format(code=line)
    elif cell not in known[line]:
        offered = ", ".join(sorted(known[line]))
        yield _("the line {code} has no cell “{cell}”. Its cells: {offered}.").format(
            code=line, cell=cell, offered=offered
        )


def at_row(number: int, reason: str) -> str:
    """A fault with the number of its row."""
    return _("Line {line}: {reason}").format(line=number, reason=reason)


def check(faults: Sequence[str]) -> None:
    """Refuse a table with faults: the first of them, and how many more there are."""
    if faults:
        more = len(faults) - MOST_FAULTS
        end = [_("… and {count} more").format(count=more)] if more > 0 else []
        raise Refused("\n".join([*faults[:MOST_FAULTS], *end]))
