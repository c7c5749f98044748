"""The keys of the chain before the register was given a new data key, kept inside the register.

The rows until each hand-over are verified with the key of their time; the first row after it seals
their head under the key that follows, so that who has an earlier key alone cannot write them anew.
None of them opens anything: a key of the chain is derived from a data key and leads to none.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import Connection, delete, insert, select

from maternity.db.tables import book_fact

FACT = "audit_keys_before"
"""The fact that holds them: the number of the last row of each, and the key."""


def keep(connection: Connection, until: int, key: bytes) -> None:
    """Keep a key of the chain with the number of the last row it seals."""
    told = [*_told(connection), {"until": until, "key": key.hex()}]
    connection.execute(delete(book_fact).where(book_fact.c.name == FACT))
    connection.execute(insert(book_fact).values(name=FACT, value=json.dumps(told)))


def by_row(connection: Connection, now: bytes) -> Callable[[int], bytes]:
    """Which key seals a row, by its number; `now` is the key in force."""
    earlier = [(int(one["until"]), bytes.fromhex(one["key"])) for one in _told(connection)]

    def of(seq: int) -> bytes:
        return next((key for until, key in earlier if seq <= until), now)

    return of


def _told(connection: Connection) -> list[dict[str, str]]:
    held = connection.scalar(select(book_fact.c.value).where(book_fact.c.name == FACT))
    found: list[dict[str, str]] = json.loads(held or "[]")
    return found
