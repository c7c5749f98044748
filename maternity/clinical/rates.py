"""Indicators: numerator over denominator, and what is odd between lines (clinical rules, part 22).

Deliveries count women, births count babies. Counts come in by name; an empty denominator is
undefined, never 0; a count that was not given is asked for. Values are exact fractions, rounded
half up only to show. Sources: WHO RMNCAH package 1.1.0; UN handbook 2009; WHO 2025 set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Counts = Mapping[str, int | None]

MET_NEED_SHARE = Fraction(15, 100)
"""Of expected births, those in which a direct complication is expected."""


@dataclass(frozen=True)
class Indicator:
    """Counts to add above, counts to add below, and the factor; `share` scales the denominator."""

    name: str
    over: tuple[str, ...]
    under: tuple[str, ...]
    factor: int
    share: Fraction = Fraction(1)

    @property
    def decimals(self) -> int:
        """One, and none per 100 000."""
        return 0 if self.factor == PER_100_000 else 1


PER_100_000 = 100_000
_BORN = ("live_births", "fresh_stillbirths", "macerated_stillbirths")
_STILL = _BORN[1:]


def _percent(name: str, over: str, under: str) -> Indicator:
    return Indicator(name, (over,), (under,), 100)


INDICATORS = (
    _percent("institutional_delivery", "deliveries", "estimated_live_births"),
    _percent("caesarean", "caesareans", "deliveries"),
    _percent("caesarean_population", "caesareans", "estimated_live_births"),
    _percent("normal_delivery", "spontaneous_vaginal", "deliveries"),
    _percent("assisted_delivery", "vacuum_or_forceps", "deliveries"),
    Indicator("stillbirth", _STILL, _BORN, 1000),
    Indicator("fresh_stillbirth", ("fresh_stillbirths",), _BORN, 1000),
    _percent("low_birth_weight", "low_birth_weight", "live_births_weighed"),
    _percent("preterm", "preterm_live_births", "live_births"),
    _percent("weighed", "live_births_weighed", "live_births"),
    _percent("uterotonic", "uterotonic_at_once", "deliveries"),
    _percent("magnesium_package", "magnesium_sulfate", "deliveries"),
    _percent("magnesium_cases", "magnesium_sulfate", "severe_pre_eclampsia_or_eclampsia"),
    _percent("early_breastfeeding", "breastfed_within_1h", "live_births"),
    _percent("kangaroo_package", "kangaroo_care", "live_births"),
    _percent("kangaroo_small", "kangaroo_care", "low_birth_weight"),
    _percent("bag_and_mask", "bag_and_mask", "live_births"),
    _percent("infection_treated", "newborn_infection_treated", "live_births"),
    _percent("mother_checked", "mothers_checked", "deliveries"),
    _percent("mother_checked_24h", "mothers_checked_24h", "deliveries"),
    _percent("newborn_checked", "newborns_checked", "live_births"),
    _percent("newborn_checked_24h", "newborns_checked_24h", "live_births"),
    _percent("referred_out", "referred_out", "admissions"),
    Indicator("maternal_mortality", ("maternal_deaths",), ("live_births",), PER_100_000),
    Indicator("neonatal_mortality", ("neonatal_deaths_here",), ("live_births",), 1000),
    Indicator("perinatal_mortality", (*_STILL, "early_neonatal_deaths"), _BORN, 1000),
    _percent("maternal_reviewed", "maternal_deaths_reviewed", "maternal_deaths"),
    _percent("perinatal_reviewed", "perinatal_deaths_reviewed", "perinatal_deaths"),
    Indicator(*("met_need", ("complications_treated",), ("expected_births",), 100), MET_NEED_SHARE),
    _percent("case_fatality", "direct_deaths", "complications_treated"),
    Indicator(
        "intrapartum_and_very_early",
        ("fresh_stillbirths_2500g", "deaths_24h_2500g"),
        ("deliveries",),
        100,
    ),
    _percent("companion", "with_companion", "in_labour"),
    _percent("care_guide", "care_guide_used", "in_labour"),
    _percent("heart_and_pressure", "heart_and_pressure_on_admission", "in_labour"),
    Indicator("near_miss_ratio", ("near_misses",), ("live_births",), 1000),
    Indicator("severe_outcome_ratio", ("near_misses", "maternal_deaths"), ("live_births",), 1000),
    Indicator("near_miss_to_death", ("near_misses",), ("maternal_deaths",), 1),
    Indicator("mortality_index", ("maternal_deaths",), ("near_misses", "maternal_deaths"), 100),
)
BY_NAME = {indicator.name: indicator for indicator in INDICATORS}
NAMES = frozenset(
    name for indicator in INDICATORS for name in (*indicator.over, *indicator.under)
) | {"deaths_by_cause"}
"""Every count that an indicator or a check reads."""


@dataclass(frozen=True)
class Rate:
    """An indicator's value (None: undefined or not computable), its parts, what it needs."""

    name: str
    value: Fraction | None
    numerator: int | None
    denominator: int | None
    needs: tuple[str, ...] = ()

    @property
    def shown(self) -> Decimal | None:
        """Rounded half up: one decimal, per 100 000 none."""
        if self.value is None:
            return None
        return rounded(self.value, BY_NAME[self.name].decimals)


def rounded(value: Fraction, decimals: int) -> Decimal:
    """A fraction rounded half up, exactly."""
    scaled = value * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(whole) * step).quantize(step, ROUND_HALF_UP)


def rate(name: str, counts: Counts) -> Rate:
    """One indicator by its name, from counts by theirs."""
    _check(counts)
    asked = BY_NAME[name]
    needs = tuple(
        dict.fromkeys(part for part in (*asked.over, *asked.under) if counts.get(part) is None)
    )
    over, under = _sum(counts, asked.over), _sum(counts, asked.under)
    if over is None or under is None or under == 0:
        return Rate(name, None, over, under, needs)
    return Rate(name, over * asked.factor / (under * asked.share), over, under)


def rates(counts: Counts) -> tuple[Rate, ...]:
    """All indicators, in the order of the table."""
    return tuple(rate(indicator.name, counts) for indicator in INDICATORS)


def _sum(counts: Counts, names: tuple[str, ...]) -> int | None:
    found = [counts.get(name) for name in names]
    known = [value for value in found if value is not None]
    return sum(known) if len(known) == len(found) else None


def _check(counts: Counts) -> None:
    unknown = counts.keys() - NAMES
    if unknown:
        raise ValueError(f"counts must be among {', '.join(sorted(NAMES))}")
    if any(value is not None and value < 0 for value in counts.values()):
        raise ValueError("a count must be 0 or above")


@dataclass(frozen=True)
class Odd:
    """A relation between lines that does not hold: asked about, never refused."""

    left: tuple[str, ...]
    sign: str
    right: tuple[str, ...]


_MODES = ("spontaneous_vaginal", "vacuum_or_forceps", "caesareans")
RELATIONS = (
    Odd(_MODES, "=", ("deliveries",)),
    Odd(("deliveries",), "<=", _BORN),
    Odd(("live_births_weighed",), "<=", ("live_births",)),
    Odd(("preterm_live_births",), "<=", ("live_births",)),
    Odd(("kangaroo_care",), "<=", ("live_births",)),
    Odd(("bag_and_mask",), "<=", ("live_births",)),
    Odd(("newborn_infection_treated",), "<=", ("live_births",)),
    Odd(("low_birth_weight",), "<=", ("live_births_weighed",)),
    Odd(("uterotonic_at_once",), "<=", ("deliveries",)),
    Odd(("magnesium_sulfate",), "<=", ("deliveries",)),
    Odd(("maternal_deaths_reviewed",), "<=", ("maternal_deaths",)),
    Odd(("perinatal_deaths_reviewed",), "<=", ("perinatal_deaths",)),
    Odd(("deaths_by_cause",), "=", ("maternal_deaths",)),
)


def odd(counts: Counts) -> tuple[Odd, ...]:
    """The relations between lines that do not hold; not judged where a count is missing."""
    _check(counts)
    found = []
    for relation in RELATIONS:
        left, right = _sum(counts, relation.left), _sum(counts, relation.right)
        if left is None or right is None:
            continue
        holds = left == right if relation.sign == "=" else left <= right
        if not holds:
            found.append(relation)
    return tuple(found)
