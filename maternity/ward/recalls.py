"""The calls and visits about what is due: the last outcome of each, and a new one begun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from maternity.i18n import _
from maternity.people import Right
from maternity.registers.recall import Recall, RecallOutcome, RecallPurpose
from maternity.ward.story import pregnancy_of

if TYPE_CHECKING:
    from maternity.db.book import Book
    from maternity.ward.due import Due
    from maternity.ward.ward import Ward


def begin_recall(ward: Ward, one: Due) -> Recall:
    """A call or visit about something due, begun now and not kept yet."""
    ward.allow(Right.WRITE)
    entry = ward.begin("recall", one.about)
    if not isinstance(entry, Recall):
        raise TypeError(entry.register.name)
    entry.purpose = RecallPurpose.coded(PURPOSE[one.kind.value])
    return entry


PURPOSE = {
    **{one: one for one in ("contact", "term", "doses", "feedback")},
    **dict.fromkeys(("exposed", "check"), "other"),
}
"""Kind of what is due -> what she is called for; what HIV rules is not told apart."""


def with_outcomes(book: Book, found: Iterable[Due]) -> list[Due]:
    """What is due, each with the last call or visit about it since it was asked for."""
    due = list(found)
    pregnancies = {id(one): pregnancy_of(one.about) for one in due}
    ids = sorted({one.id for one in pregnancies.values() if one is not None})
    last: dict[tuple[str, str], Recall] = {}
    for made in book.linked(Recall, "pregnancy", ids):
        if isinstance(made, Recall) and made.pregnancy is not None:
            key = (made.pregnancy.id, made.plain("purpose"))
            if key not in last or str(made.made_at) >= str(last[key].made_at):
                last[key] = made
    told = []
    for one in due:
        pregnancy = pregnancies[id(one)]
        key = (pregnancy.id if pregnancy is not None else "", PURPOSE[one.kind.value])
        told.append(replace(one, recall=last.get(key)))
    return told


def recall_words(made: Recall | None) -> str:
    """The outcome of a call or visit, with its day and who made it; empty if there was none."""
    if made is None or made.outcome is None or made.made_at is None:
        return ""
    day = f"{made.made_at.day:%d/%m}"
    who = made.made_by.title() if made.made_by is not None else "?"
    if made.outcome is RecallOutcome.WILL_COME and made.expected_on is not None:
        words = _("{day}: will come on {expected} ({who})")
        return words.format(day=day, expected=f"{made.expected_on:%d/%m}", who=who)
    return _("{day}: {outcome} ({who})").format(
        day=day, outcome=made.outcome.words.lower(), who=who
    )
