"""What keeps an entry open, counted when it is kept and when something near it changes.

An entry is closed when nothing is missing, impossible or waiting for a « yes, it is right »; its
frozen values are then taken. It is open again as soon as something is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.exc import InvalidRequestError

from maternity.db.book import Book
from maternity.db.loading import checked, chunks, everything
from maternity.db.plain import kept
from maternity.db.tables import metadata
from maternity.fields import Link
from maternity.records import Problem, Record, Strength, child_of, named

__all__ = ["judge", "kept", "problems", "recount"]


def problems(book: Book, entry: Record) -> list[Problem]:
    """What keeps the entry open; lists of children it does not hold are looked up."""
    try:
        return entry.problems()
    except InvalidRequestError:  # a list of children that was not asked for
        return _with_lists(book, entry).problems()


def judge(
    book: Book, entry: Record, row: dict[str, Any], found: Sequence[Problem], at: datetime
) -> None:
    """Write into the row what is open, when it was closed, and what closing freezes."""
    row["unsure"] = sum(p.strength is Strength.ASKS for p in found)
    row["missing"] = len(found) - row["unsure"]
    if row["voided_at"] is not None:
        return
    if found:
        row["closed_at"] = None
    elif row["closed_at"] is None:
        row["closed_at"] = at
        for name in kept(entry.register):
            row[name] = None
        row.update(_frozen(book, entry))


def _frozen(book: Book, entry: Record) -> dict[str, str]:
    try:
        return _kept_now(entry)
    except InvalidRequestError:  # as above
        return _kept_now(_with_lists(book, entry))


def _kept_now(entry: Record) -> dict[str, str]:
    """The derived values as they are now, whatever an earlier closing froze."""
    about, found = entry.register, {}
    for column in kept(about):
        name = column.removesuffix("_kept")
        before = getattr(entry, column, None)
        setattr(entry, column, None)
        found[column] = about.derived[name].plain(getattr(entry, name))
        setattr(entry, column, before)
    return found


def _with_lists(book: Book, entry: Record) -> Record:
    """The entry as it is to be, with the lists that stand in the book, for its checks alone."""
    cls = type(entry)
    found = book.by_ids(entry.register.name, [entry.id], everything(cls))
    copy: Record = found[0] if found else cls(id=entry.id)
    for name, field in entry.register.fields.items():
        value = getattr(entry, name)
        if isinstance(field, Link) and value is not None and value.version is not None:
            parents = book.by_ids(field.target, [value.id], everything(type(value)))
            value = parents[0] if parents else value
        setattr(copy, name, value)
        if field.gaps:
            setattr(copy, f"{name}_gap", getattr(entry, f"{name}_gap", None))
    copy.confirmed = entry.confirmed
    return copy


def recount(
    book: Book, connection: Connection, written: Iterable[tuple[Record, bool]], at: datetime
) -> None:
    """Judge again what hangs on the entries written, and what they hang on."""
    around: dict[str, set[str]] = defaultdict(set)
    inside: set[str] = set()
    for entry, new in written:
        inside.add(entry.id)
        for name, link in entry.register.links.items():
            parent = getattr(entry, name)
            if parent is not None and link.back:
                around[link.target].add(parent.id)
        if not new:
            for back, link_name in entry.register.backs.items():
                child = child_of(type(entry), back).register.name
                around[child] |= _children(connection, child, link_name, entry.id)
    for register, ids in around.items():
        _recount(book, connection, register, sorted(ids - inside), at)


def _children(connection: Connection, register: str, link: str, parent: str) -> set[str]:
    table = metadata.tables[register]
    return set(connection.scalars(select(table.c.id).where(table.c[f"{link}_id"] == parent)))


def _recount(
    book: Book, connection: Connection, register: str, ids: list[str], at: datetime
) -> None:
    cls, table = named(register).record, metadata.tables[register]
    for chunk in chunks(ids):
        for entry in book.by_ids(register, chunk, checked(cls)):
            before = {name: getattr(entry, name) for name in _counted(entry)}
            row = dict(before)
            judge(book, entry, row, problems(book, entry), at)
            new = {name: value for name, value in row.items() if before[name] != value}
            if new:
                connection.execute(update(table).where(table.c.id == entry.id).values(new))


def _counted(entry: Record) -> tuple[str, ...]:
    return ("missing", "unsure", "voided_at", "closed_at", *kept(entry.register))
