"""Blood pressure and the hypertensive disorders of pregnancy (clinical rules, part 10).

Pressures in mmHg, gestation in days. The class of a reading is that of the worse number. The rule
suggests a disorder, a person enters the diagnosis; eclampsia is never computed. The same bounds
hold to day 42 after birth. Sources: WHO 2013; ACOG Task Force 2013.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from maternity.clinical.judged import Judged, any_of
from maternity.clinical.limits import check, check_code

HIGH, SEVERE = (140, 90), (160, 110)
"""Bounds of the systolic and the diastolic number; each belongs to the worse class."""
HALF_WAY_DAYS = 140
HIGH_APART = timedelta(hours=4)
SEVERE_APART = timedelta(minutes=15)
PROTEIN = ("negative", "trace", "plus_1", "plus_2", "plus_3")
PROTEIN_CODES = frozenset({*PROTEIN, "positive", "not_done"})


class Pressure(Enum):
    """The class of one reading."""

    USUAL = "usual"
    HIGH = "high"
    SEVERE = "severe"


class Disorder(Enum):
    """What the numbers suggest."""

    NONE = "none"
    HYPERTENSION = "hypertension"
    CHRONIC = "chronic_hypertension"
    GESTATIONAL = "gestational_hypertension"
    PRE_ECLAMPSIA = "pre_eclampsia"
    SEVERE_PRE_ECLAMPSIA = "severe_pre_eclampsia"


@dataclass(frozen=True)
class Reading:
    """One reading with its moment and the days of gestation at it (None: not known)."""

    taken_at: datetime
    systolic: int | None
    diastolic: int | None
    ga_days: int | None = None


def reading(systolic: int | None, diastolic: int | None) -> Judged[Pressure]:
    """The worse of the two; one alone can make a reading high, never usual."""
    check(bp_systolic_mmhg=systolic, bp_diastolic_mmhg=diastolic)
    for bounds, found in ((SEVERE, Pressure.SEVERE), (HIGH, Pressure.HIGH)):
        above = any_of(
            bp_systolic_mmhg=None if systolic is None else systolic >= bounds[0],
            bp_diastolic_mmhg=None if diastolic is None else diastolic >= bounds[1],
        )
        if above.value:
            return Judged(found, above.needs, above.why)
    return Judged(None, above.needs) if above.needs else Judged(Pressure.USUAL)


def is_confirmed(readings: Iterable[Reading]) -> bool:
    """Two high readings 4 hours or more apart, or two severe ones 15 minutes or more apart."""
    high: list[datetime] = []
    severe: list[datetime] = []
    for one in readings:
        found = reading(one.systolic, one.diastolic).value
        if found in {Pressure.HIGH, Pressure.SEVERE}:
            high.append(one.taken_at)
        if found is Pressure.SEVERE:
            severe.append(one.taken_at)
    return any(
        times and max(times) - min(times) >= apart
        for times, apart in ((high, HIGH_APART), (severe, SEVERE_APART))
    )


def severe_features(
    *,
    platelets_per_mm3: int | None = None,
    transaminases_doubled: bool | None = None,
    lasting_liver_pain: bool | None = None,
    creatinine_umol_l: float | None = None,
    creatinine_doubled: bool | None = None,
    pulmonary_oedema: bool | None = None,
    cerebral_or_visual: bool | None = None,
) -> Judged[bool]:
    """Signs beside the pressure that make a pre-eclampsia severe; creatinine in micromol/l."""
    return any_of(
        platelets_per_mm3=None if platelets_per_mm3 is None else platelets_per_mm3 < 100_000,
        transaminases_doubled=transaminases_doubled,
        lasting_liver_pain=lasting_liver_pain,
        creatinine_umol_l=None if creatinine_umol_l is None else creatinine_umol_l > 97,
        creatinine_doubled=creatinine_doubled,
        pulmonary_oedema=pulmonary_oedema,
        cerebral_or_visual=cerebral_or_visual,
    )


def suggest(
    readings: Iterable[Reading],
    *,
    protein: str | None,
    known_before: bool | None = None,
    features: Judged[bool] | None = None,
) -> Judged[Disorder]:
    """The disorder the numbers suggest; HYPERTENSION when they do not settle its kind.

    `protein` is a grade of the register; "positive" and "not_done" are not graded. `why` names
    what decided; severe readings stand in it even where the gestation is not known.
    """
    check_code("urine_protein", protein, PROTEIN_CODES)
    taken = sorted(readings, key=lambda one: one.taken_at)
    classes = [reading(one.systolic, one.diastolic).value for one in taken]
    severe = ("severe_reading",) if Pressure.SEVERE in classes else ()
    raised = [one for one, found in zip(taken, classes, strict=True) if found in _RAISED]
    if known_before:
        return Judged(Disorder.CHRONIC, why=("known_before", *severe))
    if not raised:
        if None in classes or not classes:
            return Judged(None, ("blood_pressure",))
        return Judged(Disorder.NONE)
    if raised[0].ga_days is None:
        return Judged(Disorder.HYPERTENSION, ("ga_days",), severe)
    if raised[0].ga_days < HALF_WAY_DAYS:
        return Judged(Disorder.CHRONIC, why=("before_20_weeks", *severe))
    other = features or severe_features()
    return _after_half_way(raised, protein, severe, other)


_RAISED = {Pressure.HIGH, Pressure.SEVERE}


def _after_half_way(
    raised: list[Reading], protein: str | None, severe: tuple[str, ...], features: Judged[bool]
) -> Judged[Disorder]:
    """The kind of a hypertension that began at 20 weeks or later."""
    grade = PROTEIN.index(protein) if protein in PROTEIN else None
    why = (*severe, *features.why)
    if grade is None:
        return Judged(Disorder.HYPERTENSION, ("urine_protein",), why)
    if grade >= PROTEIN.index("plus_2"):
        if not is_confirmed(raised):
            return Judged(Disorder.HYPERTENSION, ("second_reading",), ("urine_protein", *why))
        if why:
            return Judged(Disorder.SEVERE_PRE_ECLAMPSIA, why=("urine_protein", *why))
        return Judged(Disorder.PRE_ECLAMPSIA, features.needs, ("urine_protein",))
    if grade == 0 and not why:
        return Judged(Disorder.GESTATIONAL)
    return Judged(Disorder.HYPERTENSION, why=(*(("urine_protein",) if grade else ()), *why))
