"""Births that count, ages at death, and classes of death (clinical rules, part 8).

Weights in grams, gestation in completed weeks, lengths in cm, ages in completed hours. None means
"not known". Sources: ICD-10 definitions; the order of criteria is a setting of the ward.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from maternity.clinical.judged import Judged
from maternity.clinical.limits import Number, check, check_code

LATE = {"weight_g": 1000, "ga_weeks": 28, "length_cm": 35}
"""Bounds of a late fetal death, the stillbirth of international comparison; each counts."""
EARLY = {"weight_g": 500, "ga_weeks": 22, "length_cm": 25}
"""Bounds of an early fetal death; below it is an abortion."""
ORDER = ("weight_g", "ga_weeks", "length_cm")
"""The order in which the first known criterion decides; newer texts put the weeks first."""
STILLBIRTH_RULES = frozenset({"weight_then_ga", "either", "both"})
MATERNAL_DAYS = 42
EARLY_NEONATAL_H = 168


class NeonatalBand(Enum):
    """The boxes of the register, each child once."""

    H0_23 = "h0_23"
    D1_6 = "d1_6"
    D7_27 = "d7_27"
    D28_PLUS = "d28_plus"
    UNKNOWN = "unknown"


class NeonatalDeath(Enum):
    """The death of a live-born baby by age, the narrowest class."""

    VERY_EARLY = "very_early_neonatal"
    EARLY = "early_neonatal"
    LATE = "late_neonatal"
    AFTER = "after_neonatal"


class FetalDeath(Enum):
    """The class of a birth without life."""

    LATE = "late_fetal_death"
    EARLY = "early_fetal_death"
    ABORTION = "abortion"


class MaternalClass(Enum):
    """The class of a woman's death."""

    MATERNAL = "maternal"
    LATE_MATERNAL = "late_maternal"
    COINCIDENTAL = "coincidental"
    UNCLASSIFIED = "unclassified"


class Window(Enum):
    """When a woman died, seen from the end of her pregnancy."""

    PREGNANT = "pregnant"
    TO_DAY_42 = "to_day_42"
    LATE = "late"
    AFTER_A_YEAR = "after_a_year"


def stillbirth_counts(
    weight_g: int | None, weeks: int | None, *, rule: str, length_cm: Number | None = None
) -> bool:
    """Whether a baby born dead counts as a birth, by the ward's rule.

    `weight_then_ga`: weight if known, else weeks; `either`; `both` when both are known. The length
    is asked when neither is known; when it is not known either, the midwife's word stands: yes.
    """
    return bool(stillbirth(weight_g, weeks, rule=rule, length_cm=length_cm).value)


def stillbirth(
    weight_g: int | None, weeks: int | None, *, rule: str, length_cm: Number | None = None
) -> Judged[bool]:
    """As `stillbirth_counts`, with the criteria that decided; none of them: "bound not known"."""
    check(weight_g=weight_g, ga_weeks=weeks, length_cm=length_cm)
    check_code("stillbirth_rule", rule, STILLBIRTH_RULES)
    known = {
        name: value >= LATE[name]
        for name, value in (("weight_g", weight_g), ("ga_weeks", weeks))
        if value is not None
    }
    if not known:
        if length_cm is None:
            return Judged(value=True, needs=("weight_g", "ga_weeks"))
        return Judged(length_cm >= LATE["length_cm"], why=("length_cm",))
    if rule == "weight_then_ga":
        name, passed = next(iter(known.items()))
        return Judged(passed, why=(name,))
    passes = any(known.values()) if rule == "either" else all(known.values())
    return Judged(passes, why=tuple(name for name, passed in known.items() if passed is passes))


def live_birth_counts(weight_g: int | None, weeks: int | None, *, floor: bool) -> bool:
    """Whether a live birth counts: always, unless the WHO floor (28 weeks or 1000 g) is set."""
    return not floor or stillbirth_counts(weight_g, weeks, rule="either")


def fetal_death(
    weight_g: int | None,
    weeks: int | None,
    length_cm: Number | None = None,
    *,
    order: tuple[str, ...] = ORDER,
) -> Judged[FetalDeath]:
    """Late or early fetal death or abortion, by the first criterion that is known."""
    check(weight_g=weight_g, ga_weeks=weeks, length_cm=length_cm)
    given = {"weight_g": weight_g, "ga_weeks": weeks, "length_cm": length_cm}
    for name in order:
        value = given[name]
        if value is not None:
            late = FetalDeath.LATE if value >= LATE[name] else None
            early = FetalDeath.EARLY if value >= EARLY[name] else FetalDeath.ABORTION
            return Judged(late or early, why=(name,))
    return Judged(None, order)


_BANDS = (
    (24, NeonatalBand.H0_23),
    (EARLY_NEONATAL_H, NeonatalBand.D1_6),
    (672, NeonatalBand.D7_27),
)


def neonatal_band(age_hours: int | None) -> NeonatalBand:
    """The box of an age at death: under 24 h, 168 h, 672 h, or later; before birth: unknown."""
    if age_hours is None or age_hours < 0:
        return NeonatalBand.UNKNOWN
    return next((band for bound, band in _BANDS if age_hours < bound), NeonatalBand.D28_PLUS)


def neonatal_death(age_hours: int | None) -> Judged[NeonatalDeath]:
    """Very early under 24 h, early under 168 h, late under 672 h; a negative age is a wrong entry.

    Very early deaths are early ones too.
    """
    if age_hours is None:
        return Judged(None, ("died_at",))
    if age_hours < 0:
        raise ValueError("an age must be 0 hours or above")
    return Judged(_NEONATAL[neonatal_band(age_hours)])


_NEONATAL = {
    NeonatalBand.H0_23: NeonatalDeath.VERY_EARLY,
    NeonatalBand.D1_6: NeonatalDeath.EARLY,
    NeonatalBand.D7_27: NeonatalDeath.LATE,
    NeonatalBand.D28_PLUS: NeonatalDeath.AFTER,
}


def is_perinatal(
    *,
    stillborn: bool,
    weight_g: int | None,
    weeks: int | None,
    age_hours: int | None,
    from_late: bool = False,
) -> bool | None:
    """A stillbirth from 22 weeks or 500 g (or both unknown), or a death before 168 hours.

    `from_late`: for returns that begin at 28 weeks or 1000 g.
    """
    check(weight_g=weight_g, ga_weeks=weeks)
    if not stillborn:
        return None if age_hours is None or age_hours < 0 else age_hours < EARLY_NEONATAL_H
    if weight_g is None and weeks is None:
        return True
    bound = LATE if from_late else EARLY
    return (weeks or 0) >= bound["ga_weeks"] or (weight_g or 0) >= bound["weight_g"]


def before_discharge(
    died_at: date | None, discharged_at: date | None, *, died_in: bool
) -> bool | None:
    """Whether a death came no later than discharge; `died_in`: the outcome of the stay is death.

    By date when an hour is unknown.
    """
    if died_in:
        return True
    if died_at is None:
        return None
    if discharged_at is None:
        return False
    if isinstance(died_at, datetime) and isinstance(discharged_at, datetime):
        return died_at <= discharged_at
    return _day(died_at) <= _day(discharged_at)


def window(ended_on: date | None, died_on: date | None) -> Window | None:
    """When she died, by dates: day 42 counts, day 43 is late, the same date next year is after.

    `ended_on` None: still pregnant when she died.
    """
    if died_on is None:
        return None
    if ended_on is None or _day(died_on) < _day(ended_on):
        return Window.PREGNANT
    if (_day(died_on) - _day(ended_on)).days <= MATERNAL_DAYS:
        return Window.TO_DAY_42
    ended, died = _day(ended_on), _day(died_on)
    over = (died.year, died.month, died.day) >= (ended.year + 1, ended.month, ended.day)
    return Window.AFTER_A_YEAR if over else Window.LATE


def pregnancy_related(when: Window | None) -> bool | None:
    """While pregnant or to day 42, whatever the cause."""
    return None if when is None else when in {Window.PREGNANT, Window.TO_DAY_42}


def maternal_class(
    *,
    died: bool,
    cause_group: str | None,
    days_after_end: int | None,
    over_a_year: bool = False,
) -> MaternalClass:
    """Coincidental by its cause; late after day 42; unclassified while date or cause is missing.

    A year or more after the end of the pregnancy (`over_a_year`) it is neither maternal nor late.
    """
    if cause_group == "coincidental":
        return MaternalClass.COINCIDENTAL
    if over_a_year:
        return MaternalClass.UNCLASSIFIED
    if died and days_after_end is not None and days_after_end > MATERNAL_DAYS:
        return MaternalClass.LATE_MATERNAL
    if not died or cause_group is None:
        return MaternalClass.UNCLASSIFIED
    return MaternalClass.MATERNAL


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when
