"""What can still be read of a damaged register, row by row, into a new one.

A plain reading stops at the first damaged page, and the connection is spoilt after it: each row
that cannot be read costs a new connection, and the reading goes on behind it. What is missing is
taken from the newest copy by identity and version. The damaged file is only read; the new
register says that it was recovered (reference: safety, parts 1 and 12).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, select, text

from maternity import clock, registers
from maternity.db import migrate, search
from maternity.db.engine import DAMAGE, keyed, open_file
from maternity.db.facts import put_fact
from maternity.db.faults import damaged, explained
from maternity.db.tables import metadata, search_key
from maternity.errors import Unavailable
from maternity.i18n import _

ONE_BY_ONE = 512
"""Rows tried each for itself behind a damaged place before the steps grow."""
FARTHEST = 1 << 32
BLOCK = 500
LEFT_OUT = frozenset({"search_key", "alembic_version", "unaudited"})
"""Tables that are made again from the others, or that hold nothing between two transactions."""
RECOVERED = "recovered"
"""The fact that says so of a register, with the moment."""

Row = dict[str, Any]


@dataclass
class Tally:
    """What became of one table's rows."""

    table: str
    read: int = 0
    unreadable: int = 0
    """Rows, or steps over rows, that could not be read."""
    from_copy: int = 0
    dropped: int = 0
    """Rows that the new register would not take: of two with one number, the second."""


@dataclass
class Report:
    """What was saved, what came from the copy, and what stays missing."""

    tables: list[Tally] = field(default_factory=list)
    orphans: int = 0
    """Links to entries that could not be saved, emptied."""

    def total(self, name: str) -> int:
        """The sum over all tables."""
        return sum(getattr(one, name) for one in self.tables)


class Damaged:
    """A damaged register file, reopened after each page that cannot be read."""

    def __init__(self, place: Path, key: bytes) -> None:
        self.place, self.key = place, key
        self.raw: Any = None
        self.reopen()

    def reopen(self) -> None:
        """A new connection: one that met damage answers nothing more."""
        self.close()
        self.raw = keyed(self.place, self.key)
        self.raw.execute("PRAGMA query_only = ON")

    def close(self) -> None:
        """Let the file go."""
        if self.raw is not None:
            self.raw.close()
            self.raw = None

    def columns(self, table: str) -> list[str]:
        """The columns of a table; none if it is not there."""
        return [row[1] for row in self.raw.execute(f'PRAGMA table_info("{table}")')]

    def rows(self, table: str, tally: Tally) -> Iterator[tuple[Any, ...]]:
        """Every row that can be read, in the order they were written."""
        start = 0
        while True:
            before = start
            try:
                for row in self.raw.execute(_FROM.format(table=table), (start,)):
                    start = row[0] + 1
                    tally.read += 1
                    yield row[1:]
            except sqlcipher.DatabaseError as error:
                _only_damage(error)
            else:
                return
            found = self._behind(table, start, tally)
            if found is None:
                return
            if found == before:  # it can be read for itself, and not in its row of others
                tally.read += 1
                yield self._one(table, found)
                found += 1
            start = found

    def _one(self, table: str, at: int) -> tuple[Any, ...]:
        """A row that was found readable."""
        return tuple(self.raw.execute(_ONE.format(table=table), (at,)).fetchone()[1:])

    def _behind(self, table: str, start: int, tally: Tally) -> int | None:
        """The next number from here on at which a row can be read."""
        at, step, end = start, 1, self._end(table)
        while at <= end:
            if self._readable(table, at, tally):
                return at if step == 1 else self._first_good(table, at - step, at)
            if at - start > ONE_BY_ONE:
                step *= 2
            at += step
        return None

    def _first_good(self, table: str, bad: int, good: int) -> int:
        """The edge of a damaged place that was crossed in a large step."""
        while good - bad > 1:
            middle = (bad + good) // 2
            bad, good = (bad, middle) if self._readable(table, middle, None) else (middle, good)
        return good

    def _end(self, table: str) -> int:
        """The highest number of a row; a bound if that cannot be read."""
        self.reopen()
        try:
            asked = self.raw.execute(f'SELECT max(rowid) FROM "{table}"')  # noqa: S608 - our names
            return int(asked.fetchone()[0] or 0)
        except sqlcipher.DatabaseError as error:
            _only_damage(error)
            self.reopen()
            return FARTHEST

    def _readable(self, table: str, at: int, tally: Tally | None) -> bool:
        """Whether a row stands there and can be read; what cannot be is counted."""
        try:
            asked = self.raw.execute(_ONE.format(table=table), (at,))
            return asked.fetchone() is not None
        except sqlcipher.DatabaseError as error:
            _only_damage(error)
            self.reopen()
            if tally is not None:
                tally.unreadable += 1
            return False


_FROM = 'SELECT rowid, * FROM "{table}" WHERE rowid >= ? ORDER BY rowid'
_ONE = 'SELECT rowid, * FROM "{table}" WHERE rowid = ?'


def _only_damage(error: sqlcipher.DatabaseError) -> None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code not in {*DAMAGE, sqlcipher.SQLITE_IOERR}:
        raise error


def salvage(place: Path, key: bytes, target: Path, copy: tuple[Path, bytes] | None) -> Report:
    """A new register at `target`, under the same key, of what is left; `copy` is its payload."""
    with explained():
        source = Damaged(place, key)
    try:
        with explained():
            revision = _revision(source)
        engine = open_file(target, key, new=True)
        try:
            migrate.upgrade(engine, to=revision)
            report = _fill(engine, source, copy)
            migrate.upgrade(engine)
            _write_search_keys(engine)
            put_fact(engine, RECOVERED, clock.now().isoformat())
        finally:
            engine.dispose()
    finally:
        source.close()
    return report


def _revision(source: Damaged) -> str:
    """The form of the damaged file."""
    try:
        row = source.raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlcipher.DatabaseError as error:
        _only_damage(error)
        source.reopen()
        return _by_its_tables(source)
    if row is None or row[0] not in migrate.known_revisions():
        raise Unavailable(
            _("This register was written by a newer version of the program."),
            advice=_("Install the newer version. The register has not been touched."),
        )
    return str(row[0])


def _by_its_tables(source: Damaged) -> str:
    """The newest form, where the tables can be seen at all; those that differ are left out."""
    try:
        source.raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        raise damaged() from error
    return migrate.HEAD


def _fill(engine: Engine, source: Damaged, copy: tuple[Path, bytes] | None) -> Report:
    report = Report()
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("BEGIN IMMEDIATE")
        triggers = _take_triggers(raw)
        tables = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in LEFT_OUT and not name.startswith("sqlite_")
        ]
        for name in tables:
            raw.execute(f'DELETE FROM "{name}"')  # noqa: S608 - our names; its own making is noted
            report.tables.append(_salvaged(raw, source, name))
        if copy is not None:
            with closing(keyed(*copy)) as other:
                for tally in report.tables:
                    _merge(raw, other, tally)
        report.orphans = _empty_orphans(raw)
        for sql in triggers:
            raw.execute(sql)
        raw.execute("COMMIT")
        raw.execute("PRAGMA foreign_keys = ON")
    return report


def _take_triggers(raw: Any) -> list[str]:
    """Triggers stand aside while old rows come back as they were."""
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in found:
        raw.execute(f'DROP TRIGGER "{name}"')
    return [sql for _name, sql in found]


def _salvaged(raw: Any, source: Damaged, table: str) -> Tally:
    tally = Tally(table)
    here = [row[1] for row in raw.execute(f'PRAGMA table_info("{table}")')]
    try:
        there = source.columns(table)
    except sqlcipher.DatabaseError as error:
        _only_damage(error)
        source.reopen()
        return tally
    if there != here:
        return tally
    for row in source.rows(table, tally):
        tally.dropped += 1 - _inserted(raw, table, here, [row])
    return tally


def _inserted(raw: Any, table: str, names: list[str], rows: Iterable[tuple[Any, ...]]) -> int:
    """Rows written; one that would repeat an identity or a number is left out."""
    columns = ", ".join(f'"{name}"' for name in names)
    holes = ", ".join("?" for _name in names)
    into = f'INSERT OR IGNORE INTO "{table}" ({columns}) VALUES ({holes})'  # noqa: S608 - our names
    return sum(raw.execute(into, row).rowcount for row in rows)


def _merge(raw: Any, copy: Any, tally: Tally) -> None:
    """Rows of the copy that are missing, or that are of a later version there."""
    table = tally.table
    about = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
    names = [row[1] for row in about]
    keys = [row[1] for row in about if row[5]]
    if [row[1] for row in copy.execute(f'PRAGMA table_info("{table}")')] != names or not keys:
        return
    at = [names.index(key) for key in keys]
    version = names.index("version") if "version" in names and "id" in keys else None
    told = ", ".join(f'"{key}"' for key in keys) + (', "version"' if version is not None else "")
    have = {
        row[: len(keys)]: row[-1]
        for row in raw.execute(f'SELECT {told} FROM "{table}"')  # noqa: S608 - our names
    }
    for row in copy.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - our names
        key = tuple(row[one] for one in at)
        if key in have and (version is None or have[key] >= row[version]):
            continue
        if key in have:
            where = " AND ".join(f'"{one}" = ?' for one in keys)
            raw.execute(f'DELETE FROM "{table}" WHERE {where}', key)  # noqa: S608 - our names
        tally.from_copy += _inserted(raw, table, names, [row])


def _empty_orphans(raw: Any) -> int:
    """Links whose entry is lost are emptied; the check of the register then names the entries."""
    found = raw.execute("PRAGMA foreign_key_check").fetchall()
    for table, rowid, _parent, number in found:
        links = raw.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        column = next(row[3] for row in links if row[0] == number)
        emptied = f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?'  # noqa: S608 - our names
        raw.execute(emptied, (rowid,))
    return len(found)


def _write_search_keys(engine: Engine) -> None:
    """The words by which women are found, made again from the rows."""
    with explained(), engine.begin() as connection:
        connection.execute(text("DELETE FROM search_key"))
        for cls in registers.ALL:
            table = metadata.tables[cls.register.name]
            waiting: list[dict[str, str]] = []
            for row in connection.execute(select(table)).mappings():
                waiting += [
                    {"register": index, "first": first, "second": second, "entry": row["id"]}
                    for index, first, second in sorted(search.keys(cls.register, dict(row)))
                ]
                if len(waiting) >= BLOCK:
                    connection.execute(search_key.insert(), waiting)
                    waiting = []
            if waiting:
                connection.execute(search_key.insert(), waiting)
