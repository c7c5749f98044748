"""The check of a register: what each part proves is that the file agrees with itself.

It does not prove that what was typed was true, nor that nothing is missing since the last copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, func, select

from maternity import registers
from maternity.db.engine import backend_of
from maternity.db.faults import explained
from maternity.db.tables import history, metadata
from maternity.i18n import _
from maternity.records import named


@dataclass(frozen=True)
class Finding:
    """Something the check of the register found, in words."""

    what: str
    words: str


def findings(engine: Engine) -> list[Finding]:
    """All that does not agree."""
    with explained(), engine.connect() as connection:
        found = [Finding("file", line) for line in backend_of(engine).check(connection)]
    found += list(_serial_gaps(engine))
    found += list(_histories(engine))
    return found + list(_orphans(engine))


def _serial_gaps(engine: Engine) -> Iterator[Finding]:
    for table in metadata.sorted_tables:
        if table.name not in _REGISTERS or "serial_no" not in table.c:
            continue
        per = named(table.name).serial
        series = [table.c.serial_year, *([table.c[per.per]] if per and per.per else [])]
        asked = (
            select(
                *series,
                func.count(table.c.serial_no),
                func.min(table.c.serial_no),
                func.max(table.c.serial_no),
            )
            .where(table.c.serial_no.is_not(None))
            .group_by(*series)
        )
        with explained(), engine.connect() as connection:
            rows = connection.execute(asked).all()
        for row in rows:
            count, low, high = row[-3:]
            if high - low + 1 != count:
                words = _("{register}, {year}: numbers are missing between {low} and {high}.")
                told = {"register": named(table.name).words, "year": row[0]}
                yield Finding("serials", words.format(low=low, high=high, **told))


def _histories(engine: Engine) -> Iterator[Finding]:
    """Every version of every entry has its row of history."""
    for table in metadata.sorted_tables:
        if table.name not in _REGISTERS:
            continue
        versions = (
            select(table.c.id)
            .outerjoin(history, history.c.entry == table.c.id)
            .group_by(table.c.id, table.c.version)
            .having(func.count(history.c.seq) != table.c.version)
        )
        with explained(), engine.connect() as connection:
            lost = connection.execute(versions.limit(1)).all()
        if lost:
            words = _("{register}: the history of an entry is not complete.")
            yield Finding("history", words.format(register=named(table.name).words))


def _orphans(engine: Engine) -> Iterator[Finding]:
    """Entries whose compulsory link is empty hang in the air."""
    for table in metadata.sorted_tables:
        links = [
            name
            for name, field in (_links_of(table.name)).items()
            if field.required is True and field.kind == "link"
        ]
        for name in links:
            asked = select(func.count()).where(
                table.c[f"{name}_id"].is_(None), table.c.voided_at.is_(None)
            )
            with explained(), engine.connect() as connection:
                count = connection.scalar(asked) or 0
            if count:
                words = _("{register}: {count} entries have no “{field}”.")
                about = named(table.name)
                told = {"register": about.words, "field": about.fields[name].words}
                yield Finding("orphans", words.format(count=count, **told))


def _links_of(table: str) -> dict[str, Any]:
    return dict(named(table).links) if table in _REGISTERS else {}


_REGISTERS = frozenset(cls.register.name for cls in registers.ALL)
