"""The history of an entry: one row for each of its versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.tables import history


def versions(book: Book, identity: str) -> Sequence[Any]:
    """The versions of an entry, the newest first."""
    asked = select(history).where(history.c.entry == identity).order_by(history.c.seq.desc())
    with explained(), book.engine.connect() as connection:
        return connection.execute(asked).all()
