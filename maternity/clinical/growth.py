"""Growth in the first six weeks: WHO Child Growth Standards 2006 (clinical rules, part 5.7).

Day of age 0 to 42 in completed days, weight in grams, length and head in cm. For babies born at
37+0 or later only: there is no correction for prematurity. At birth the size for gestation is
shown, not this. Source: WHO 2006, ISBN 92-4-154693-X.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from maternity.clinical import tables
from maternity.clinical.limits import Number, check
from maternity.clinical.size import Measure
from maternity.clinical.term import TERM_DAYS

LAST_DAY = 42
FAR = 3
"""Beyond so many deviations a weight is judged by the last step between two of them."""


def z_score(
    measure: Measure,
    value: Number | None,
    age_days: int | None,
    *,
    male: bool | None,
    ga_days: int | None,
) -> float | None:
    """The z-score at an age; None if anything is unknown, after day 42, or born before 37+0."""
    check(ga_days=ga_days, **{_FIELD[measure]: value})
    if age_days is not None and age_days < 0:
        raise ValueError("age must be 0 days or above")
    if value is None or age_days is None or male is None or ga_days is None:
        return None
    if ga_days < TERM_DAYS or age_days > LAST_DAY:
        return None
    y = float(value) / (1000 if measure is Measure.WEIGHT else 1)
    power, median, spread = _standard()[measure.value, male, age_days]
    z = float(((y / median) ** power - 1) / (power * spread))
    if measure is not Measure.WEIGHT or -FAR <= z <= FAR:
        return z
    sign = 1 if z > 0 else -1
    near, last = (_deviation(sign * k, power, median, spread) for k in (FAR - 1, FAR))
    return sign * (FAR + abs(y - last) / abs(last - near))


def value_at(measure: Measure, z: float, age_days: int, *, male: bool) -> float:
    """The weight (g), length or head (cm) at a z-score from -3 to 3, for curves."""
    if not -FAR <= z <= FAR or not 0 <= age_days <= LAST_DAY:
        raise ValueError("z must be from -3 to 3, age from 0 to 42 days")
    y = _deviation(z, *_standard()[measure.value, male, age_days])
    return y * 1000 if measure is Measure.WEIGHT else y


_FIELD = {Measure.WEIGHT: "weight_later_g", Measure.LENGTH: "length_cm", Measure.HEAD: "head_cm"}


def _deviation(z: float, power: float, median: float, spread: float) -> float:
    return float(median * (1 + power * spread * z) ** (1 / power))


@cache
def _standard() -> dict[tuple[str, bool, int], tuple[float, float, float]]:
    rows = tables.read_rows("who2006.csv", _sound)
    return {_key(row): (float(row["l"]), float(row["m"]), float(row["s"])) for row in rows}


def _key(row: dict[str, str]) -> tuple[str, bool, int]:
    return row["measure"], row["sex"] == "male", int(row["day"])


def _sound(rows: Any) -> bool:
    """Every day of each measure and sex, in order, with possible numbers."""
    wanted = [
        (measure.value, male, day)
        for measure in Measure
        for male in (True, False)
        for day in range(LAST_DAY + 1)
    ]
    possible = all(float(row["l"]) and float(row["m"]) > 0 and float(row["s"]) > 0 for row in rows)
    return possible and [_key(row) for row in rows] == wanted
