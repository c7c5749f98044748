"""An upgrade that fails, after whichever statement, leaves the old register as it was."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from maternity.db import migrate

REVISIONS = sorted(migrate.known_revisions())
LEAST_STATEMENTS = 10
"""No upgrade is done with fewer: else nothing was tried."""


@pytest.fixture(autouse=True, scope="module")
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The revisions are read some thousand times here, and compiled once."""
    before = sys.dont_write_bytecode, sys.pycache_prefix
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(tmp_path_factory.mktemp("compiled"))
    yield
    sys.dont_write_bytecode, sys.pycache_prefix = before


class Cut(Exception):
    """The failure that is put in."""


WHOLE_EVERY = 5
"""So often the whole book is compared, table by table; its revision each time."""
OF_THE_REVISION, OF_THE_GUARDS = 120, 61
"""Every statement of a revision is tried; of the hundreds that set the guards anew, some."""


def steps() -> Iterator[int]:
    """The statements after which the power goes, one after the other."""
    return chain(range(1, OF_THE_REVISION), count(OF_THE_REVISION, OF_THE_GUARDS))


@contextmanager
def failing(engine: Engine, after: int) -> Iterator[None]:
    """Let the statement of a number be the last."""
    run = 0

    def tell(*_told: object) -> None:
        nonlocal run
        run += 1
        if run == after:
            raise Cut

    event.listen(engine, "after_cursor_execute", tell)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", tell)


FORM = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master",
    "postgresql": """
        SELECT 'table' AS type, table_name AS name, '' AS told FROM information_schema.tables
            WHERE table_schema = 'public'
        UNION ALL SELECT 'column', table_name || '.' || column_name,
            concat_ws(' ', data_type, is_nullable, column_default)
            FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname,
            pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
            FROM pg_trigger WHERE NOT tgisinternal""",
}
"""The whole form of a book as each backend tells it."""


def picture(engine: Engine) -> Any:
    """Everything that can be said of a book: its form, its guards and its rows."""
    with engine.connect() as connection:
        form = {tuple(row) for row in connection.execute(text(FORM[engine.dialect.name]))}
        names = sorted(name for kind, name, _told in form if kind == "table")
        assert "village" in names
        counts = [f'SELECT \'{name}\' AS "table", count(*) FROM "{name}"' for name in names]
        rows = {tuple(row) for row in connection.execute(text(" UNION ALL ".join(counts)))}
        return form, rows, migrate.revision(connection)


def revision_of(engine: Engine) -> str | None:
    """The revision a book says it is at."""
    with engine.connect() as connection:
        return migrate.revision(connection)


def begun(engine: Engine, revision: str) -> None:
    """A book of a revision with rows in it."""
    migrate.upgrade(engine, to=revision)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO village (id, version, created_at, created_by, name, in_catchment) "
                "VALUES ('v', 1, '2026-11-26 10:00:00', 'x', 'Sikoro', 'yes')"
            )
        )


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_a_failure_after_any_statement_leaves_the_old_book(
    empty: Engine, revision: str, backend: str, record_property: Callable[[str, object], None]
) -> None:
    tried = 0
    begun(empty, revision)
    before, following = picture(empty), REVISIONS[REVISIONS.index(revision) + 1]
    for after in steps():
        tried += 1
        with failing(empty, after):
            try:
                migrate.upgrade(empty, to=following)
            except Cut:
                empty.dispose()  # as the program does: whoever opens it next reads the file anew
                assert after % WHOLE_EVERY or picture(empty) == before, f"statement {after}"
                assert revision_of(empty) == revision, f"statement {after}"
            else:
                break
    record_property(backend, tried - 1)
    assert after > LEAST_STATEMENTS
    assert picture(empty)[2] == following
    migrate.upgrade(empty)
    assert migrate.state(empty) is migrate.State.CURRENT
