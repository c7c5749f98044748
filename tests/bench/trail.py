"""A register of the volume with the history and the audit trail it would have had.

The rows of the volume are written straight into their tables. Here each gets the version and the
event of its making, chained as the program chains them: what a copy has to check.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from maternity import clock, registers
from maternity.db import audit as chain
from maternity.db import triggers
from maternity.db.plain import plain_row
from maternity.db.tables import audit, history, metadata
from maternity.records import Register
from maternity.ward.demo import NAME
from tests.bench import volume

AT_ONCE = 2000


def made(folder: Path, births: int) -> Path:
    """The folder of such a register; what is there already is used again."""
    place = folder / f"{births}-trail"
    if not (place / "whole").exists():
        shutil.rmtree(place, ignore_errors=True)
        plain = volume.made(folder, births, lambda _done: None)
        shutil.copytree(plain, place / "register")
        ward = volume.opened(place / "register")
        with ward.book.engine.begin() as connection:
            _tell(connection)
        ward.close()
        (place / "whole").touch()
    return place / "register"


def _tell(connection: Connection) -> None:
    triggers.clear(connection)
    for table in (audit, history):
        connection.execute(delete(table))
    for cls in registers.ALL:
        _tell_of(connection, cls.register)
    triggers.install(connection)


def _tell_of(connection: Connection, about: Register) -> None:
    table = metadata.tables[about.name]
    connection.execute(update(table).values(version=1, changed_at=None, changed_by=None))
    rows = [dict(row) for row in connection.execute(select(table)).mappings()]
    for at in range(0, len(rows), AT_ONCE):
        told = [_first(about, row) for row in rows[at : at + AT_ONCE]]
        connection.execute(insert(history), told)
        chain.record_all(connection, [_event(one) for one in told])


def _first(about: Register, row: dict[str, Any]) -> dict[str, Any]:
    """The first version of an entry, as the history holds it."""
    return {
        "at": clock.now(),
        "who": NAME,
        "event": "create",
        "register": about.name,
        "entry": row["id"],
        "version": 1,
        "changes": {name: ["", value] for name, value in plain_row(about, row).items()},
        "reason": None,
    }


def _event(told: dict[str, Any]) -> chain.Event:
    return chain.Event(
        "create", register=told["register"], entry=told["entry"], version_to=1, written=told
    )
