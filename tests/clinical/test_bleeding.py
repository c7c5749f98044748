"""Blood loss: every bound from both sides, and nothing claimed that was not measured."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity.clinical import bleeding
from maternity.clinical.bleeding import Loss, Shock

WELL: dict[str, Any] = {"pulse": 84, "systolic": 118, "diastolic": 74}


@pytest.mark.parametrize(
    ("ml", "expected"),
    [
        (None, None),
        (0, Loss.USUAL),
        (499, Loss.USUAL),
        (500, Loss.HAEMORRHAGE),
        (999, Loss.HAEMORRHAGE),
        (1000, Loss.SEVERE),
        (6000, Loss.SEVERE),
    ],
)
def test_a_bound_belongs_to_the_worse_class(ml: int | None, expected: Loss | None) -> None:
    assert bleeding.loss(ml) is expected


def test_the_bound_that_counts_is_a_setting() -> None:
    assert bleeding.loss(400, haemorrhage_ml=300) is Loss.HAEMORRHAGE
    assert bleeding.is_haemorrhage(400, ticked=None, haemorrhage_ml=300) is True


@pytest.mark.parametrize(
    ("ml", "ticked", "expected"),
    [
        (499, None, False),
        (500, None, True),
        (499, True, True),
        (500, False, True),
        (None, True, True),
        (None, False, False),
        (None, None, None),
    ],
)
def test_a_diagnosis_stands_without_a_measure(
    ml: int | None, ticked: bool | None, expected: bool | None
) -> None:
    assert bleeding.is_haemorrhage(ml, ticked=ticked) is expected


@pytest.mark.parametrize("ml", [-1, 6001])
def test_an_impossible_loss_names_the_range(ml: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 6000 ml"):
        bleeding.loss(ml)
    with pytest.raises(ValueError, match="from 0 to 6000 ml"):
        bleeding.must_act(ml, **WELL)


@pytest.mark.parametrize(
    ("pulse", "systolic", "expected"),
    [
        (89, 100, Shock.USUAL),
        (90, 100, Shock.CONCERN),
        (110, 120, Shock.CONCERN),
        (169, 100, Shock.CONCERN),
        (170, 100, Shock.VERY_HIGH),
        (None, 100, None),
        (90, None, None),
    ],
)
def test_the_index_is_compared_unrounded(
    pulse: int | None, systolic: int | None, expected: Shock | None
) -> None:
    assert bleeding.shock(pulse, systolic) is expected


def test_the_index_is_shown_as_a_ratio() -> None:
    assert bleeding.shock_index(110, 120) == pytest.approx(0.9167, abs=1e-4)
    assert bleeding.shock_index(118, 118) == 1
    assert bleeding.shock_index(None, 118) is None
    with pytest.raises(ValueError, match="from 40 to 300 mmHg"):
        bleeding.shock_index(80, 0)


@given(st.integers(20, 250), st.integers(40, 300))
def test_the_class_agrees_with_the_index(pulse: int, systolic: int) -> None:
    index = bleeding.shock_index(pulse, systolic)
    assert index is not None
    expected = Shock.VERY_HIGH if index >= 1.7 else Shock.CONCERN if index >= 0.9 else Shock.USUAL
    assert bleeding.shock(pulse, systolic) is expected


@pytest.mark.parametrize(
    ("sign", "expected", "why"),
    [
        ({"pulse": 100}, False, ()),
        ({"pulse": 101}, True, ("pulse_bpm",)),
        ({"systolic": 100, "pulse": 100}, False, ()),
        ({"systolic": 99, "pulse": 60}, True, ("bp_systolic_mmhg",)),
        ({"systolic": 99, "pulse": 100}, True, ("shock_index", "bp_systolic_mmhg")),
        ({"diastolic": 60}, False, ()),
        ({"diastolic": 59}, True, ("bp_diastolic_mmhg",)),
    ],
)
def test_one_abnormal_sign_is_enough_and_is_named(
    sign: dict[str, int], expected: bool, why: tuple[str, ...]
) -> None:
    found = bleeding.abnormal_sign(**(WELL | sign))
    assert found.value is expected
    assert found.why == why


def test_a_sign_not_measured_leaves_the_answer_open() -> None:
    assert bleeding.abnormal_sign(84, 118, None).needs == ("bp_diastolic_mmhg",)
    assert bleeding.abnormal_sign(120, None, None).value is True


@pytest.mark.parametrize("ml", [0, 299])
def test_a_small_loss_never_asks_for_the_bundle(ml: int) -> None:
    assert bleeding.must_act(ml, pulse=130, systolic=80, diastolic=50).value is False


def test_from_300_ml_an_abnormal_sign_asks_for_the_bundle() -> None:
    assert bleeding.must_act(300, **WELL).value is False
    assert bleeding.must_act(300, **(WELL | {"pulse": 118})).value is True
    assert bleeding.must_act(499, pulse=None, systolic=118, diastolic=74).value is None


def test_from_500_ml_the_bundle_is_asked_for_whatever_the_signs() -> None:
    assert bleeding.must_act(500, pulse=None, systolic=None, diastolic=None).value is True


def test_a_loss_not_known_is_asked_for() -> None:
    assert bleeding.must_act(None, **WELL).needs == ("blood_loss_ml",)
