"""The rule every register with a blood pressure shares."""

from __future__ import annotations

from collections.abc import Iterator

from maternity.i18n import _
from maternity.records import Problem


def pressures(systolic: int | None, diastolic: int | None) -> Iterator[Problem]:
    """The lower figure must be below the upper one, both in mmHg (clinical rules, part 23)."""
    if systolic is not None and diastolic is not None and diastolic >= systolic:
        yield Problem(
            "bp_diastolic_mmhg",
            _("The lower pressure is not below the upper one. Check both figures."),
        )
