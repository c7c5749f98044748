"""Bring a book to the form this program knows: copy, upgrade in one transaction, check.

A newer book is refused untouched. A failure at any statement leaves the old book as it was.
Alembic is imported only when there is something to do: reading the revision is plain SQL.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from maternity import paths
from maternity.db import audit, seal, server_rights, triggers, upgraded
from maternity.db.faults import explained
from maternity.errors import Unavailable
from maternity.i18n import _

HEAD = "0014"
"""The revision this program knows; a test keeps it equal to the last script."""

LOCK = 0x4D415445


class State(Enum):
    """How a book stands to the program."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def revision(connection: Connection) -> str | None:
    """The revision a book is at, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def state(engine: Engine) -> State:
    """How the book stands to this program."""
    with explained(), engine.connect() as connection:
        found = revision(connection)
    if found is None:
        return State.EMPTY
    if found == HEAD:
        return State.CURRENT
    return State.OLDER if found in known_revisions() else State.NEWER


def known_revisions() -> set[str]:
    """The revisions whose scripts this program has."""
    files = (paths.migrations() / "versions").glob("*.py")
    return {file.stem.partition("_")[0] for file in files}


def upgrade(engine: Engine, *, to: str = "head", script: Path | None = None) -> None:
    """Run the missing revisions in one transaction; nothing changes if one of them fails.

    A book that has them all is left alone: its triggers are proven at the opening, not mended.
    """
    found = state(engine)
    if found is State.CURRENT and script is None:
        return
    if found is State.NEWER:
        raise Unavailable(
            _("This register was written by a newer version of the program."),
            advice=_("Install the newer version. The register has not been touched."),
        )
    with explained(), engine.connect() as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                _lock(connection)
                before, rows = revision(connection), upgraded.rows(connection)
                triggers.clear(connection)
                _run(connection, to, script or paths.migrations())
                _no_orphans(connection)
                if upgraded.lost_or_made(connection, rows):
                    raise _not_brought()
                _guard(connection, before)
        finally:
            _foreign_keys(connection, on=True)


def _guard(connection: Connection, before: str | None) -> None:
    """Set the net under the audit trail anew, and say there what was done."""
    after = revision(connection)
    if after == HEAD:
        if upgraded.not_as_declared(connection):
            raise _not_brought()
        triggers.install(connection)
        server_rights.give(connection)
        audit.seat(connection.engine).schema = ""
        if after != before:
            seal.migrated(connection, before, after)


def make_tables(connection: Connection, form: str = HEAD) -> None:
    """The empty tables of a form, without guards, in the transaction under way."""
    _lock(connection)
    _run(connection, form, paths.migrations())


def _run(connection: Connection, to: str, script: Path, **more: Any) -> None:
    from alembic import command  # noqa: PLC0415 - costly, and needed only here
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection, **more})
    config.set_main_option("script_location", str(script).replace("%", "%%"))
    command.upgrade(config, to)


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """Batch rebuilds fail with foreign keys on; the switch works only outside a transaction."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")  # type: ignore[union-attr]


def _no_orphans(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
        if rows:
            raise _not_brought()


def _not_brought() -> Unavailable:
    return Unavailable(
        _("The register could not be brought to the new form. It has not been touched."),
        advice=_("Keep using the former version and ask for help."),
    )
