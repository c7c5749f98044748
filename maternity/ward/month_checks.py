"""The checks of a month on the ward's register: the months before, the warnings, their notes."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maternity.db.book import Query
from maternity.db.saving import keep
from maternity.people import Right
from maternity.records import Record
from maternity.registers.month_closing import CheckNote, ClosingState
from maternity.reports.checks import Finding, findings
from maternity.reports.life import Remark
from maternity.reports.periods import is_sum
from maternity.reports.sheet import Sheet
from maternity.ward import months
from maternity.ward.open_totals import Totals, open_totals
from maternity.ward.reasons import check_reason

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MONTHS = 12


def warnings(ward: Ward, counted: Sheet) -> list[Finding]:
    """Every warning about a month; each can be answered with a note."""
    return findings(counted, by_line(before(ward, counted.form.id, counted.first)))


def by_line(totals: list[Totals]) -> dict[str, list[int | None]]:
    """The totals of each line, month after month; a month without an entry says nothing."""
    lines: dict[str, list[int | None]] = {code: [] for one in totals for code in one}
    for one in totals:
        silent = not any(one.values())
        for code, values in lines.items():
            values.append(None if silent else one.get(code))
    return lines


def history(ward: Ward, counted: Sheet, code: str) -> list[int | None]:
    """A line's totals of the twelve months before; none where the period is not a month."""
    if counted.form.every != "month" or is_sum(counted.period):
        return []
    return by_line(before(ward, counted.form.id, counted.first)).get(code, [])


def before(ward: Ward, form_id: str, first: date, count: int = MONTHS) -> list[Totals]:
    """The totals of the months before one, the oldest first: as closed, else counted now."""
    ward.allow(Right.COUNT)
    found: list[Totals] = []
    closed = _closed(ward, form_id)
    for _at in range(count):
        first = (first - timedelta(days=1)).replace(day=1)
        found.append(closed[first] if first in closed else open_totals(ward, form_id, first))
    return found[::-1]


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
    kept.check_code, kept.note = check, check_reason(note)
    keep(ward.book, [kept], ward.stamp(""))
    return kept


def remarks(ward: Ward, counted: Sheet, found: list[Finding]) -> list[Remark]:
    """The warnings with their notes, as they are printed on the closed return."""
    told = notes(ward, counted.form.id, counted.first)
    return [
        Remark(one.check, one.words, (told[one.check].note or "") if one.check in told else "")
        for one in found
    ]
