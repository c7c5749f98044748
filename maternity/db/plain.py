"""Entries as rows, and rows in plain words: what a column holds, and what the history says.

One form for what is stored and for what is about to be, so that the two can be compared without
loading anything around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maternity.fields import Link, LongText
from maternity.records import SYSTEM, Record, Register

Row = Mapping[str, Any]


def row_of(entry: Record) -> dict[str, Any]:
    """The entry as its table holds it."""
    about = entry.register
    row: dict[str, Any] = {name: getattr(entry, name) for name in SYSTEM}
    for name, field in about.fields.items():
        value = getattr(entry, name)
        if isinstance(field, Link):
            row[f"{name}_id"] = value.id if value is not None else None
        else:
            row[name] = value
        if field.gaps:
            row[f"{name}_gap"] = getattr(entry, f"{name}_gap", None)
    for name in kept(about):
        row[name] = getattr(entry, name, None)
    return row


def kept(about: Register) -> list[str]:
    """The columns of derived values that are frozen at closing."""
    return [f"{name}_kept" for name, computed in about.derived.items() if computed.kept]


def plain_row(about: Register, row: Row) -> dict[str, str]:
    """What a row says, field by field, as the history holds it; what is empty is left out."""
    found: dict[str, str] = {}
    for name, field in about.fields.items():
        if isinstance(field, LongText) and field.archived:
            continue
        value = row.get(f"{name}_gap") if field.gaps else None
        if value is None:
            value = row[f"{name}_id"] if isinstance(field, Link) else row[name]
            value = value if value is None or isinstance(value, str) else field.plain(value)
        if value:
            found[name] = value
    return found


def plain_values(entry: Record) -> dict[str, str]:
    """What an entry says, field by field, as the history holds it."""
    return plain_row(entry.register, row_of(entry))


def changes(about: Register, old: Row | None, new: Row) -> dict[str, list[str]]:
    """Each field that changed, with its old and new value."""
    before = {} if old is None else plain_row(about, old)
    after = plain_row(about, new)
    return {
        name: [before.get(name, ""), after.get(name, "")]
        for name in {**before, **after}
        if before.get(name, "") != after.get(name, "")
    }
