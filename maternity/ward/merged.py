"""Which entry of a woman stands for another that was made one with it; nothing here is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from maternity.db import people
from maternity.db.book import Book
from maternity.people import Right
from maternity.records import Record
from maternity.registers.woman import Woman
from maternity.registers.woman_merge import MergeState, WomanMerge

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

PROPOSED = "merge_proposed"
"""The kind of notice that asks the head to make two entries one."""


def standing_for(book: Book, ids: Collection[str]) -> dict[str, str]:
    """The entry that stands for each of these that was made one with another, by identity."""
    found: dict[str, str] = {}
    waiting = set(ids)
    while waiting:
        step = {
            one.emptied.id: one.kept.id
            for one in _done(book, "emptied", waiting)
            if one.emptied is not None and one.kept is not None
        }
        found |= step
        waiting = set(step.values()) - found.keys()
    return {one: _last(found, one) for one in ids if one in found}


def _last(found: dict[str, str], identity: str) -> str:
    seen = {identity}
    while identity in found and found[identity] not in seen:
        identity = found[identity]
        seen.add(identity)
    return identity


def _done(book: Book, link: str, ids: Collection[str]) -> Iterator[WomanMerge]:
    for one in book.linked(WomanMerge, link, ids):
        if isinstance(one, WomanMerge) and one.state is MergeState.DONE:
            yield one


def standing(book: Book, woman: Record) -> Record:
    """The entry of a woman that stands: herself, or the one her entry was made one with."""
    if woman.voided_at is None or not isinstance(woman, Woman):
        return woman
    other = standing_for(book, [woman.id]).get(woman.id)
    return woman if other is None else book.get("woman", other)


def merges_of(ward: Ward, woman: Record) -> list[WomanMerge]:
    """The entries that were made one with a woman's, the oldest first."""
    ward.allow(Right.READ)
    return list(_done(ward.book, "kept", [woman.id]))


def proposals(ward: Ward, woman: Record) -> list[WomanMerge]:
    """What is proposed of a woman's entry and was not decided yet."""
    ward.allow(Right.READ)
    waiting = {one.entry for one in people.notices(ward.book, PROPOSED)}
    found = {
        one.id: one
        for link in ("kept", "emptied")
        for one in ward.book.linked(WomanMerge, link, [woman.id])
        if isinstance(one, WomanMerge) and one.state is MergeState.PROPOSED
    }
    return [one for one in found.values() if one.kept is not None and one.kept.id in waiting]


def follow(book: Book, kept: Iterable[Record]) -> None:
    """What is new under an entry that was made one with another goes under the one that stands.

    A form begun before, or on another computer, may still hold the entry that was emptied.
    """
    waiting, seen = list(kept), set()
    hers: list[tuple[Record, str]] = []
    while waiting:
        entry = waiting.pop()
        if entry.id in seen or entry.version is not None:
            continue
        seen.add(entry.id)
        for name in entry.register.links:
            above = getattr(entry, name)
            if isinstance(above, Woman) and above.version is not None:
                hers.append((entry, name))
            elif above is not None:
                waiting.append(above)
    found = standing_for(book, {getattr(entry, name).id for entry, name in hers}) if hers else {}
    for entry, name in hers:
        stands = found.get(getattr(entry, name).id)
        if stands is not None:
            setattr(entry, name, book.get("woman", stands))
