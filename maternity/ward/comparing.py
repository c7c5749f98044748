"""Two people on one entry: what stands in the register beside what is about to be saved.

The second one to save sees both versions, field by field, and says which stands; nothing is lost:
what is not chosen stays in the history, or goes there as a correction with its reason. What only
one of the two changed is proposed as that one wrote it. An answer changed twice under one name, in
two windows, is shown in the same way; other changes of one's own go together unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from maternity.db.plain import plain_values
from maternity.db.versions import versions
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record
from maternity.ward import discretion
from maternity.ward.entries import told_value

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


@dataclass(frozen=True)
class Difference:
    """A field that the two versions answer differently, in words."""

    record: Record
    name: str
    theirs: str
    mine: str
    they_changed: bool
    i_changed: bool

    @property
    def words(self) -> str:
        """The name of the field."""
        return self.record.register.fields[self.name].words

    @property
    def both(self) -> bool:
        """Whether both changed it, so that a person must choose."""
        return self.they_changed and self.i_changed

    @property
    def takes_theirs(self) -> bool:
        """What is proposed: the answer of the one who changed it."""
        return not self.i_changed


@dataclass(frozen=True)
class Comparison:
    """The two versions of the entries of a form."""

    who: str
    """Who saved the other version last."""
    at: datetime
    differences: list[Difference]
    stored: dict[str, Record] = field(repr=False)

    @property
    def is_clear(self) -> bool:
        """Whether nobody else changed what would be saved."""
        return not any(one.they_changed for one in self.differences)


def compare(ward: Ward, records: Iterable[Record]) -> Comparison:
    """The versions of these entries in the register, beside them; refused where one is cancelled.

    An entry that was hidden from the person is not told about: its stored answer stays.
    """
    ward.allow(Right.READ)
    stored: dict[str, Record] = {}
    found: list[Difference] = []
    who, at = "", datetime.min
    for mine in records:
        if mine.version is None or not _is_there(ward, mine):
            continue
        discretion.may_see(ward, mine.register)
        theirs = ward.book.get(mine.register.name, mine.id)
        discretion.may_read_one(ward, theirs)
        if theirs.version == mine.version:
            continue
        if theirs.voided_at is not None:
            raise _cancelled(theirs)
        stored[mine.id] = theirs
        changed_at = theirs.changed_at or theirs.created_at or datetime.min
        if changed_at >= at:
            who, at = theirs.changed_by or theirs.created_by or "", changed_at
        found += _differences(ward, mine, theirs)
    return Comparison(who, at, found, stored)


def _is_there(ward: Ward, mine: Record) -> bool:
    return bool(ward.book.by_ids(mine.register.name, [mine.id]))


def _differences(ward: Ward, mine: Record, theirs: Record) -> list[Difference]:
    about, me = mine.register, ward.account.name
    own, other = plain_values(mine), plain_values(theirs)
    base, changed, mine_too = dict(other), set[str](), set[str]()
    for row in versions(ward.book, mine.id):  # the newest first
        if row.version <= (mine.version or 0):
            break
        for name, (old, _new) in row.changes.items():
            base[name] = old
            (mine_too if row.who == me else changed).add(name)
    unseen = discretion.reviewed(ward, about)
    again = {name for name in mine_too if own.get(name, "") != base.get(name, "")}
    return [
        Difference(
            mine,
            name,
            told_value(ward.book, about.fields[name], other.get(name, "")),
            told_value(ward.book, about.fields[name], own.get(name, "")),
            they_changed=name in changed or name in again,
            i_changed=own.get(name, "") != base.get(name, ""),
        )
        for name in about.fields
        if name not in unseen and own.get(name, "") != other.get(name, "")
    ]


def settle(
    comparison: Comparison, theirs: Collection[Difference], records: Iterable[Record]
) -> None:
    """Take these answers of the other version into the entries, which are then based on it."""
    for one in theirs:
        source = comparison.stored[one.record.id]
        setattr(one.record, one.name, getattr(source, one.name))
        if one.record.register.fields[one.name].gaps:
            one.record.set_gap(one.name, source.gap(one.name))
    for record in records:
        if record.id in comparison.stored:
            record.version = comparison.stored[record.id].version


def _cancelled(theirs: Record) -> Refused:
    return Refused(
        _(
            "{who} cancelled this entry meanwhile. What you typed stays as a draft: write it as a"
            " new entry, or leave it."
        ).format(who=theirs.voided_by)
    )
