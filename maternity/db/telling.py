"""What a save tells beside the entries: the audit trail, and the first author of what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert

from maternity.db import audit
from maternity.db.tables import notice
from maternity.records import new_id

if TYPE_CHECKING:
    from maternity.db.saving import Stamp, Writing


def write_trail(
    connection: Connection,
    works: Sequence[tuple[Writing, dict[str, Any]]],
    stamp: Stamp,
    event: audit.Event | None,
) -> None:
    """A row of the audit for each entry, after its row of the history, all in one statement."""
    events = [_counting(event, len(works))] if event is not None else []
    for work, written in works:
        old = work.old or {}
        facts = {
            name: work.row[name]
            for name in ("confirmed", "source_id")
            if (work.row[name] or None) != (old.get(name) or None)
        }
        events.append(
            audit.Event(
                written["event"],
                register=work.about.name,
                entry=work.entry.id,
                version_from=old.get("version"),
                version_to=work.row["version"],
                written=written,
                reason_code=stamp.code or None,
                reason=stamp.reason or None,
                approver=stamp.approver or None,
                facts=facts or None,
                who=stamp.who,
            )
        )
    if events:
        audit.record_all(connection, events)


def _counting(event: audit.Event, entries: int) -> audit.Event:
    """The event with how many entries it wrote, where it tells: their rows follow its own."""
    facts = event.facts or {}
    return replace(event, facts={**facts, "entries": entries}) if "entries" in facts else event


def tell_first_authors(connection: Connection, works: Sequence[Writing], stamp: Stamp) -> None:
    """Who wrote an entry first is told that a colleague corrected it, and why."""
    rows = [
        {
            "id": new_id(),
            "at": stamp.at,
            "who": stamp.who,
            "kind": "rectified",
            "told_to": work.old["created_by"],
            "register": work.about.name,
            "entry": work.entry.id,
            "reason": stamp.reason,
        }
        for work in works
        if stamp.reason and work.old is not None and work.old["created_by"] != stamp.who
    ]
    if rows:
        connection.execute(insert(notice), rows)
