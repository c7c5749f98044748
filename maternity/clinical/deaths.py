"""Births that count, ages at death, and classes of death (clinical rules, part 8).

Weights in grams, gestation in completed weeks, ages in completed hours. None means "not known".
"""

from __future__ import annotations

from enum import Enum

STILLBIRTH_G = 1000
STILLBIRTH_WEEKS = 28
PERINATAL_G = 500
PERINATAL_WEEKS = 22
MATERNAL_DAYS = 42


class NeonatalBand(Enum):
    """The boxes of the register, each child once."""

    H0_23 = "h0_23"
    D1_6 = "d1_6"
    D7_27 = "d7_27"
    D28_PLUS = "d28_plus"
    UNKNOWN = "unknown"


class MaternalClass(Enum):
    """The class of a woman's death."""

    MATERNAL = "maternal"
    LATE_MATERNAL = "late_maternal"
    COINCIDENTAL = "coincidental"
    UNCLASSIFIED = "unclassified"


def stillbirth_counts(weight_g: int | None, weeks: int | None, *, rule: str) -> bool:
    """Whether a baby born dead counts as a birth, by the ward's rule.

    `weight_then_ga`: weight if known, else weeks; `either`; `both` when both are known. When
    neither is known the midwife's word « mort-né » stands: it counts.
    """
    heavy = None if weight_g is None else weight_g >= STILLBIRTH_G
    late = None if weeks is None else weeks >= STILLBIRTH_WEEKS
    known = [answer for answer in (heavy, late) if answer is not None]
    if not known:
        return True
    if rule == "either":
        return any(known)
    return all(known) if rule == "both" else known[0]


def live_birth_counts(weight_g: int | None, weeks: int | None, *, floor: bool) -> bool:
    """Whether a live birth counts: always, unless the WHO floor (28 weeks or 1000 g) is set."""
    return not floor or stillbirth_counts(weight_g, weeks, rule="either")


_BANDS = ((24, NeonatalBand.H0_23), (168, NeonatalBand.D1_6), (672, NeonatalBand.D7_27))


def neonatal_band(age_hours: int | None) -> NeonatalBand:
    """The box of an age at death: under 24 h, 168 h, 672 h, or later."""
    if age_hours is None:
        return NeonatalBand.UNKNOWN
    return next((band for bound, band in _BANDS if age_hours < bound), NeonatalBand.D28_PLUS)


def is_perinatal(
    *, stillborn: bool, weight_g: int | None, weeks: int | None, age_hours: int | None
) -> bool | None:
    """A stillbirth from 22 weeks or 500 g (or both unknown), or a death before 168 hours."""
    if not stillborn:
        return None if age_hours is None else age_hours < 168
    if weight_g is None and weeks is None:
        return True
    return (weeks or 0) >= PERINATAL_WEEKS or (weight_g or 0) >= PERINATAL_G


def maternal_class(
    *, died: bool, cause_group: str | None, days_after_end: int | None
) -> MaternalClass:
    """Coincidental by its cause; late after day 42; unclassified while date or cause is missing."""
    if cause_group == "coincidental":
        return MaternalClass.COINCIDENTAL
    if died and days_after_end is not None and days_after_end > MATERNAL_DAYS:
        return MaternalClass.LATE_MATERNAL
    if not died or cause_group is None:
        return MaternalClass.UNCLASSIFIED
    return MaternalClass.MATERNAL
