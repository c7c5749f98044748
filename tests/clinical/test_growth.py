"""Growth to day 42: the standard's own middle and steps, its ends, and who is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity.clinical import growth
from maternity.clinical.growth import LAST_DAY
from maternity.clinical.size import Measure

DAYS = st.integers(0, LAST_DAY)
TERM: dict[str, Any] = {"male": True, "ga_days": 280}


@given(DAYS, st.sampled_from(Measure), st.booleans(), st.floats(-3, 3))
def test_the_value_at_a_z_score_has_that_z_score(
    day: int, measure: Measure, male: bool, z: float
) -> None:
    value = growth.value_at(measure, z, day, male=male)
    found = growth.z_score(measure, value, day, male=male, ga_days=280)
    assert found == pytest.approx(z, abs=1e-9)


@given(DAYS, st.booleans(), st.integers(300, 8999))
def test_a_heavier_child_has_a_higher_z_score(day: int, male: bool, grams: int) -> None:
    one = growth.z_score(Measure.WEIGHT, grams, day, male=male, ga_days=280)
    other = growth.z_score(Measure.WEIGHT, grams + 1, day, male=male, ga_days=280)
    assert one is not None
    assert other is not None
    assert one < other


@pytest.mark.parametrize("sign", [1, -1])
def test_beyond_3_deviations_the_last_step_is_the_measure(sign: int) -> None:
    near, last = (growth.value_at(Measure.WEIGHT, sign * k, 20, male=True) for k in (2, 3))
    beyond = last + (last - near) / 2
    found = growth.z_score(Measure.WEIGHT, beyond, 20, **TERM)
    assert found == pytest.approx(sign * 3.5, abs=1e-9)
    length = growth.value_at(Measure.LENGTH, sign * 3, 20, male=True)
    further = growth.z_score(Measure.LENGTH, length + sign * 3, 20, **TERM)
    assert further is not None
    assert abs(further) > 4


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({}, True),
        ({"ga_days": 259}, True),
        ({"ga_days": 258}, False),
        ({"ga_days": None}, False),
        ({"male": None}, False),
        ({"age_days": 0}, True),
        ({"age_days": 42}, True),
        ({"age_days": 43}, False),
        ({"age_days": None}, False),
        ({"value": None}, False),
    ],
)
def test_it_is_shown_for_babies_at_term_to_day_42(change: dict[str, Any], shown: bool) -> None:
    baby = {"measure": Measure.WEIGHT, "value": 3400, "age_days": 3, **TERM} | change
    assert (growth.z_score(**baby) is not None) is shown


def test_the_middle_lies_where_healthy_children_are() -> None:
    assert 3200 < growth.value_at(Measure.WEIGHT, 0, 0, male=False) < 3300
    assert 49 < growth.value_at(Measure.LENGTH, 0, 0, male=False) < 50
    assert 36 < growth.value_at(Measure.HEAD, 0, LAST_DAY, male=False) < 38


@pytest.mark.parametrize(
    ("measure", "value", "age", "words"),
    [
        (Measure.WEIGHT, 9001, 3, "from 300 to 9000 g"),
        (Measure.HEAD, Decimal(60), 3, "from 15 to 50 cm"),
        (Measure.WEIGHT, 3000, -1, "0 days or above"),
    ],
)
def test_what_the_register_keeps_out_names_the_range(
    measure: Measure, value: int | Decimal, age: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        growth.z_score(measure, value, age, **TERM)


@pytest.mark.parametrize(("z", "day"), [(3.1, 0), (-3.1, 0), (0, 43), (0, -1)])
def test_a_curve_ends_at_3_deviations_and_day_42(z: float, day: int) -> None:
    with pytest.raises(ValueError, match="from -3 to 3"):
        growth.value_at(Measure.WEIGHT, z, day, male=True)
