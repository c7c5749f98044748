"""Blood pressure: readings at their bounds, and what a series of them suggests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from maternity.clinical import pressure
from maternity.clinical.judged import Judged
from maternity.clinical.pressure import Disorder, Pressure, Reading

NOON = datetime(2026, 11, 1, 12, 0)
HOURS = timedelta(hours=1)
QUIET = {
    "platelets_per_mm3": 200_000,
    "transaminases_doubled": False,
    "lasting_liver_pain": False,
    "creatinine_umol_l": 60,
    "creatinine_doubled": False,
    "pulmonary_oedema": False,
    "cerebral_or_visual": False,
}


def series(*readings: tuple[float, int, int], ga_days: int | None = 200) -> list[Reading]:
    return [
        Reading(NOON + after * HOURS, systolic, diastolic, ga_days)
        for after, systolic, diastolic in readings
    ]


TWICE_HIGH = series((0, 142, 92), (4, 144, 94))
ONCE_HIGH = series((0, 142, 92), (1, 120, 70))


@pytest.mark.parametrize(
    ("systolic", "diastolic", "expected", "why"),
    [
        (139, 89, Pressure.USUAL, ()),
        (140, 89, Pressure.HIGH, ("bp_systolic_mmhg",)),
        (139, 90, Pressure.HIGH, ("bp_diastolic_mmhg",)),
        (159, 109, Pressure.HIGH, ("bp_systolic_mmhg", "bp_diastolic_mmhg")),
        (160, 70, Pressure.SEVERE, ("bp_systolic_mmhg",)),
        (120, 110, Pressure.SEVERE, ("bp_diastolic_mmhg",)),
        (160, None, Pressure.SEVERE, ("bp_systolic_mmhg",)),
        (None, 90, Pressure.HIGH, ("bp_diastolic_mmhg",)),
        (139, None, None, ()),
        (None, 89, None, ()),
        (None, None, None, ()),
    ],
)
def test_the_worse_number_decides_and_one_alone_is_never_usual(
    systolic: int | None,
    diastolic: int | None,
    expected: Pressure | None,
    why: tuple[str, ...],
) -> None:
    found = pressure.reading(systolic, diastolic)
    assert found.value is expected
    assert found.why == why


def test_an_impossible_pressure_names_the_range() -> None:
    with pytest.raises(ValueError, match="from 40 to 300 mmHg"):
        pressure.reading(301, 80)
    with pytest.raises(ValueError, match="from 20 to 200 mmHg"):
        pressure.reading(120, 19)


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        (series((0, 142, 92), (3.99, 142, 92)), False),
        (series((0, 142, 92), (4, 142, 92)), True),
        (series((4, 142, 92), (0, 142, 92)), True),
        (series((0, 162, 92), (0.24, 162, 92)), False),
        (series((0, 162, 92), (0.25, 162, 92)), True),
        (series((0, 162, 92), (0.25, 142, 92)), False),
        (series((0, 162, 92), (4, 142, 92)), True),
        (series((0, 142, 92), (2, 120, 70)), False),
        ([], False),
    ],
)
def test_hypertension_is_confirmed_by_a_second_reading(
    readings: list[Reading], expected: bool
) -> None:
    assert pressure.is_confirmed(readings) is expected


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ({"platelets_per_mm3": 100_000}, False),
        ({"platelets_per_mm3": 99_999}, True),
        ({"creatinine_umol_l": 97}, False),
        ({"creatinine_umol_l": 97.1}, True),
        ({"transaminases_doubled": True}, True),
        ({"lasting_liver_pain": True}, True),
        ({"creatinine_doubled": True}, True),
        ({"pulmonary_oedema": True}, True),
        ({"cerebral_or_visual": True}, True),
        ({"cerebral_or_visual": None}, None),
    ],
)
def test_one_severe_feature_is_enough(feature: dict[str, Any], expected: bool | None) -> None:
    assert pressure.severe_features(**(QUIET | feature)).value is expected


@pytest.mark.parametrize(
    ("readings", "protein", "expected", "needs"),
    [
        (series((0, 120, 80)), "negative", Disorder.NONE, ()),
        (series((0, 142, 92), ga_days=139), None, Disorder.CHRONIC, ()),
        (series((0, 142, 92), ga_days=140), "negative", Disorder.GESTATIONAL, ()),
        (series((0, 142, 92), ga_days=None), "negative", Disorder.HYPERTENSION, ("ga_days",)),
        (TWICE_HIGH, "plus_2", Disorder.PRE_ECLAMPSIA, ()),
        (TWICE_HIGH, "plus_3", Disorder.PRE_ECLAMPSIA, ()),
        (TWICE_HIGH, "plus_1", Disorder.HYPERTENSION, ()),
        (TWICE_HIGH, "trace", Disorder.HYPERTENSION, ()),
        (TWICE_HIGH, "positive", Disorder.HYPERTENSION, ("urine_protein",)),
        (TWICE_HIGH, "not_done", Disorder.HYPERTENSION, ("urine_protein",)),
        (TWICE_HIGH, None, Disorder.HYPERTENSION, ("urine_protein",)),
        (ONCE_HIGH, "plus_2", Disorder.HYPERTENSION, ("second_reading",)),
        (
            series((0, 162, 92), (4, 142, 92)),
            "plus_2",
            Disorder.SEVERE_PRE_ECLAMPSIA,
            (),
        ),
        (series((0, 162, 92)), "negative", Disorder.HYPERTENSION, ()),
        (series((0, 120, 80), (4, 142, 92)), "negative", Disorder.GESTATIONAL, ()),
        ([], "plus_2", None, ("blood_pressure",)),
        ([Reading(NOON, 139, None, 200)], "plus_2", None, ("blood_pressure",)),
    ],
)
def test_the_numbers_suggest_a_disorder_or_say_what_they_need(
    readings: list[Reading],
    protein: str | None,
    expected: Disorder | None,
    needs: tuple[str, ...],
) -> None:
    quiet = pressure.severe_features(**QUIET)  # type: ignore[arg-type]
    found = pressure.suggest(readings, protein=protein, features=quiet)
    assert found.value is expected
    assert found.needs == needs


def test_a_severe_feature_makes_a_pre_eclampsia_severe_and_is_named() -> None:
    ill = pressure.severe_features(platelets_per_mm3=80_000)
    found = pressure.suggest(TWICE_HIGH, protein="plus_2", features=ill)
    assert found.value is Disorder.SEVERE_PRE_ECLAMPSIA
    assert found.why == ("urine_protein", "platelets_per_mm3")
    assert pressure.suggest(TWICE_HIGH, protein="negative", features=ill) == Judged(
        Disorder.HYPERTENSION, why=("platelets_per_mm3",)
    )


def test_features_not_looked_for_are_still_asked() -> None:
    found = pressure.suggest(TWICE_HIGH, protein="plus_2")
    assert found.value is Disorder.PRE_ECLAMPSIA
    assert "platelets_per_mm3" in found.needs


def test_severe_readings_are_flagged_even_without_a_gestation() -> None:
    found = pressure.suggest(series((0, 162, 92), ga_days=None), protein=None)
    assert found.why == ("severe_reading",)


def test_a_hypertension_known_before_pregnancy_is_chronic() -> None:
    found = pressure.suggest(series((0, 162, 112)), protein="negative", known_before=True)
    assert found == Judged(Disorder.CHRONIC, why=("known_before", "severe_reading"))
    assert pressure.suggest([], protein=None, known_before=True).value is Disorder.CHRONIC


def test_a_grade_that_does_not_exist_is_our_bug() -> None:
    with pytest.raises(ValueError, match="urine_protein must be one of"):
        pressure.suggest(TWICE_HIGH, protein="plus_4")
