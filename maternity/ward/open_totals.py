"""The totals of open months, counted once as long as nothing is written that a return counts.

A check before closing looks at the twelve months before. The closed ones stand in their closings;
the open ones are counted anew only after an entry, a typed figure or a setting was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from maternity.db.journal import written_since
from maternity.errors import Refused
from maternity.reports.form import Form
from maternity.reports.reported import reported
from maternity.reports.returns import in_force

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Totals = dict[str, int | None]
UNCOUNTED = frozenset({"month_closing", "month_papers", "check_note", "printout", "printout_pages"})
"""Registers that no return counts: writing there moves no total."""


@dataclass
class _Kept:
    """What was counted, and up to which change of an entry it holds."""

    seq: int
    totals: dict[tuple[str, date], tuple[Form, Totals]] = field(default_factory=dict)


_KEPT: WeakKeyDictionary[Ward, _Kept] = WeakKeyDictionary()


def open_totals(ward: Ward, form_id: str, first: date) -> Totals:
    """The totals of an open month; none where no version of the form covers it."""
    from maternity.ward import returns  # noqa: PLC0415 - counts for the months before

    kept = _still_true(ward)
    try:
        form = in_force(form_id, first, ward.folder)
        known = kept.totals.get((form_id, first))
        if known is None or known[0] is not form:
            sheet = returns.counted_now(ward, form_id, f"{first:%Y-%m}")
            known = form, {line.code: reported(line) for line in sheet.lines}
            kept.totals[form_id, first] = known
    except Refused:  # the form began later
        return {}
    return known[1]


def _still_true(ward: Ward) -> _Kept:
    """What was counted for this ward, emptied if something it counts was written since."""
    kept = _KEPT.setdefault(ward, _Kept(0))
    kept.seq, registers = written_since(ward.book.engine, kept.seq)
    if registers - UNCOUNTED:
        kept.totals.clear()
    return kept
