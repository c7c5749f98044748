"""Indicators: exact, undefined where nothing stands below the line, odd lines named."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity.clinical import rates
from maternity.clinical.rates import INDICATORS, NAMES, Odd

YEAR: dict[str, Any] = {
    "deliveries": 1000,
    "spontaneous_vaginal": 840,
    "vacuum_or_forceps": 40,
    "caesareans": 120,
    "live_births": 985,
    "fresh_stillbirths": 15,
    "macerated_stillbirths": 20,
    "live_births_weighed": 980,
    "low_birth_weight": 98,
    "maternal_deaths": 2,
    "near_misses": 9,
    "early_neonatal_deaths": 16,
    "neonatal_deaths_here": 20,
    "magnesium_sulfate": 12,
    "severe_pre_eclampsia_or_eclampsia": 16,
    "kangaroo_care": 49,
    "complications_treated": 90,
    "expected_births": 1200,
    "direct_deaths": 1,
    "fresh_stillbirths_2500g": 8,
    "deaths_24h_2500g": 4,
}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("caesarean", "12.0"),
        ("normal_delivery", "84.0"),
        ("assisted_delivery", "4.0"),
        ("stillbirth", "34.3"),
        ("fresh_stillbirth", "14.7"),
        ("low_birth_weight", "10.0"),
        ("weighed", "99.5"),
        ("maternal_mortality", "203"),
        ("neonatal_mortality", "20.3"),
        ("perinatal_mortality", "50.0"),
        ("magnesium_package", "1.2"),
        ("magnesium_cases", "75.0"),
        ("kangaroo_package", "5.0"),
        ("kangaroo_small", "50.0"),
        ("met_need", "50.0"),
        ("case_fatality", "1.1"),
        ("intrapartum_and_very_early", "1.2"),
        ("near_miss_ratio", "9.1"),
        ("severe_outcome_ratio", "11.2"),
        ("near_miss_to_death", "4.5"),
        ("mortality_index", "18.2"),
    ],
)
def test_a_worked_year_comes_out(name: str, shown: str) -> None:
    assert rates.rate(name, YEAR).shown == Decimal(shown)


def test_modes_add_up_to_all_deliveries() -> None:
    parts = ("normal_delivery", "assisted_delivery", "caesarean")
    assert sum(rates.rate(name, YEAR).value or 0 for name in parts) == 100


def test_nothing_below_the_line_is_undefined_never_nought() -> None:
    found = rates.rate("caesarean", {"caesareans": 0, "deliveries": 0})
    assert (found.value, found.shown, found.needs) == (None, None, ())
    assert (found.numerator, found.denominator) == (0, 0)
    assert rates.rate("caesarean", {"caesareans": 0, "deliveries": 3}).value == 0


def test_a_count_not_given_is_asked_for() -> None:
    found = rates.rate("stillbirth", {"live_births": 10, "fresh_stillbirths": None})
    assert found.value is None
    assert found.needs == ("fresh_stillbirths", "macerated_stillbirths")


def test_all_indicators_are_given_in_order() -> None:
    assert [found.name for found in rates.rates(YEAR)] == [one.name for one in INDICATORS]
    assert len({one.name for one in INDICATORS}) == len(INDICATORS)


def test_a_count_that_does_not_exist_or_is_negative_is_our_bug() -> None:
    with pytest.raises(ValueError, match="counts must be among"):
        rates.rate("caesarean", {"sections": 3})
    with pytest.raises(ValueError, match="0 or above"):
        rates.odd({"caesareans": -1})


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (Fraction(5, 100), 1, "0.1"),
        (Fraction(4999, 100_000), 1, "0.0"),
        (Fraction(15, 100), 1, "0.2"),
        (Fraction(25, 100), 1, "0.3"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(2, 3), 1, "0.7"),
    ],
)
def test_half_is_rounded_up(value: Fraction, decimals: int, shown: str) -> None:
    assert rates.rounded(value, decimals) == Decimal(shown)
    assert str(rates.rounded(value, decimals)) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_what_is_shown_is_within_half_a_step(part: int, whole: int) -> None:
    found = rates.rate("caesarean", {"caesareans": part, "deliveries": whole})
    assert found.value is not None
    assert found.shown is not None
    assert -Fraction(1, 20) < Fraction(found.shown) - found.value <= Fraction(1, 20)


def test_a_sound_year_is_not_odd() -> None:
    assert rates.odd(YEAR) == ()
    assert rates.odd({}) == ()


@pytest.mark.parametrize(
    ("change", "left", "sign"),
    [
        ({"caesareans": 121}, ("spontaneous_vaginal", "vacuum_or_forceps", "caesareans"), "="),
        ({"live_births": 900}, ("deliveries",), "<="),
        ({"low_birth_weight": 981}, ("low_birth_weight",), "<="),
        ({"live_births_weighed": 986}, ("live_births_weighed",), "<="),
        ({"kangaroo_care": 986}, ("kangaroo_care",), "<="),
        ({"magnesium_sulfate": 1001}, ("magnesium_sulfate",), "<="),
        ({"maternal_deaths_reviewed": 3}, ("maternal_deaths_reviewed",), "<="),
        ({"deaths_by_cause": 1}, ("deaths_by_cause",), "="),
    ],
)
def test_lines_that_do_not_fit_are_asked_about(
    change: dict[str, int], left: tuple[str, ...], sign: str
) -> None:
    found = rates.odd(YEAR | change)
    assert (left, sign) in {(one.left, one.sign) for one in found}


def test_both_sides_of_a_relation_may_be_equal() -> None:
    level = {"low_birth_weight": 5, "live_births_weighed": 5, "live_births": 5}
    assert rates.odd(level) == ()


def test_every_relation_speaks_of_counts_there_are() -> None:
    for relation in rates.RELATIONS:
        assert isinstance(relation, Odd)
        assert {*relation.left, *relation.right} <= NAMES
