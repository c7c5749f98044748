"""What became of the rows of a damaged register, told table by table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """What became of one table's rows."""

    table: str
    read: int = 0
    unreadable: int = 0
    """Rows of a page that opens, whose rest stands on one that does not."""
    from_copy: int = 0
    dropped: int = 0
    """Rows that the new register would not take: of two with one number, the second."""


@dataclass
class Report:
    """What was saved, what came from the copy, and what stays missing."""

    tables: list[Tally] = field(default_factory=list)
    orphans: int = 0
    """Links to entries that could not be saved, emptied."""
    pages: int = 0
    """Pages that could not be opened."""

    def total(self, name: str) -> int:
        """The sum over all tables."""
        return sum(getattr(one, name) for one in self.tables)


def inserted(raw: Any, table: str, names: list[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Rows written; one that would repeat an identity or a number is left out."""
    columns = ", ".join(f'"{name}"' for name in names)
    holes = ", ".join("?" for _name in names)
    into = f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({holes})'  # noqa: S608 - our names
    return sum(raw.execute(into, row).rowcount for row in rows)
