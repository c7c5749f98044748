"""The registers rebuilt from their trail alone, and compared with what they hold.

Every version of every entry has its fields in the history, so the entries can be told anew from
nothing. Where the two differ, somebody wrote past the program: an entry was changed, made or taken
out with other tools.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from sqlalchemy import Column, ColumnElement, Connection, Table, select, type_coerce

from maternity import registers
from maternity.db.plain import plain_row
from maternity.db.tables import Through, history, metadata
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
        self.voided = self.voided or row.event == "void"
        for name, (_old, new) in row.changes.items():
            self.values[name] = new
            if not new:
                del self.values[name]


def told(connection: Connection, register: str) -> Iterator[tuple[str, Told]]:
    """Each entry of a register, rebuilt from nothing."""
    asked = (
        select(history)
        .where(history.c.register == register)
        .order_by(history.c.entry, history.c.version)
    )
    entry, so_far = "", Told()
    for row in connection.execute(asked).yield_per(AT_ONCE):
        if row.entry != entry:
            if entry:
                yield entry, so_far
            entry, so_far = row.entry, Told()
        so_far.go_on(row)
    if entry:
        yield entry, so_far


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
    """The entries that are not what their trail tells, in every register."""
    for cls in registers.ALL:
        about = cls.register
        wanted = dict(told(connection, about.name))
        for entry, found in standing(connection, about):
            if wanted.pop(entry, None) != found:
                yield about, entry
        for entry in wanted:
            yield about, entry
