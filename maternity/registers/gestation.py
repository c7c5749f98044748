"""The gestation that somebody wrote beside the one that the dating gives: where they differ.

What was written is never changed: the difference is asked about (clinical rules, parts 2.3, 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.clinical import dating
from maternity.i18n import _
from maternity.reading import show_gestation
from maternity.records import Problem, Strength
from maternity.registers.lists import DatePrecision

if TYPE_CHECKING:
    from maternity.registers.pregnancy import Pregnancy

ROUGH_WEEKS = 2
"""A last period known by its month alone is right to about two weeks."""


def age_by_dating(pregnancy: Pregnancy | None, on: date | None) -> int | None:
    """Days of gestation on a day by the last period or the scan; None where neither is known."""
    dated = pregnancy.dated if pregnancy is not None else None
    days = dating.age_days(dated.day_zero if dated is not None else None, on)
    return None if days is None or days < 0 else days


def weeks_fit(
    field: str, weeks: int | None, pregnancy: Pregnancy | None, on: date | None
) -> Iterator[Problem]:
    """Whether the completed weeks written are those of the dating on that day; asked if not."""
    days = age_by_dating(pregnancy, on)
    if weeks is None or days is None or pregnancy is None or pregnancy.dated is None:
        return
    by_period = pregnancy.dated.basis is dating.Basis.LMP
    certain = pregnancy.lmp_precision in {None, DatePrecision.EXACT}
    apart = 0 if certain or not by_period else ROUGH_WEEKS
    if abs(weeks - days // 7) > apart:
        words = _("By the {method} it is {weeks} on that day. Check both, or confirm.")
        method = pregnancy.shown("dating_method")
        told = words.format(method=method[:1].lower() + method[1:], weeks=show_gestation(days))
        yield Problem(field, told, Strength.ASKS)
