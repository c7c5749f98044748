"""Which columns of files fill which fields, kept by name so that the next file needs nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.tables import column_map

Columns = list[tuple[str, str]]
"""Headings, each with the field it fills."""


def kept(book: Book, register: str) -> list[tuple[str, Columns]]:
    """The tables of columns of a register by name, the newest first."""
    asked = (
        select(column_map.c.name, column_map.c.columns)
        .where(column_map.c.register == register)
        .order_by(column_map.c.kept_at.desc(), column_map.c.name)
    )
    with explained(), book.engine.connect() as connection:
        rows = connection.execute(asked).all()
    return [(row.name, [(str(one[0]), str(one[1])) for one in row.columns]) for row in rows]


def keep(book: Book, register: str, name: str, columns: Columns, at: datetime, who: str) -> None:
    """Keep a table of columns, over the one of the same name."""
    row = {"register": register, "name": name, "kept_at": at, "kept_by": who}
    with explained(), book.engine.begin() as connection:
        connection.execute(
            delete(column_map).where(column_map.c.register == register, column_map.c.name == name)
        )
        connection.execute(insert(column_map), row | {"columns": [list(one) for one in columns]})
