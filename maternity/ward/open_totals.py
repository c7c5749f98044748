"""The totals of open months, counted once as long as nothing is written that a return counts.

A check before closing looks at the twelve months before. The closed ones stand in their closings;
the open ones are counted anew, all in one go, only after an entry or a setting was written. A
figure typed into a month makes that month alone be counted again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from maternity.db.journal import entries_since, written_since
from maternity.errors import Refused
from maternity.reports.form import Form
from maternity.reports.reported import reported
from maternity.reports.returns import in_force

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Totals = dict[str, int | None]
UNCOUNTED = frozenset(
    {"month_closing", "month_papers", "check_note", "printout", "printout_pages", "woman_merge"}
)
"""Registers that no return counts: writing there moves no total."""
TYPED = "return_figure"
"""The register of typed figures: each belongs to one month of one return."""


@dataclass
class _Kept:
    """What was counted, and up to which change of an entry it holds."""

    seq: int
    totals: dict[tuple[str, date], tuple[Form, Totals]] = field(default_factory=dict)

    def form_of(self, form_id: str, first: date) -> Form | None:
        """The version a month was counted with; None while it was not."""
        known = self.totals.get((form_id, first))
        return known[0] if known is not None else None


_KEPT: WeakKeyDictionary[Ward, _Kept] = WeakKeyDictionary()


def open_totals(
    ward: Ward,
    form_id: str,
    months: Sequence[date],
    step: Callable[[int, int], None] | None = None,
) -> dict[date, Totals]:
    """The totals of open months; none where no version of the form covers one."""
    from maternity.ward import returns  # noqa: PLC0415 - counts for the months before

    kept = _still_true(ward)
    in_use = {first: _in_force(ward, form_id, first) for first in months}
    missing = {
        f"{first:%Y-%m}": (first, form)
        for first, form in in_use.items()
        if form is not None and kept.form_of(form_id, first) is not form
    }
    counted = returns.tallied(ward, [(form_id, period) for period in missing], step)
    for (_form, period), one in counted.items():
        first, form = missing[period]
        returns.put_typed(one.lines, returns.typed_figures(ward, form_id, first))
        totals = {line.code: reported(line) for line in one.lines}
        kept.totals[form_id, first] = form, totals
    return {
        first: kept.totals[form_id, first][1] if form is not None else {}
        for first, form in in_use.items()
    }


def _in_force(ward: Ward, form_id: str, first: date) -> Form | None:
    try:
        return in_force(form_id, first, ward.folder)
    except Refused:  # the form began later
        return None


def _still_true(ward: Ward) -> _Kept:
    """What was counted for this ward, without what was written since."""
    kept = _KEPT.setdefault(ward, _Kept(0))
    before = kept.seq
    kept.seq, registers = written_since(ward.book.engine, before)
    if registers - UNCOUNTED - {TYPED}:
        kept.totals.clear()
    elif TYPED in registers and kept.totals:
        ids = entries_since(ward.book.engine, before, TYPED)
        for figure in ward.book.by_ids(TYPED, sorted(ids)):
            kept.totals.pop((figure.plain("return_form"), figure.look("month_on")), None)
    return kept
