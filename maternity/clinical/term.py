"""Term classes (clinical rules, part 3; WHO for preterm, ACOG for the classes at term).

Gestational age at birth in days. The ward's register prints three classes, the fine ones are for
reports. With weeks alone the class is that of the first day of the week.
"""

from __future__ import annotations

from enum import Enum

from maternity.clinical.limits import check, check_code

TERM_DAYS = 259
LATE_TERM_DAYS = 287
POST_TERM_DAYS = 294


class Class(Enum):
    """The three classes of the ward's register."""

    PRETERM = "preterm"
    TERM = "term"
    POST_TERM = "post_term"


class Fine(Enum):
    """The seven classes of reports."""

    EXTREMELY_PRETERM = "extremely_preterm"
    VERY_PRETERM = "very_preterm"
    MODERATE_PRETERM = "moderate_preterm"
    EARLY_TERM = "early_term"
    FULL_TERM = "full_term"
    LATE_TERM = "late_term"
    POST_TERM = "post_term"


TICKS = frozenset({"unknown", *(item.value for item in Class)})
BOUNDS = (
    (196, Fine.EXTREMELY_PRETERM),
    (224, Fine.VERY_PRETERM),
    (TERM_DAYS, Fine.MODERATE_PRETERM),
    (273, Fine.EARLY_TERM),
    (LATE_TERM_DAYS, Fine.FULL_TERM),
    (POST_TERM_DAYS, Fine.LATE_TERM),
)
"""Each class with the first day above it: 28+0, 32+0, 37+0, 39+0, 41+0, 42+0."""


def fine_class(age_days: int | None) -> Fine | None:
    """The fine class of a gestation in days (0 to 321)."""
    check(ga_days=age_days)
    if age_days is None:
        return None
    return next((name for above, name in BOUNDS if age_days < above), Fine.POST_TERM)


def register_class(age_days: int) -> Class:
    """Under 37+0 preterm, from 42+0 post-term; gestation in days (0 to 321)."""
    check(ga_days=age_days)
    if age_days < TERM_DAYS:
        return Class.PRETERM
    return Class.TERM if age_days < POST_TERM_DAYS else Class.POST_TERM


def is_term(weeks: int | None, ticked: str | None) -> bool | None:
    """Whether the birth was at 37+0 or later: by the weeks, else by the ticked class."""
    check(ga_weeks=weeks)
    check_code("term", ticked, TICKS)
    if weeks is not None:
        return weeks * 7 >= TERM_DAYS
    if ticked in {None, "unknown"}:
        return None
    return ticked != Class.PRETERM.value
