"""Whether the audit trail is as it was written: its chain, its numbers, and what it seals.

The chain shows a row that was edited, taken out of the middle, put in, or moved. A tail that was
cut off and a chain made anew with the key agree with themselves: only an anchor that lies elsewhere
(on paper, in a copy) shows these two.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, func, select

from maternity.db import audit as trail
from maternity.db import earlier_keys
from maternity.db.journal import together
from maternity.db.tables import audit, history

AT_ONCE = 1000
"""Rows read at a time."""


class Kind(Enum):
    """How the trail does not agree with itself or with an anchor."""

    ROW = "row"
    """A row, or its row of the history, is not as it was written."""
    NUMBER = "number"
    """A number is missing or stands twice: rows were taken out, put in or moved."""
    ANCHOR = "anchor"
    """The row an anchor names is not there, or is another one."""
    BEFORE = "before"
    """The history from before the trail began is not as it was then."""


@dataclass(frozen=True)
class Break:
    """A place where the trail was altered."""

    kind: Kind
    seq: int


def verify(connection: Connection, anchors: Iterable[trail.Anchor] = ()) -> list[Break]:
    """All places where the trail was altered; with anchors also a tail that is missing."""
    key_of = earlier_keys.by_row(connection, trail.key_of(connection))
    waiting = {anchor.seq: anchor.head12 for anchor in anchors if anchor.seq}
    found: list[Break] = []
    expected, previous = 1, trail.BEGINNING
    for row in _rows(connection):
        if row["seq"] != expected:
            found.append(Break(Kind.NUMBER, row["seq"]))
        whole = trail.sealed(key_of(row["seq"]), row, _written(row))
        if row["previous"] != previous or not hmac.compare_digest(row["hash"], whole):
            found.append(Break(Kind.ROW, row["seq"]))
        if waiting.pop(row["seq"], row["hash"][: trail.SHOWN]) != row["hash"][: trail.SHOWN]:
            found.append(Break(Kind.ANCHOR, row["seq"]))
        if row["event"] == BEGUN and not _as_it_was(connection, row["facts"] or {}):
            found.append(Break(Kind.BEFORE, row["seq"]))
        expected, previous = row["seq"] + 1, row["hash"]
    return found + [Break(Kind.ANCHOR, seq) for seq in sorted(waiting)]


def unsealed(connection: Connection) -> int:
    """How many rows of the history no event of the trail seals, beside those from before it."""
    begun = connection.execute(select(audit.c.facts).where(audit.c.event == BEGUN)).scalars().all()
    last = max((facts["last"] for facts in begun), default=0)
    asked = (
        select(func.count())
        .select_from(history.outerjoin(audit, together()))
        .where(audit.c.seq.is_(None), history.c.seq > last)
    )
    return connection.scalar(asked) or 0


BEGUN = "migration"
"""The event that seals the history there was before the trail."""


def migrated(connection: Connection, before: str | None, after: str) -> None:
    """Say that the register was brought to another form; the first time, seal what it held."""
    last, digest = _history_until(connection, None)
    first = trail.head(connection) == trail.Anchor()
    held = {"last": last, "digest": digest} if first else {"last": 0, "digest": ""}
    trail.record(connection, BEGUN, facts={"from": before or "", "to": after, **held})


def _as_it_was(connection: Connection, facts: dict[str, Any]) -> bool:
    if not facts.get("last"):
        return True
    return _history_until(connection, facts["last"]) == (facts["last"], facts["digest"])


def _history_until(connection: Connection, last: int | None) -> tuple[int, str]:
    """The last number of the history, and the digest of all its rows until there."""
    found, told = hashlib.sha256(), 0
    asked = select(history).order_by(history.c.seq)
    if last is not None:
        asked = asked.where(history.c.seq <= last)
    for row in connection.execute(asked).mappings().yield_per(AT_ONCE):
        told = row["seq"]
        line = {**row, "at": row["at"].isoformat()}
        found.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode())
    return told, found.hexdigest()


def _rows(connection: Connection) -> Iterator[Any]:
    """Every row of the trail with its row of the history, by number."""
    beside = [history.c[name].label(f"of_{name}") for name in trail.WITH_IT]
    asked = (
        select(audit, *beside)
        .select_from(audit.outerjoin(history, together()))
        .order_by(audit.c.seq)
    )
    yield from connection.execute(asked).mappings().yield_per(AT_ONCE)


def _written(row: Any) -> dict[str, Any] | None:
    if row["version_to"] is None:
        return None
    return {name: row[f"of_{name}"] for name in trail.WITH_IT}
