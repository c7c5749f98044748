"""A register's list as a plain printed table: the columns of the list, and who printed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from maternity.i18n import _
from maternity.records import Column, Record, Register


@dataclass(frozen=True)
class Listing:
    """What stands on a printed list; `struck` says of a cancelled row why it is."""

    title: str
    facility: str
    period: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    made_at: datetime
    made_by: str
    struck: Mapping[int, str] = field(default_factory=dict)
    training: bool = False
    to_write: tuple[int, ...] = ()
    """The columns left empty to be written in by hand."""
    former: tuple[int, ...] = ()
    """The columns of what stood there before: legible, struck through."""


USUAL = 8
"""Columns of a register that lists none."""


def columns_of(about: Register, chosen: Sequence[str] = ()) -> tuple[Column, ...]:
    """The chosen columns of a register, or those of its list; what HIV rules is left out."""
    usual = about.listed or about.typed[:USUAL]
    columns = [about.column(name) for name in chosen] if chosen else usual
    return tuple(column for column in columns if column.sensitive != "hiv")


def listing(
    about: Register,
    rows: Sequence[Record],
    *,
    facility: str,
    period: str,
    made_at: datetime,
    made_by: str,
    chosen: Sequence[str] = (),
    training: bool = False,
) -> Listing:
    """The printed list of some entries; a cancelled one keeps its line, struck through."""
    columns = columns_of(about, chosen)
    return Listing(
        title=about.words,
        facility=facility,
        period=period,
        heads=tuple(column.words for column in columns),
        rows=tuple(tuple(told_cell(row, column.name) for column in columns) for row in rows),
        struck={at: _cancelled(row) for at, row in enumerate(rows) if row.voided_at is not None},
        made_at=made_at,
        made_by=made_by,
        training=training,
    )


def told_cell(entry: Record, name: str) -> str:
    """What a list shows of an answer: nothing where the question is not (or no longer) asked.

    The answer stays in the entry and its history; a book and a return read the entry so, too.
    """
    column = entry.register.fields.get(name)
    if column is not None and column.when and entry.applies(name) is False:
        return ""
    return entry.shown(name)


def names_read(about: Register, names: Iterable[str]) -> set[str]:
    """The names that must be at hand to show these columns: their conditions read others."""
    found = set(names)
    for name in names:
        column = about.fields.get(name)
        if column is not None and column.when:
            found |= {one for one in column.applies.names() if one not in {"today", "now"}}
    return found


def _cancelled(row: Record) -> str:
    return _("cancelled on {day}: {reason}").format(
        day=f"{row.voided_at:%d/%m/%Y}", reason=row.void_reason or "–"
    )
