"""The sums of the rows selected in a list, as a spreadsheet shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from maternity.i18n import _, plural
from maternity.reading import show_decimal, show_whole
from maternity.records import Record
from maternity.ui.table import RegisterTable

MOST = 5000
"""More selected rows are counted and not added up."""

NOT_ADDED = frozenset({"serial_no", "birth_rank", "rank"})
"""Numbers that are names."""


def totals(model: RegisterTable, rows: Sequence[int]) -> Iterator[str]:
    """How many rows, then for each column of numbers its sum and mean."""
    yield plural("{count} row selected", "{count} rows selected", len(rows))
    entries = [entry for row in rows[:MOST] if (entry := model.entry(row)) is not None]
    if len(entries) < len(rows):
        return
    for column in model.columns:
        if column.numeric and column.name not in NOT_ADDED:
            values: list[Decimal] = list(_values(entries, column.name))
            if len(values) > 1:
                whole = sum(values, Decimal(0))
                mean = whole / len(values)
                yield _("{column}: sum {sum}, mean {mean} ({count} values)").format(
                    column=column.words,
                    sum=show_number(whole),
                    mean=show_number(round(mean, 1)),
                    count=len(values),
                )


def _values(entries: Sequence[Record], name: str) -> Iterator[Decimal]:
    for entry in entries:
        value = getattr(entry, name)
        if value is not None:
            yield Decimal(value)


def show_number(value: Decimal) -> str:
    """A sum or a mean in the ward's format."""
    if value == int(value):
        return show_whole(int(value), grouped=True)
    return show_decimal(value)
