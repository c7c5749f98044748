"""New registers made quickly: the empty tables are copied from one that was made once.

What a new register says of its own making is written as ever, under its own key.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Engine

from maternity.db import engine as engines
from maternity.db import migrate, seal

KEY = bytes(range(32))
whole_upgrade = migrate.upgrade


@cache
def _ready() -> Any:
    """The raw connection of a register at the last revision, without a word in its trail."""
    folder = Path(tempfile.mkdtemp(prefix="maternity-ready-"))
    engine = engines.open_file(folder / engines.BOOK_NAME, KEY, new=True)
    with mock.patch.object(seal, "migrated"):
        whole_upgrade(engine)
    connection = engine.raw_connection()

    def leave() -> None:
        connection.close()
        engine.dispose()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(leave)
    return connection.dbapi_connection


def _upgrade(engine: Engine, **asked: Any) -> None:
    if (
        set(asked.values()) - {migrate.HEAD}
        or engine.dialect.name != "sqlite"
        or migrate.state(engine) is not migrate.State.EMPTY
    ):
        whole_upgrade(engine, **asked)
        return
    with engine.connect() as connection:
        _ready().backup(connection.connection.dbapi_connection)
    with engine.begin() as connection:
        seal.migrated(connection, None, migrate.HEAD)


@contextmanager
def quickly() -> Iterator[None]:
    """Make new registers from the ready one; older ones are upgraded as ever."""
    with mock.patch.object(migrate, "upgrade", _upgrade):
        yield
