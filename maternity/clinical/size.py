"""Newborn size for gestation: INTERGROWTH-21st (clinical rules, part 5).

Two references that do not join: very preterm equations from 24+0 to 32+6 (168 to 230 days), the
newborn size standards from 33+0 to 42+6 (231 to 300 days); never across the seam, never beyond.
Weight in whole grams, gestation in days. The numbers are in `tables/`, each with its source.
"""

from __future__ import annotations

import json
import math
from enum import Enum
from functools import cache
from importlib import resources
from statistics import NormalDist
from typing import Any

from maternity.errors import Unavailable

FIRST, SEAM, LAST = 168, 231, 300
SEVERE, SMALL, LARGE = 3.0, 10.0, 90.0
EDGE = 1e-12


class Size(Enum):
    """Weight for gestation, the narrowest class."""

    SGA_SEVERE = "sga_severe"
    SGA = "sga"
    AGA = "aga"
    LGA = "lga"
    NO_REFERENCE = "no_reference"


def weight_class(
    weight_g: int | None, weeks: int | None, extra_days: int | None, *, male: bool | None
) -> Size:
    """The class of a birth weight; with weeks alone, only if both ends of the week agree."""
    if weeks is None:
        return Size.NO_REFERENCE
    ends = (0, 6) if extra_days is None else (extra_days, extra_days)
    found = {_class(weight_centile(weight_g, weeks * 7 + day, male=male)) for day in ends}
    return found.pop() if len(found) == 1 else Size.NO_REFERENCE


def _class(centile: float | None) -> Size:
    if centile is None:
        return Size.NO_REFERENCE
    if centile < SEVERE:
        return Size.SGA_SEVERE
    if centile < SMALL:
        return Size.SGA
    return Size.LGA if centile > LARGE else Size.AGA


def weight_centile(weight_g: int | None, days: int | None, *, male: bool | None) -> float | None:
    """The centile of a weight in grams at so many days; None where there is no reference."""
    if weight_g is None or days is None or male is None or not FIRST <= days <= LAST:
        return None
    if days < SEAM:
        return 100 * NormalDist().cdf(_very_preterm_z("weight", weight_g / 1000, days, male=male))
    return 100 * _skew_t(f"weight_{'male' if male else 'female'}", weight_g / 1000, days)


@cache
def _table(name: str) -> dict[str, Any]:
    file = resources.files(__package__).joinpath("tables", name)
    try:
        found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Unavailable(f"The table {name} is damaged.", advice="Install again.") from error
    return found


def _very_preterm_z(measure: str, value: float, days: int, *, male: bool) -> float:
    model = _table("ig21_very_preterm_equations.json")["measures"][measure]
    weeks = days / 7
    x = math.sqrt(weeks) if model["f"] == "sqrt" else weeks
    y = math.log(value) if model["g"] == "ln" else value
    mean = model["intercept"] + model["slope"] * x + model["male"] * male
    return float((y - mean) / math.sqrt(model["variance"]))


def _skew_t(name: str, value: float, days: int) -> float:
    model = _table("ig21_newborn_size_equations.json")["models"][name]
    x = (days - 265) / 35
    mu = sum(c * x**i for i, c in enumerate(model["mu"]))
    sigma = sum(c * x**i for i, c in enumerate(model["sigma"]))
    nu, tau = model["nu"], model["tau"]
    if value < mu:
        share = 2 / (1 + nu**2) * student(nu * (value - mu) / sigma, tau)
    else:
        half = student((value - mu) / (sigma * nu), tau) - 0.5
        share = (1 + 2 * nu**2 * half) / (1 + nu**2)
    return float(min(max(share, EDGE), 1 - EDGE))


def student(t: float, freedom: float) -> float:
    """The distribution function of Student's t with that many degrees of freedom."""
    tail = _beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
    return 1 - tail if t >= 0 else tail


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x in {0.0, 1.0}:
        return x
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    tiny, c = 1e-300, 1.0
    d = 1 / (1 - (a + b) * x / (a + 1) or tiny)
    result = d
    for m in range(1, 300):
        for top in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + top * d or tiny)
            c = 1 + top / c or tiny
            result *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return result
