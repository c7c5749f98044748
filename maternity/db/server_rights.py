"""What the program's roles may do on a server: given by the owner of the tables after each upgrade.

The program writes entries, and adds to the history and to the audit trail, which the triggers
guard with the owner's rights. It makes, changes and drops no table, deletes no entry, and rewrites
nothing of what was written (reference: safety, part 14).
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from maternity.db import triggers
from maternity.db.moved import KEY_FILE
from maternity.db.tables import audit, history, metadata, unaudited

APP, DOOR = "maternity_app", "maternity_door"


def give(connection: Connection) -> None:
    """Give each role its rights, inside the transaction under way; on a server that has them."""
    if connection.dialect.name != "postgresql":
        return
    there = set(connection.scalars(text("SELECT rolname FROM pg_roles")))
    if APP in there:
        for told in _of_the_program():
            connection.exec_driver_sql(told)
    if DOOR in there:
        for told in _of_the_door():
            connection.exec_driver_sql(told)


def _of_the_program() -> Iterator[str]:
    entries = {table.name for table in triggers.guarded()}
    added = {audit.name, history.name}
    for table in metadata.tables.values():
        if table.name == unaudited.name:
            continue  # the triggers alone write it, with the owner's rights
        if table.name in entries:
            rights = "SELECT, INSERT, UPDATE"
        elif table.name in added:
            rights = "SELECT, INSERT"
        else:
            rights = "SELECT, INSERT, UPDATE, DELETE"
        yield f'REVOKE ALL ON "{table.name}" FROM {APP}'
        yield f'GRANT {rights} ON "{table.name}" TO {APP}'
    yield f"GRANT SELECT ON alembic_version TO {APP}"
    yield f"GRANT USAGE ON SEQUENCE {history.name}_seq_seq TO {APP}"


def _of_the_door() -> Iterator[str]:
    yield "DROP VIEW IF EXISTS door"
    yield f"CREATE VIEW door AS SELECT value FROM book_fact WHERE name = '{KEY_FILE}'"  # noqa: S608
    yield f"GRANT SELECT ON door TO {DOOR}"
