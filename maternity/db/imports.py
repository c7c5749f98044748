"""Past imports, read from the audit trail: each event, the rows it wrote, and its undoing.

An import is one event; the rows of the trail that follow it, as many as it says, are its entries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Engine, Row, select

from maternity.db.faults import explained
from maternity.db.journal import together
from maternity.db.tables import audit, history

TAKEN, UNDONE = "import", "import_undone"


def past(engine: Engine) -> list[Row[Any]]:
    """The imports that tell what they wrote, the newest first."""
    asked = select(audit).where(audit.c.event == TAKEN).order_by(audit.c.seq.desc())
    with explained(), engine.connect() as connection:
        return [row for row in connection.execute(asked) if (row.facts or {}).get("entries")]


def undone(engine: Engine) -> dict[int, Row[Any]]:
    """The newest undoing of each import, by the number of the import's event."""
    asked = select(audit).where(audit.c.event == UNDONE).order_by(audit.c.seq)
    with explained(), engine.connect() as connection:
        return {int(row.facts["import"]): row for row in connection.execute(asked)}


def written(engine: Engine, seq: int, entries: int) -> Sequence[Row[Any]]:
    """The rows of the trail that an import wrote, each with the changes its history holds."""
    asked = (
        select(audit, history.c.changes)
        .select_from(audit.join(history, together()))
        .where(audit.c.seq > seq, audit.c.seq <= seq + entries)
        .order_by(audit.c.seq)
    )
    with explained(), engine.connect() as connection:
        return connection.execute(asked).all()
