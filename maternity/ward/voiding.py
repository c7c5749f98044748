"""Cancelling an entry: it stays in the register, struck through, with its reason.

A death that never was is cancelled with all that said so because of it: the woman, or the child,
is alive again on the board, in what is due and in the returns. What stood there keeps its history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from maternity.conditions import parse
from maternity.db.book import Book
from maternity.db.saving import keep
from maternity.db.versions import versions
from maternity.errors import Refused, Unavailable
from maternity.people import Right
from maternity.records import Record, child_of
from maternity.ward import entries, in_force
from maternity.ward.closed import guard
from maternity.ward.noticing import settle_proposals
from maternity.ward.reasons import check_reason
from maternity.ward.undoing import put_back

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

DIED = "died"
HERS = "subject != newborn"
"""A stay of the woman's own."""

SAID_SO: dict[str, tuple[tuple[str, str, str, str], ...]] = {
    "maternal_death": (
        ("admission", "", "outcome", HERS),
        ("pregnancy", "admissions", "outcome", HERS),
    ),
    "perinatal_death": (
        ("newborn", "", "discharge_state", ""),
        ("newborn", "stays", "outcome", ""),
        ("newborn", "newborn_checks", "state", ""),
    ),
}
"""Register of deaths -> where else it stands: a link, a list beyond, the answer, of which."""

WHOSE = {"maternal_death": "pregnancy", "perinatal_death": "newborn"}
"""Register of deaths -> the link to who died."""


def void(ward: Ward, entry: Record, reason: str, *, with_children: bool = False) -> None:
    """Cancel an entry with its reason; nothing is deleted, and nothing is left hanging."""
    ward.allow(Right.VOID)
    guard(ward, [entry], reason)
    children = entries.hanging_on(ward.book, entry)
    if children and not with_children:
        raise entries.asked_about(children)
    marked: list[Record] = []
    try:
        for one in (entry, *children):
            entries.void(one, reason, ward.account.name or "")
            marked.append(one)
        alive = list(alive_again(ward.book, marked))
        guard(ward, alive, reason)
        kept = [*marked, *alive]
        keep(ward.book, kept, ward.stamp(check_reason(reason), kept=kept))
        settle_proposals(ward, marked)
        in_force.renew(ward, kept)
    except (Refused, Unavailable):
        for one in marked:
            entries.revive(one)
        raise


def alive_again(book: Book, cancelled: Sequence[Record]) -> Iterator[Record]:
    """The entries that said a person died, as they stood before, once her death is cancelled."""
    gone = {one.id for one in cancelled}
    seen: set[str] = set()
    for death in cancelled:
        places = SAID_SO.get(death.register.name, ())
        if not places or _is_dead(book, death, gone):
            continue
        for link, back, answer, which in places:
            for one in _beyond(book, death, link, back):
                own = parse(which).judge(one.look) is not False
                if own and one.id not in gone | seen and one.plain(answer) == DIED:
                    seen.add(one.id)
                    _take_back(book, one, answer)
                    yield one


def _is_dead(book: Book, death: Record, gone: set[str]) -> bool:
    """Whether a death of the same person is written that is not cancelled."""
    link = WHOSE[death.register.name]
    owner = getattr(death, link, None)
    same = book.linked(type(death), link, [owner.id]) if owner is not None else []
    return any(one.id not in gone for one in same)


def _beyond(book: Book, death: Record, link: str, back: str) -> Iterator[Record]:
    at: Any = getattr(death, link, None)
    if at is None:
        return
    about = at.register
    if not back:
        yield from (one for one in book.by_ids(about.name, [at.id]) if one.voided_at is None)
        return
    yield from book.linked(child_of(type(at), back), about.backs[back], [at.id])


def _take_back(book: Book, one: Record, answer: str) -> None:
    """What the entry said before the version that wrote the death, of all which that one wrote."""
    for row in versions(book, one.id):
        if row.changes.get(answer, ("", ""))[1] == DIED:
            before = {name: told for name, told in row.changes.items() if name in ENDING}
            put_back(book, one, before)
            return


ENDING = frozenset({"outcome", "state", "discharge_state", "discharged_at"})
"""The answers that a death ends something with; the rest of what was written then stays."""
