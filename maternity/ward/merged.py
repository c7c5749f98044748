"""Which entry of a woman stands for another that was made one with it; nothing here is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from maternity.db import people
from maternity.db.book import Book
from maternity.people import Right
from maternity.records import Record
from maternity.registers.pregnancy import Pregnancy
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


def standing(book: Book, entry: Record) -> Record:
    """The entry that stands: itself, or the one it was made one with, a woman or a pregnancy."""
    found = entry
    if entry.voided_at is not None and isinstance(entry, Woman):
        found = _of(book, "woman", standing_for(book, [entry.id]).get(entry.id)) or entry
    elif entry.voided_at is not None and isinstance(entry, Pregnancy):
        found = _joined(book, entry) or entry
    return found


def _of(book: Book, register: str, identity: str | None) -> Record | None:
    return None if identity is None else book.get(register, identity)


def _joined(book: Book, pregnancy: Pregnancy) -> Record | None:
    """The pregnancy that a cancelled one was found to be the same as, when two women were one."""
    waiting = {pregnancy.woman.id} if pregnancy.woman is not None else set()
    seen: set[str] = set()
    while waiting:
        seen |= waiting
        rows = list(_done(book, "kept", waiting))
        for row in rows:
            stays = same_as(row).get(pregnancy.id)
            if stays is not None:
                return standing(book, book.get("pregnancy", stays))
        waiting = {one.emptied.id for one in rows if one.emptied is not None} - seen
    return None


def same_as(row: WomanMerge) -> dict[str, str]:
    """What a merge emptied, with what stands for it: the fourth word of its lines."""
    told = (line.split() for line in (row.moved or "").splitlines())
    return {one[1]: one[3] for one in told if len(one) > LINE}


LINE = 3
"""Words of a line of what was moved: register, identity, version; then what stands for it."""


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
    return [
        one
        for one in found.values()
        if one.kept is not None and one.kept.id in waiting and _both_stand(one)
    ]


def _both_stand(one: WomanMerge) -> bool:
    return all(woman is not None and woman.voided_at is None for woman in (one.kept, one.emptied))


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
            if isinstance(above, Woman | Pregnancy) and above.version is not None:
                hers.append((entry, name))
            elif above is not None:
                waiting.append(above)
    gone = dict(_gone(book, [getattr(entry, name) for entry, name in hers]))
    for entry, name in hers:
        stands = gone.get(getattr(entry, name).id)
        if stands is not None:
            setattr(entry, name, stands)


def _gone(book: Book, above: Collection[Record]) -> Iterator[tuple[str, Record]]:
    """Of these entries those that are cancelled by now, each with the one that stands for it."""
    for register in ("woman", "pregnancy"):
        ids = {one.id for one in above if one.register.name == register}
        alive = {row["id"] for row in book.values(register, ids, ("version",))} if ids else set()
        for one in book.by_ids(register, sorted(ids - alive)) if ids - alive else ():
            stands = standing(book, one)
            if stands.voided_at is None:
                yield one.id, stands
