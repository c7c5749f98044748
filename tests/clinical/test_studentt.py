"""Student's t: known values, symmetry and the way back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity.clinical import studentt

FREEDOM = st.floats(0.5, 60)


@pytest.mark.parametrize(
    ("t", "freedom", "expected", "close"),
    [
        (0, 7, 0.5, 1e-12),
        (1, 1, 0.75, 1e-12),
        (2, 10, 0.963306, 1e-6),
        (-1.5, 17.05299, 0.075950, 1e-6),
        (2, 2, 0.5 + 2 / (2 * math.sqrt(2) * math.sqrt(3)), 1e-12),
        (-3, 1, 0.5 - math.atan(3) / math.pi, 1e-12),
    ],
)
def test_known_values(t: float, freedom: float, expected: float, close: float) -> None:
    assert studentt.below(t, freedom) == pytest.approx(expected, abs=close)


@given(st.floats(-50, 50), FREEDOM)
def test_both_sides_add_up_to_one(t: float, freedom: float) -> None:
    assert studentt.below(t, freedom) + studentt.below(-t, freedom) == pytest.approx(1, abs=1e-12)


@given(st.floats(0.001, 0.999), FREEDOM)
def test_the_way_back_leads_back(probability: float, freedom: float) -> None:
    t = studentt.at(probability, freedom)
    assert studentt.below(t, freedom) == pytest.approx(probability, abs=1e-9)


@pytest.mark.parametrize("probability", [0, 1, -0.1, 1.1])
def test_a_probability_lies_between_0_and_1(probability: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        studentt.at(probability, 10)


def test_what_is_no_number_has_no_answer() -> None:
    with pytest.raises(ValueError, match="does not settle"):
        studentt.below(float("nan"), 10)
