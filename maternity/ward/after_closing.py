"""Entries written, corrected or cancelled after a return of their month was closed, told in words.

While the return that stands does not hold the change, it is pending; once the month was opened and
closed again, the change is in that amended return (reference: safety, part 11).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from maternity.db import versions
from maternity.db.book import Query
from maternity.i18n import _
from maternity.records import Record
from maternity.ward.closed import MOST, own_days

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


@dataclass(frozen=True)
class Closing:
    """A closing of a return of a month: which edition, and where it stands in the history."""

    edition: int
    number: int
    """Of its first line in the history: what was written later has a higher one."""


def marks(ward: Ward, entries: Sequence[Record]) -> dict[str, str]:
    """The words of each entry that changed after a closing of its month, by its identity."""
    changed = [one for one in entries if _changed_later(one)]
    months = _closings(ward) if changed else {}
    last = versions.numbers(ward.book, [one.id for one in changed]) if months else {}
    told = {}
    for entry in changed:
        words = [
            said
            for month in sorted({day.replace(day=1) for day in own_days(entry)})
            if (said := _words(month, months.get(month, {}).values(), last.get(entry.id, 0)))
        ]
        if words:
            told[entry.id] = words[0]
    return told


def _changed_later(entry: Record) -> bool:
    """Whether an entry was last written after a month that it belongs to was over.

    Or before it can have been: the clock was wrong, and only the history knows.
    """
    at = entry.changed_at or entry.created_at
    if at is None or entry.register.setup:
        return False
    this_month = at.date().replace(day=1)
    return any(day < this_month or day > at.date() for day in own_days(entry))


def _closings(ward: Ward) -> dict[date, dict[str, list[Closing]]]:
    """The closings of each month, by their return, in the order in which they were made."""
    ids = ward.book.ids(Query("month_closing", limit=MOST))
    names = ("month_on", "return_form", "edition")
    rows = ward.book.values("month_closing", ids, names) if ids else []
    first = versions.numbers(ward.book, ids, first=True)
    found: dict[date, dict[str, list[Closing]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: row["edition"] or 0):
        one = Closing(row["edition"] or 1, first.get(row["id"], 0))
        found[row["month_on"]][row["return_form"]].append(one)
    return found


def _words(month: date, forms: Iterable[list[Closing]], number: int) -> str:
    """What is told of a change of that number; of several returns, first what is still pending."""
    editions = [edition for made in forms for edition in _edition(made, number)]
    if None in editions:
        words = _("△ pending ({month} is closed)")
        return words.format(month=f"{month:%m/%Y}")
    known = [edition for edition in editions if edition is not None]
    if not known:
        return ""
    words = _("△ amended return no. {number} ({month})")
    return words.format(month=f"{month:%m/%Y}", number=max(known) - 1)


def _edition(made: list[Closing], number: int) -> Iterator[int | None]:
    """The edition that first held the change; None while none does; nothing if it came in time."""
    if number > made[0].number:
        yield next((one.edition for one in made[1:] if number < one.number), None)
