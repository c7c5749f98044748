"""Newborn size for gestation: INTERGROWTH-21st (clinical rules, part 5).

Two references that do not join: very preterm equations from 24+0 to 32+6 (168 to 230 days), the
newborn size standards from 33+0 to 42+6 (231 to 300 days); never across the seam, never beyond.
Weight in whole grams, length and head in cm, gestation in days. The numbers are in `tables/`.
Sources: Villar et al., Lancet 2014;384:857-868 and Lancet 2016;387:844-845.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from functools import cache
from statistics import NormalDist
from typing import Any

from maternity.clinical import studentt, tables
from maternity.clinical.dating import stated_days
from maternity.clinical.judged import Judged
from maternity.clinical.limits import Number, check

FIRST, SEAM, LAST = 168, 231, 300
SEVERE, SMALL, LARGE = 3.0, 10.0, 90.0
EDGE = 1e-12
NORMAL = NormalDist()


class Measure(Enum):
    """What is measured; its value is the name in the tables."""

    WEIGHT = "weight"
    LENGTH = "length"
    HEAD = "head"


class Size(Enum):
    """Weight for gestation, the narrowest class."""

    SGA_SEVERE = "sga_severe"
    SGA = "sga"
    AGA = "aga"
    LGA = "lga"
    NO_REFERENCE = "no_reference"


@dataclass(frozen=True)
class Standing:
    """Where a baby stands among healthy babies: centile (0 to 100) and z-score."""

    centile: float
    z: float


def standing(
    measure: Measure, value: Number | None, days: int | None, *, male: bool | None
) -> Standing | None:
    """Centile and z of a measure (g or cm); None where an input or the reference is missing."""
    check(ga_days=days, **{_FIELD[measure]: value})
    if value is None or days is None or male is None or not FIRST <= days <= LAST:
        return None
    y = float(value) / _SCALE[measure]
    if days < SEAM:
        z = _very_preterm_z(measure, y, days, male=male)
        return Standing(100 * NORMAL.cdf(z), z)
    share = _shape(measure, male, days).below(y)
    return Standing(100 * share, NORMAL.inv_cdf(min(max(share, EDGE), 1 - EDGE)))


def value_at(measure: Measure, centile: float, days: int, *, male: bool) -> float | None:
    """The measure (g or cm) at a centile between 0 and 100; None where there is no reference."""
    check(ga_days=days)
    if not 0 < centile < 100:
        raise ValueError("centile must be between 0 and 100")
    if not FIRST <= days <= LAST:
        return None
    if days < SEAM:
        y = _very_preterm_value(measure, NORMAL.inv_cdf(centile / 100), days, male=male)
    else:
        y = _shape(measure, male, days).at(centile / 100)
    return y * _SCALE[measure]


def weight_centile(weight_g: int | None, days: int | None, *, male: bool | None) -> float | None:
    """The centile of a weight in grams at so many days; None where there is no reference."""
    found = standing(Measure.WEIGHT, weight_g, days, male=male)
    return None if found is None else found.centile


def weight_class(
    weight_g: int | None, weeks: int | None, extra_days: int | None, *, male: bool | None
) -> Size:
    """The class of a birth weight; with weeks alone, only if both ends of the week agree."""
    return judge(weight_g, weeks, extra_days, male=male).value or Size.NO_REFERENCE


def judge(
    weight_g: int | None, weeks: int | None, extra_days: int | None, *, male: bool | None
) -> Judged[Size]:
    """The class, or what it needs; outside 24+0 to 42+6 there is no reference.

    Weeks alone are judged at both ends of the week; `ga_extra_days` is needed when they differ.
    """
    days = stated_days(weeks, extra_days)
    check(weight_g=weight_g)
    inputs = {"weight_g": weight_g, "ga_weeks": days, "sex": male}
    needs = tuple(name for name, value in inputs.items() if value is None)
    if needs or days is None:
        return Judged(None, needs)
    found = {_class(weight_centile(weight_g, day, male=male)) for day in dict.fromkeys(days)}
    if len(found) > 1:
        return Judged(None, ("ga_extra_days",))
    return Judged(found.pop())


def _class(centile: float | None) -> Size:
    if centile is None:
        return Size.NO_REFERENCE
    if centile < SEVERE:
        return Size.SGA_SEVERE
    if centile < SMALL:
        return Size.SGA
    return Size.LGA if centile > LARGE else Size.AGA


_FIELD = {Measure.WEIGHT: "weight_g", Measure.LENGTH: "length_cm", Measure.HEAD: "head_cm"}
_SCALE = {Measure.WEIGHT: 1000.0, Measure.LENGTH: 1.0, Measure.HEAD: 1.0}
"""The models take kg; lengths as they are."""
_EARLY = {Measure.WEIGHT: "weight", Measure.LENGTH: "length", Measure.HEAD: "headcirc"}


@dataclass(frozen=True)
class _SkewT:
    """A skew t distribution of type 3: middle, spread, skewness, degrees of freedom."""

    mu: float
    sigma: float
    nu: float
    tau: float

    def below(self, y: float) -> float:
        """The share of babies under a value."""
        nu2 = self.nu * self.nu
        if y < self.mu:
            t = self.nu * (y - self.mu) / self.sigma
            return 2 / (1 + nu2) * studentt.below(t, self.tau)
        t = (y - self.mu) / (self.sigma * self.nu)
        return (1 + 2 * nu2 * (studentt.below(t, self.tau) - 0.5)) / (1 + nu2)

    def at(self, share: float) -> float:
        """The value under which this share of babies lies."""
        nu2 = self.nu * self.nu
        if share < 1 / (1 + nu2):
            t = studentt.at(share * (1 + nu2) / 2, self.tau)
            return self.mu + self.sigma / self.nu * t
        t = studentt.at((share * (1 + nu2) - 1) / (2 * nu2) + 0.5, self.tau)
        return self.mu + self.sigma * self.nu * t


@cache
def _shape(measure: Measure, male: bool, days: int) -> _SkewT:
    model = _newborn_models()[f"{measure.value}_{'male' if male else 'female'}"]
    x = (days - 265) / 35
    mu, sigma = (sum(c * x**power for power, c in enumerate(model[key])) for key in _POLYNOMIALS)
    return _SkewT(mu, sigma, model["nu"], model["tau"])


_POLYNOMIALS = ("mu", "sigma")


def _very_preterm_z(measure: Measure, y: float, days: int, *, male: bool) -> float:
    mean, deviation = _early(measure, male, days)
    return ((math.log(y) if measure is Measure.WEIGHT else y) - mean) / deviation


def _very_preterm_value(measure: Measure, z: float, days: int, *, male: bool) -> float:
    mean, deviation = _early(measure, male, days)
    value = mean + z * deviation
    return math.exp(value) if measure is Measure.WEIGHT else value


@cache
def _early(measure: Measure, male: bool, days: int) -> tuple[float, float]:
    """Mean and standard deviation of ln(kg) or cm at so many days."""
    model = _early_models()[_EARLY[measure]]
    weeks = days / 7
    x = math.sqrt(weeks) if measure is Measure.WEIGHT else weeks
    mean = model["intercept"] + model["slope"] * x + model["male"] * male
    return mean, math.sqrt(model["variance"])


def _newborn_models() -> dict[str, dict[str, Any]]:
    def sound(found: Any) -> bool:
        return found["valid_days"] == [SEAM, LAST] and all(
            len(model["mu"]) > 1
            and len(model["sigma"]) > 1
            and model["nu"] > 0
            and model["tau"] > 0
            for model in (found["models"][f"{m.value}_{s}"] for m in Measure for s in _SEXES)
        )

    return tables.read_json("ig21_newborn_size_equations.json", sound)["models"]  # type: ignore[no-any-return]


_SEXES = ("male", "female")


def _early_models() -> dict[str, dict[str, Any]]:
    def sound(found: Any) -> bool:
        return found["valid_ga_days"] == [FIRST, SEAM - 1] and all(
            model["variance"] > 0 and model["slope"] > 0 and model["intercept"] and model["male"]
            for model in (found["measures"][name] for name in _EARLY.values())
        )

    return tables.read_json("ig21_very_preterm_equations.json", sound)["measures"]  # type: ignore[no-any-return]
