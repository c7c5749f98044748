"""Size for gestation: the model's own checks, its seam, its edges, and its speed."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity.clinical import size
from maternity.clinical.judged import Judged
from maternity.clinical.size import FIRST, LAST, SEAM, Measure, Size

DAYS = st.integers(FIRST, LAST)
VALUES = {Measure.WEIGHT: (300, 7000), Measure.LENGTH: (20, 65), Measure.HEAD: (15, 50)}


@pytest.mark.parametrize(
    ("measure", "value", "weeks", "extra", "male", "centile", "z"),
    [
        (Measure.WEIGHT, 2610, 38, 2, False, 13.25, -1.115),
        (Measure.WEIGHT, 4120, 40, 3, True, 94.01, 1.555),
        (Measure.LENGTH, Decimal("46.0"), 36, 3, True, 22.75, -0.747),
        (Measure.HEAD, Decimal("33.5"), 39, 1, False, 51.37, 0.034),
        (Measure.WEIGHT, 1100, 29, 3, False, 31.24, -0.489),
        (Measure.WEIGHT, 1100, 29, 3, True, 21.62, -0.785),
    ],
)
def test_worked_babies_come_out_as_the_rules_print_them(
    measure: Measure,
    value: int | Decimal,
    weeks: int,
    extra: int,
    male: bool,
    centile: float,
    z: float,
) -> None:
    found = size.standing(measure, value, weeks * 7 + extra, male=male)
    assert found is not None
    assert found.centile == pytest.approx(centile, abs=0.01)
    assert found.z == pytest.approx(z, abs=0.001)


@given(DAYS, st.sampled_from(Measure), st.booleans(), st.floats(0.2, 99.8))
def test_the_value_at_a_centile_has_that_centile(
    days: int, measure: Measure, male: bool, centile: float
) -> None:
    value = size.value_at(measure, centile, days, male=male)
    assert value is not None
    found = size.standing(measure, value, days, male=male)
    assert found is not None
    assert found.centile == pytest.approx(centile, abs=1e-6)


@given(DAYS, st.sampled_from(Measure), st.booleans(), st.data())
def test_a_bigger_baby_has_a_higher_centile(
    days: int, measure: Measure, male: bool, data: st.DataObject
) -> None:
    low, high = VALUES[measure]
    one, other = sorted(data.draw(st.lists(st.integers(low, high), min_size=2, max_size=2)))
    smaller = size.standing(measure, one, days, male=male)
    bigger = size.standing(measure, other, days, male=male)
    assert smaller is not None
    assert bigger is not None
    assert smaller.centile <= bigger.centile
    assert smaller.z <= bigger.z
    assert 0 <= smaller.centile <= bigger.centile <= 100


@given(st.integers(SEAM, LAST), st.sampled_from(Measure), st.booleans())
def test_the_two_branches_meet_in_the_middle(days: int, measure: Measure, male: bool) -> None:
    shape = size._shape(measure, male, days)
    share = 1 / (1 + shape.nu**2)
    assert shape.below(shape.mu) == pytest.approx(share, abs=1e-9)
    assert shape.below(shape.mu - 1e-12) == pytest.approx(share, abs=1e-9)
    assert shape.at(share) == pytest.approx(shape.mu, abs=1e-9)


@given(DAYS, st.floats(5, 95))
def test_at_equal_weight_a_boy_stands_below_a_girl(days: int, centile: float) -> None:
    weight = size.value_at(Measure.WEIGHT, centile, days, male=True)
    assert weight is not None
    girl = size.standing(Measure.WEIGHT, weight, days, male=False)
    assert girl is not None
    assert centile < girl.centile


@pytest.mark.parametrize("days", [0, FIRST - 1, LAST + 1, 321])
def test_outside_24_to_42_weeks_there_is_no_reference(days: int) -> None:
    for measure, (low, _high) in VALUES.items():
        assert size.standing(measure, low, days, male=True) is None
        assert size.value_at(measure, 50, days, male=True) is None


@pytest.mark.parametrize("days", [FIRST, SEAM - 1, SEAM, LAST])
def test_both_ends_of_each_reference_belong_to_it(days: int) -> None:
    assert size.weight_centile(2000, days, male=False) is not None


@pytest.mark.parametrize("male", [True, False])
def test_the_two_references_are_never_joined(male: bool) -> None:
    heads = [size.value_at(Measure.HEAD, 50, SEAM + day, male=male) or 0 for day in (-2, -1, 0, 1)]
    before, across, after = (b - a for a, b in pairwise(heads))
    assert across > 3 * before
    assert across > 3 * after


@pytest.mark.parametrize("weeks", range(24, 43))
def test_a_week_lies_wholly_on_one_side_of_the_seam(weeks: int) -> None:
    assert (weeks * 7 >= SEAM) is (weeks * 7 + 6 >= SEAM)


@pytest.mark.parametrize("male", [True, False])
@pytest.mark.parametrize("days", [FIRST, SEAM - 1, SEAM, 266, LAST])
def test_each_class_begins_at_its_centile(days: int, male: bool) -> None:
    weeks, extra = divmod(days, 7)
    for centile, below, above in (
        (3, Size.SGA_SEVERE, Size.SGA),
        (10, Size.SGA, Size.AGA),
        (90, Size.AGA, Size.LGA),
    ):
        cut = size.value_at(Measure.WEIGHT, centile, days, male=male)
        assert cut is not None
        assert size.weight_class(int(cut) - 1, weeks, extra, male=male) is below
        assert size.weight_class(int(cut) + 1, weeks, extra, male=male) is above


@pytest.mark.parametrize(
    ("centile", "expected"),
    [
        (2.999, Size.SGA_SEVERE),
        (3.0, Size.SGA),
        (9.999, Size.SGA),
        (10.0, Size.AGA),
        (90.0, Size.AGA),
        (90.001, Size.LGA),
        (None, Size.NO_REFERENCE),
    ],
)
def test_the_centile_is_not_rounded_before_it_is_judged(
    centile: float | None, expected: Size
) -> None:
    assert size._class(centile) is expected


def test_weeks_alone_give_a_class_only_when_the_whole_week_agrees() -> None:
    assert size.judge(3200, 39, None, male=True) == Judged(Size.AGA)
    between = size.value_at(Measure.WEIGHT, 10, 39 * 7 + 3, male=True)
    assert between is not None
    assert size.judge(int(between), 39, None, male=True) == Judged(None, ("ga_extra_days",))
    assert size.weight_class(int(between), 39, None, male=True) is Size.NO_REFERENCE
    assert size.judge(1000, 23, None, male=True) == Judged(Size.NO_REFERENCE)


def test_what_is_missing_is_named() -> None:
    assert size.judge(None, None, None, male=None).needs == ("weight_g", "ga_weeks", "sex")
    assert size.judge(3000, 39, 0, male=None).needs == ("sex",)
    assert size.weight_class(None, 39, 0, male=True) is Size.NO_REFERENCE
    for measure, (low, _high) in VALUES.items():
        assert size.standing(measure, None, 270, male=True) is None
        assert size.standing(measure, low, None, male=True) is None
        assert size.standing(measure, low, 270, male=None) is None


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        (Measure.WEIGHT, 299, "weight_g must be from 300 to 7000 g"),
        (Measure.WEIGHT, 7001, "weight_g must be from 300 to 7000 g"),
        (Measure.WEIGHT, float("nan"), "weight_g"),
        (Measure.LENGTH, Decimal("19.9"), "length_cm must be from 20 to 65 cm"),
        (Measure.HEAD, Decimal("50.1"), "head_cm must be from 15 to 50 cm"),
    ],
)
def test_what_the_register_keeps_out_names_the_range(
    measure: Measure, value: float | Decimal, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        size.standing(measure, value, 270, male=True)


@pytest.mark.parametrize("centile", [0, 100, -1])
def test_a_curve_has_no_centile_0_or_100(centile: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 100"):
        size.value_at(Measure.WEIGHT, centile, 270, male=True)


def test_extreme_babies_have_a_finite_z() -> None:
    for weight in (300, 7000):
        found = size.standing(Measure.WEIGHT, weight, 280, male=True)
        assert found is not None
        assert -8 < found.z < 8


def test_a_thousand_births_are_judged_at_once() -> None:
    began = time.perf_counter()
    for number in range(1000):
        size.judge(1500 + 3 * number, 30 + number % 12, number % 7, male=number % 2 == 0)
    assert time.perf_counter() - began < 0.3  # ten times what a busy old computer needs
