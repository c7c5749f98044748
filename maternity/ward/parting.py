"""Two entries that were made one parted again: exactly what that merge moved goes back.

What was changed since is listed and asked about, entry by entry; what was written since stays where
it was written. Nothing is erased: the history holds the merge and its taking back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from maternity.db.audit import Event
from maternity.db.saving import Kept, keep
from maternity.db.versions import versions
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record
from maternity.registers.woman_merge import MergeState, WomanMerge
from maternity.ward import entries
from maternity.ward.closed import guard
from maternity.ward.copies import before_risk
from maternity.ward.merged import standing
from maternity.ward.proving import check_proven
from maternity.ward.reasons import read_reason
from maternity.ward.second_person import Together, check_second, spend
from maternity.ward.undoing import changed_since, put_back

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Changes = dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Step:
    """An entry that the merge wrote: what of it can go back, and who changed it since."""

    entry: Record
    changes: Changes
    cancelled: bool
    """Whether the merge cancelled it."""
    who: str = ""
    """Who changed it since; empty where nobody did."""


@dataclass(frozen=True)
class Parting:
    """What parting two entries again would do; nothing is written yet."""

    row: WomanMerge
    back: list[Step] = field(default_factory=list)
    """What goes back as it was."""
    asked: list[Step] = field(default_factory=list)
    """What was changed since: a person says of each whether it goes back."""


def plan_parting(ward: Ward, merged: Record) -> Parting:
    """What taking a merge back would do, for who may merge."""
    ward.allow(Right.MERGE)
    row, kept = check_done(ward.book.get(merged.register.name, merged.id))
    if kept.voided_at is not None:
        raise Refused(_said_of_cancelled(ward, kept))
    made = Parting(row)
    for one in _steps(ward, row):
        (made.asked if one.who and not one.cancelled else made.back).append(one)
    return made


def check_done(row: Record) -> tuple[WomanMerge, Record]:
    """The merge and the entry that stays, of two that are one; refused where they are not."""
    if not isinstance(row, WomanMerge) or row.state is not MergeState.DONE or row.kept is None:
        raise Refused(_("These two entries are not one. Refresh her page."))
    return row, row.kept


def _said_of_cancelled(ward: Ward, kept: Record) -> str:
    if standing(ward.book, kept).voided_at is None:
        return _("Her entry was made one with a third one since. Part that one first.")
    return _("The entry that stays was cancelled. These two can be parted no more.")


def _steps(ward: Ward, row: WomanMerge) -> Iterator[Step]:
    for line in (row.moved or "").splitlines():
        register, identity, version, *_stands = line.split()
        entry = ward.book.full(register, identity)
        rows = versions(ward.book, identity)
        merged = next(one for one in rows if one.version == int(version))
        still = {
            name: (old, new)
            for name, (old, new) in merged.changes.items()
            if _plain(entry, name) == new
        }
        later, names = changed_since(ward.book, entry, int(version))
        as_left = not names and all(one.event != "confirm" for one in later)
        cancelled = merged.event == "void"
        untouched = as_left and (entry.voided_at is not None) is cancelled
        yield Step(entry, still, cancelled, "" if untouched else rows[0].who)


def _plain(entry: Record, name: str) -> str:
    about = entry.register
    if name in about.links:
        linked: Any = getattr(entry, name)
        return linked.id if linked is not None else ""
    return entry.plain(name)


def part(ward: Ward, made: Parting, typed: str, *, going: Collection[str] = ()) -> Kept:
    """Part the two entries again, for a reason, with a second person; all or nothing.

    `going` are the identities of those asked about that go back too. A verified copy is made
    before.
    """
    ward.allow(Right.MERGE)
    check_proven(ward)
    check_done(ward.book.get(made.row.register.name, made.row.id))
    _code, told = read_reason(typed)
    approver = check_second(ward, Together.MERGE)
    steps = [*made.back, *(one for one in made.asked if one.entry.id in going)]
    changed = _put_back(ward, steps)
    guard(ward, changed, told)
    before_risk(ward)
    made.row.state, made.row.approved_by = MergeState.UNDONE, approver or None
    kept, emptied = made.row.kept, made.row.emptied
    event = Event(
        "unmerge",
        register="woman",
        entry=kept.id if kept else None,
        reason=told,
        approver=approver or None,
        facts={"emptied": emptied.id if emptied else "", "left": len(made.asked) - len(going)},
    )
    stamp = replace(ward.stamp(told), approver=approver)
    done = keep(ward.book, [*changed, made.row], stamp, event=event)
    spend(ward)
    return done


def _put_back(ward: Ward, steps: list[Step]) -> list[Record]:
    """The entries as they were before, hanging on each other as they are written together."""
    written = {one.entry.id: one.entry for one in steps}
    for one in steps:
        put_back(ward.book, one.entry, one.changes)
        if one.cancelled:
            entries.revive(one.entry)
    for entry in written.values():
        for name in entry.register.links:
            linked = getattr(entry, name)
            if linked is not None and linked.id in written:
                setattr(entry, name, written[linked.id])
    return list(written.values())
