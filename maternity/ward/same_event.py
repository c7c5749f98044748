"""Entries that share what only one may have: perhaps one event, written twice.

Whoever writes in a form is asked about it once, before it is kept, and never refused.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Shared = tuple[Hashable, ...]
"""What an entry holds in the fields that no second one shares."""


@dataclass(frozen=True)
class Twice:
    """An entry about to be kept, and the one that has the same already: perhaps the same event."""

    entry: Record
    other: Record

    @property
    def field(self) -> str:
        """The field by which both are known, and under which the answer is kept."""
        return self.entry.register.one_of[-1]

    @property
    def words(self) -> str:
        """What both have, and which entry the other is; nobody's name."""
        about = self.entry.register
        number = getattr(self.other, about.serial.name, None) if about.serial else None
        told = f"{about.one_words} n° {number}" if number else about.one_words
        day = self.other.shown(about.dated) if about.dated else ""
        return _("Another entry has the same “{fields}”: {entry}.").format(
            fields=", ".join(about.fields[one].words for one in about.one_of),
            entry=", ".join(one for one in (told, day) if one),
        )


def written_twice(ward: Ward, kept: Sequence[Record]) -> list[Twice]:
    """Of the entries about to be kept, those that may be an event written already.

    Somebody who said « both are right » of an entry is not asked again while it stays so.
    """
    return [found for cls in {type(one) for one in kept} for found in _twice(ward, cls, kept)]


def _twice(ward: Ward, cls: type[Record], kept: Sequence[Record]) -> Iterator[Twice]:
    if not cls.register.one_of:
        return
    ward.allow(Right.WRITE)
    mine = [one for one in kept if type(one) is cls and one.voided_at is None]
    known = {one.id: one for one in (*stored_beside(ward, mine), *mine)}
    first: dict[Shared, Record] = {}
    for entry in known.values():
        shared = shared_by(entry)
        other = first.setdefault(shared, entry) if shared is not None else entry
        asked = next((one for one in (entry, other) if one in mine), None)
        if other is not entry and asked is not None and not _is_right(asked):
            yield Twice(asked, other if asked is entry else entry)


def _is_right(entry: Record) -> bool:
    """Whether somebody said so of what stands there now."""
    name = entry.register.one_of[-1]
    return (entry.confirmed or {}).get(name) == entry.plain(name)


def stored_beside(ward: Ward, coming: list[Record]) -> list[Record]:
    """What stands in the register beside these, and is not one of them; the oldest first."""
    if not coming:
        return []
    cls = type(coming[0])
    link = next(name for name in cls.register.one_of if name in cls.register.links)
    above = {
        parent.id
        for one in coming
        if (parent := getattr(one, link)) is not None and parent.version is not None
    }
    mine = {one.id for one in coming if one.version is None}
    stored = ward.book.linked(cls, link, sorted(above)) if above else []
    return sorted((one for one in stored if one.id not in mine), key=lambda one: one.id)


def shared_by(entry: Record) -> Shared | None:
    """What it shares with no other; None while one of the fields is empty."""
    held = tuple(getattr(entry, name) for name in entry.register.one_of)
    return None if None in held else held
