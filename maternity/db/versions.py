"""The history of an entry: one row for each of its versions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, func, select

from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.loading import chunks
from maternity.db.tables import history


def versions(book: Book, identity: str) -> Sequence[Any]:
    """The versions of an entry, the newest first."""
    asked = select(history).where(history.c.entry == identity).order_by(history.c.seq.desc())
    with explained(), book.engine.connect() as connection:
        return connection.execute(asked).all()


def rewritten(book: Book, ids: Collection[str]) -> Iterator[Any]:
    """The versions of these entries in which something was changed or cancelled."""
    for chunk in chunks(list(ids)):
        asked = select(history).where(
            history.c.entry.in_(chunk), history.c.event.in_(("update", "void"))
        )
        with explained(), book.engine.connect() as connection:
            found = connection.execute(asked.order_by(history.c.seq)).all()
        yield from found  # whoever reads them asks for more: the register has one connection


def numbers(book: Book, ids: Collection[str], *, first: bool = False) -> dict[str, int]:
    """The number in the history of the last version of each entry, or of its first.

    What was written before and what after is asked of these: a moment is that of a clock.
    """
    of = func.min(history.c.seq) if first else func.max(history.c.seq)
    found: dict[str, int] = {}
    with explained(), book.engine.connect() as connection:
        for chunk in chunks(list(ids)):
            asked = select(history.c.entry, of).where(history.c.entry.in_(chunk))
            rows = connection.execute(asked.group_by(history.c.entry))
            found |= {str(row[0]): int(row[1]) for row in rows}
    return found


def last_change(engine: Engine) -> int:
    """The number of the last change in the history; 0 while there is none."""
    with explained(), engine.connect() as connection:
        return connection.scalar(select(func.max(history.c.seq))) or 0
