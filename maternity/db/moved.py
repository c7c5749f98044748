"""A register that went elsewhere: it says where, and is neither opened nor written any more.

There is never a second register that nobody knows of: the mark is set before the other place may
be used, and what writes on a server looks at it in the same transaction.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from maternity.db.faults import explained
from maternity.db.tables import book_fact
from maternity.errors import Unavailable
from maternity.i18n import _

KEY_FILE = "key_file"
"""The fact that holds the key file of a register on a server, from which each computer takes it."""
MOVED = "moved_to"
"""The fact that says where a register went, and when."""
DISTRICT_FILES = "district_files"
"""The fact that holds the district's files of a register on a server; elsewhere a folder does."""
OF_ONE_PLACE = (KEY_FILE, MOVED, DISTRICT_FILES, "audit_key")
"""Facts of the place a register lies in, which do not go with it."""


def mark(connection: Connection, where: str, at: datetime) -> str:
    """Say in a register that it is now elsewhere, in the transaction under way; what it says."""
    told = json.dumps({"where": where, "at": at.isoformat()}, ensure_ascii=False)
    unmark(connection)
    connection.execute(insert(book_fact).values(name=MOVED, value=told))
    return told


def unmark(connection: Connection) -> None:
    """Take the mark back: the register did not go."""
    connection.execute(delete(book_fact).where(book_fact.c.name == MOVED))


def refusal(told: str) -> Unavailable:
    """Why a register that went elsewhere is not opened here."""
    known = json.loads(told)
    return Unavailable(
        _("This register was moved to {where} on {day}. It is written there alone.").format(
            where=known["where"], day=f"{datetime.fromisoformat(known['at']):%d/%m/%Y}"
        ),
        advice=_("Open it there. If the move was cut off, run the same move once more."),
    )


def mark_of(engine: Engine) -> str:
    """What a register says of where it went; empty while it is here."""
    asked = select(book_fact.c.value).where(book_fact.c.name == MOVED)
    with explained(), engine.connect() as connection:
        return connection.scalar(asked) or ""
