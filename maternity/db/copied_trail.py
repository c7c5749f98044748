"""Whether the audit trail inside a copy is as it was written, asked before the copy is trusted.

The pages of a copy may be whole, its rows as many as they should be, and a row of the trail still
be another one: somebody with other tools altered it before or after. The chain shows it, under the
key that only the data key of the register gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, inspect

from maternity.db import audit as trail
from maternity.db import keys, seal
from maternity.db.engine import open_file
from maternity.db.faults import explained
from maternity.db.tables import audit, history
from maternity.errors import Unavailable
from maternity.i18n import _


def agrees(place: Path, own_key: bytes, data_key: bytes, anchor: str = "") -> bool:
    """Whether the trail of a register file under this key agrees with itself and its anchor.

    A file from before the trail began, or of another form of it, has none to ask.
    """
    engine = open_file(place, own_key)
    trail.seat(engine).key = keys.derived(data_key, "audit")
    try:
        with explained(), engine.connect() as connection:
            if not _has_trail(connection):
                return True
            return not seal.verify(connection, _anchors(anchor))
    finally:
        engine.dispose()


def prove(place: Path, own_key: bytes, data_key: bytes, anchor: str = "") -> None:
    """Refuse a register file whose trail does not agree."""
    if not agrees(place, own_key, data_key, anchor):
        raise altered()


def altered() -> Unavailable:
    """The trail was altered: the copy is not one to rely on."""
    return Unavailable(
        _(
            "The audit trail inside this copy is not as it was written: somebody altered it with"
            " other tools, or the disk failed. The copy is not verified."
        ),
        advice=_("Keep the older copies, have the register checked, and tell the head."),
    )


def _anchors(told: str) -> Iterable[trail.Anchor]:
    number, _dash, signs = told.partition("-")
    return [trail.Anchor(int(number), signs)] if number.isdecimal() else []


def _has_trail(connection: Connection) -> bool:
    seen = inspect(connection)
    for table in (audit, history):
        there = seen.get_columns(table.name) if seen.has_table(table.name) else []
        if {column.name for column in table.c} - {told["name"] for told in there}:
            return False
    return True
