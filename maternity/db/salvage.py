"""What can still be read of a damaged register, page by page, into a new one.

A plain reading stops at the first damaged page. Here each page that can still be opened gives its
rows, whatever became of the pages that lead to it or that describe the tables. What is missing is
taken from the newest copy by identity and version. The damaged file is only read; the new
register says that it was recovered (reference: safety, parts 1 and 12).
"""

from __future__ import annotations

from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, select, text

from maternity import clock, registers
from maternity.db import migrate, raw_salvage, search
from maternity.db.engine import DAMAGE, keyed, open_file
from maternity.db.facts import put_fact
from maternity.db.faults import explained
from maternity.db.pages import Pages
from maternity.db.salvaged import Report, Tally, inserted
from maternity.db.tables import metadata, search_key
from maternity.errors import Unavailable
from maternity.i18n import _

LEFT_OUT = frozenset({"search_key", "alembic_version", "unaudited"})
"""Tables that are made again from the others, or that hold nothing between two transactions."""
RECOVERED = "recovered"
"""The fact that says so of a register, with the moment."""

BLOCK = 500


def salvage(place: Path, key: bytes, target: Path, copy: tuple[Path, bytes] | None) -> Report:
    """A new register at `target`, under the same key, of what is left; `copy` is its payload."""
    with explained(), ExitStack() as undo:
        told = _told_revision(place, key)
        pages = Pages(place, key)
        undo.callback(pages.close)
        revision = raw_salvage.revision(pages, told)
        engine = open_file(target, key, new=True)
        undo.callback(engine.dispose)
        migrate.upgrade(engine, to=revision)
        report = _fill(engine, pages, copy)
        migrate.upgrade(engine)
        _write_search_keys(engine)
        put_fact(engine, RECOVERED, clock.now().isoformat())
    return report


def _told_revision(place: Path, key: bytes) -> str | None:
    """The form the file says it has, once a journal was played back; None where it cannot say."""
    with closing(keyed(place, key)) as raw:
        try:
            row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlcipher.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in UNREADABLE:
                raise
            return None
    if row is None or row[0] not in migrate.known_revisions():
        raise Unavailable(
            _("This register was written by a newer version of the program."),
            advice=_("Install the newer version. The register has not been touched."),
        )
    return str(row[0])


UNREADABLE = {*DAMAGE, sqlcipher.SQLITE_IOERR}


def _fill(engine: Engine, pages: Pages, copy: tuple[Path, bytes] | None) -> Report:
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
        raw_salvage.fill(raw, pages, tables, report)
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
        tally.from_copy += inserted(raw, table, names, [row])


def _empty_orphans(raw: Any) -> int:
    """Links whose entry is lost are emptied; the check of the register then names the entries.

    What is nothing without its link, such as a view of a list of a person, goes with it.
    """
    found = raw.execute("PRAGMA foreign_key_check").fetchall()
    for table, rowid, _parent, number in found:
        links = raw.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        column = next(row[3] for row in links if row[0] == number)
        about = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
        needed = any(row[1] == column and row[3] for row in about)
        act = f'DELETE FROM "{table}"' if needed else f'UPDATE "{table}" SET "{column}" = NULL'  # noqa: S608 - our names
        raw.execute(f"{act} WHERE rowid = ?", (rowid,))
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
