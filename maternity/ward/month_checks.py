"""The checks of a month on the ward's register: the months before, the warnings, their notes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from maternity.db.book import Query
from maternity.db.saving import keep
from maternity.people import Right
from maternity.records import Record
from maternity.registers.month_closing import CheckNote, ClosingState
from maternity.reports.checks import Finding, findings
from maternity.reports.life import Remark
from maternity.reports.sheet import Sheet
from maternity.ward import months
from maternity.ward.open_totals import Totals, open_totals
from maternity.ward.printed_words import check_nameless
from maternity.ward.reasons import check_reason
from maternity.ward.returns import Step

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MONTHS = 12


@dataclass(frozen=True)
class Earlier:
    """A month before: its totals as they were closed, or as they are counted now."""

    first: date
    totals: Totals
    closed: bool

    def value(self, code: str) -> int | None:
        """A line's total; None where it says nothing: an open month without an entry."""
        silent = not self.closed and not any(self.totals.values())
        return None if silent else self.totals.get(code)


def warnings(ward: Ward, counted: Sheet, step: Step | None = None) -> list[Finding]:
    """Every warning about a month; each can be answered with a note."""
    return findings(counted, by_line(before(ward, counted.form.id, counted.first, step=step)))


def by_line(earlier: list[Earlier]) -> dict[str, list[int | None]]:
    """The totals of each line, month after month; a month without an entry says nothing."""
    codes = dict.fromkeys(code for one in earlier for code in one.totals)
    return {code: [one.value(code) for one in earlier] for code in codes}


def before(
    ward: Ward, form_id: str, first: date, count: int = MONTHS, step: Step | None = None
) -> list[Earlier]:
    """The totals of the months before one, the oldest first: as closed, else counted now."""
    ward.allow(Right.COUNT)
    closed = _closed(ward, form_id)
    months = list(earlier_months(first, count))
    totals = {one: closed[one] for one in months if one in closed}
    totals |= open_totals(ward, form_id, [one for one in months if one not in closed], step)
    return [Earlier(one, totals[one], one in closed) for one in months]


def one_before(ward: Ward, form_id: str, first: date) -> Earlier:
    """The totals of one month: as closed, else counted now."""
    ward.allow(Right.COUNT)
    closing = months.standing(ward, form_id, first)
    if closing is not None:
        return Earlier(first, json.loads(closing.totals or "{}"), closed=True)
    return Earlier(first, open_totals(ward, form_id, [first])[first], closed=False)


def earlier_months(first: date, count: int = MONTHS) -> Iterator[date]:
    """The first days of so many months before one, the oldest first."""
    for back in range(count, 0, -1):
        at = first.year * MONTHS + first.month - 1 - back
        yield date(at // MONTHS, at % MONTHS + 1, 1)


def _closed(ward: Ward, form_id: str) -> dict[date, Totals]:
    """The totals of every closed month, by its first day."""
    return {
        one.month_on: json.loads(one.totals or "{}")
        for one in months.closings(ward, form_id)
        if one.month_on is not None and one.state is not ClosingState.REOPENED
    }


# the notes


def notes(ward: Ward, form_id: str, first: date) -> dict[str, CheckNote]:
    """The notes that answer the warnings of a month, by check."""
    ward.allow(Right.COUNT)
    equal = (("return_form", form_id),)
    ids = ward.book.ids(Query("check_note", first=first, last=first, equal=equal, limit=1000))
    found = [one for one in ward.book.by_ids("check_note", ids) if isinstance(one, CheckNote)]
    return {one.check_code or "": one for one in found}


def answer(ward: Ward, counted: Sheet, check: str, note: str) -> Record:
    """Answer a warning with a note that is kept: why the figures are right as they are."""
    ward.allow(Right.WRITE)
    known = notes(ward, counted.form.id, counted.first).get(check)
    kept: CheckNote = known or CheckNote()
    kept.month_on, kept.return_form = counted.first, counted.form.id
    kept.check_code, kept.note = check, check_nameless(counted, check_reason(note))
    keep(ward.book, [kept], ward.stamp(""))
    return kept


def remarks(ward: Ward, counted: Sheet, found: list[Finding]) -> list[Remark]:
    """The warnings with their notes, as they are printed on the closed return."""
    told = notes(ward, counted.form.id, counted.first)
    return [
        Remark(one.check, one.words, (told[one.check].note or "") if one.check in told else "")
        for one in found
    ]
