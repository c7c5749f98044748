"""The tables of a register as an older version of the program left them.

What is carried from a server before it is brought up has the columns of its own form: those this
program knows keep their meaning, the others go as they are.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, Table, inspect
from sqlalchemy.engine.interfaces import ReflectedColumn

from maternity.db.tables import metadata, unaudited

NO_ROWS_OF_OURS = frozenset({"alembic_version", unaudited.name})
"""What says the form itself, and what is empty between two saves."""


def tables(connection: Connection) -> list[Table]:
    """What a register of an older form holds; its links are proven at the end."""
    there, made = inspect(connection), MetaData()
    names = sorted(set(there.get_table_names()) - NO_ROWS_OF_OURS)
    return [Table(name, made, *_columns(name, there.get_columns(name))) for name in names]


def _columns(name: str, found: list[ReflectedColumn]) -> list[Column[object]]:
    known = metadata.tables.get(name)
    return [
        Column(
            one["name"],
            known.c[one["name"]].type
            if known is not None and one["name"] in known.c
            else one["type"],
        )
        for one in found
    ]
