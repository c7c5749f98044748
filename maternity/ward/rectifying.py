"""What stood in an entry first and was corrected: it stays legible beside what stands there now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from maternity.db.versions import versions
from maternity.people import Right
from maternity.records import Record
from maternity.ward.discretion import right_for
from maternity.ward.entries import told_value

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

HIDDEN = frozenset({"hiv", "death"})
"""Fields whose former values stand in the history alone, for who may read it."""


@dataclass(frozen=True)
class Rectified:
    """One corrected answer in words: what stood there, what stands there, who, when and why."""

    field: str
    old: str
    new: str
    who: str
    at: datetime
    reason: str


def rectified(ward: Ward, entry: Record) -> list[Rectified]:
    """The answers of an entry that were replaced, the newest first."""
    ward.allow(right_for(ward.account.role, entry.register, Right.READ))
    if entry.version is None or entry.version == 1:
        return []
    fields = entry.register.fields
    return [
        Rectified(
            fields[name].words,
            told_value(ward.book, fields[name], old),
            told_value(ward.book, fields[name], new),
            row.who,
            row.at,
            row.reason or "",
        )
        for row in versions(ward.book, entry.id)
        if row.event == "update"
        for name, (old, new) in row.changes.items()
        if old and name in fields and fields[name].sensitive not in HIDDEN
    ]
