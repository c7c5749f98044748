"""The registers rebuilt from their trail alone, and compared with what they hold.

Every version of every entry has its fields in the history, so the entries can be told anew from
nothing. Where the two differ, somebody wrote past the program: an entry was changed, made or taken
out with other tools.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeGuard

from sqlalchemy import Column, ColumnElement, Connection, Table, select, type_coerce

from maternity import registers
from maternity.db.column_types import Through
from maternity.db.loading import CHUNK
from maternity.db.plain import plain_row
from maternity.db.tables import history, metadata
from maternity.records import Register

AT_ONCE = 1000
"""Rows read at a time."""


@dataclass
class Told:
    """An entry as its trail tells it."""

    version: int = 0
    voided: bool = False
    values: dict[str, str] = field(default_factory=dict)

    def go_on(self, row: Any) -> None:
        """Its next version."""
        self.version = row.version
        if row.event in {"void", "unvoid"}:
            self.voided = row.event == "void"
        for name, (_old, new) in row.changes.items():
            self.values[name] = new
            if not new:
                del self.values[name]


def told(connection: Connection, ids: Sequence[str]) -> dict[str, Told]:
    """These entries, rebuilt from nothing."""
    asked = (
        select(history).where(history.c.entry.in_(ids)).order_by(history.c.entry, history.c.version)
    )
    found: dict[str, Told] = {}
    for row in connection.execute(asked):
        found.setdefault(row.entry, Told()).go_on(row)
    return found


def standing(connection: Connection, about: Register) -> Iterator[tuple[str, Told | None]]:
    """Each entry of a register as its table holds it."""
    table = metadata.tables[about.name]
    asked = select(*(_as_stored(column) for column in table.c)).order_by(table.c.id)
    for row in connection.execute(asked).mappings().yield_per(AT_ONCE):
        yield row["id"], _standing(table, about, row)


def _as_stored(column: Column[Any]) -> ColumnElement[Any]:
    kind = column.type
    return type_coerce(column, kind.stored).label(column.name) if _restores(kind) else column


def _restores(kind: Any) -> TypeGuard[Through]:
    return isinstance(kind, Through)


def _standing(table: Table, about: Register, row: Any) -> Told | None:
    """The entry of a row; None where a value is one that no field of ours writes."""
    values = dict(row)
    try:
        for column in table.c:
            if _restores(column.type):
                values[column.name] = column.type.restored[values[column.name]]
        return Told(row["version"], row["voided_at"] is not None, plain_row(about, values))
    except ValueError:
        return None


def differing(connection: Connection) -> Iterator[tuple[Register, str]]:
    """The entries that are not what their trail tells, in every register, some at a time."""
    for cls in registers.ALL:
        about = cls.register
        there = standing(connection, about)
        while some := dict(islice(there, CHUNK)):
            wanted = told(connection, list(some))
            for entry, found in some.items():
                if wanted.get(entry) != found:
                    yield about, entry
        for entry in _gone(connection, about):
            yield about, entry


def _gone(connection: Connection, about: Register) -> Sequence[str]:
    """The entries of the history that no longer stand in their table."""
    table = metadata.tables[about.name]
    asked = (
        select(history.c.entry)
        .outerjoin(table, table.c.id == history.c.entry)
        .where(history.c.register == about.name, history.c.version == 1, table.c.id.is_(None))
    )
    return connection.scalars(asked).all()
