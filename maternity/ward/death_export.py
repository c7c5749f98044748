"""What leaves the ward of a death: the review's own table, which cannot hold a name.

Its columns are chosen by their kind, so that a field added later cannot bring a name out: answers
of closed lists, figures, the month. No link, person, village, date, number of the register, age in
years or free text is among them; a case has a number of this file alone. A death is reviewed
without naming or blaming anybody (reference: safety, part 18; fault 97 of the catalogue).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maternity.exchange.spreadsheet import CellValue
from maternity.records import Record, Register, day_value

CASE, MONTH = "case", "month"
KINDS = frozenset({"choice", "multi_choice", "yes_no", "yes_no_unknown", "number", "decimal"})
"""Kinds of answer that name nobody."""
NAMING = frozenset({"serial_no", "mother_age_years"})
"""Figures by which a case could be found again in the register or in the village."""


def columns(about: Register, wanted: Sequence[str] = ()) -> list[str]:
    """The columns of the review's table; of those asked for, where some are."""
    own = [name for name, one in about.columns.items() if one.kind in KINDS and name not in NAMING]
    return [CASE, MONTH, *(name for name in own if not wanted or name in wanted)]


def rows(entries: Iterator[Record], heads: Sequence[str]) -> Iterator[list[CellValue]]:
    """A row for each death, numbered in this file."""
    for case, entry in enumerate(entries, start=1):
        on = day_value(entry.look(entry.register.dated))
        told: dict[str, CellValue] = {CASE: case, MONTH: f"{on:%Y-%m}" if on else ""}
        yield [told[name] if name in told else _plain(entry, name) for name in heads]


def _plain(entry: Record, name: str) -> CellValue:
    if name in entry.register.fields and entry.applies(name) is False:
        return None
    return entry.plain(name)
