"""Near miss: each criterion from both sides, in the unit it was measured in."""

from __future__ import annotations

from typing import Any

import pytest

from maternity.clinical import nearmiss
from maternity.clinical.judged import Judged
from maternity.clinical.nearmiss import SYSTEMS, TICKED, Measured

ALL_NO: dict[str, bool | None] = dict.fromkeys(TICKED, False)
USUAL: dict[str, Any] = {
    "lactate_mmol_l": 1.0,
    "ph": 7.4,
    "breathing_rate": 18,
    "saturation": 98,
    "pao2_fio2": 400,
    "creatinine_umol_l": 60,
    "platelets_per_mm3": 200_000,
    "blood_units": 0,
    "bilirubin_umol_l": 10,
}


@pytest.mark.parametrize(
    ("value", "expected", "criterion"),
    [
        ({"lactate_mmol_l": 5}, False, "lactate"),
        ({"lactate_mmol_l": 5.1}, True, "lactate"),
        ({"ph": 7.1}, False, "ph"),
        ({"ph": 7.09}, True, "ph"),
        ({"breathing_rate": 40}, False, "breathing_rate"),
        ({"breathing_rate": 41}, True, "breathing_rate"),
        ({"breathing_rate": 6}, False, "breathing_rate"),
        ({"breathing_rate": 5}, True, "breathing_rate"),
        ({"saturation": 90}, False, "saturation"),
        ({"saturation": 89}, True, "saturation"),
        ({"pao2_fio2": 200}, False, "pao2_fio2"),
        ({"pao2_fio2": 199}, True, "pao2_fio2"),
        ({"creatinine_umol_l": 299}, False, "creatinine"),
        ({"creatinine_umol_l": 300}, True, "creatinine"),
        ({"creatinine_umol_l": None, "creatinine_mg_dl": 3.4}, False, "creatinine"),
        ({"creatinine_umol_l": None, "creatinine_mg_dl": 3.5}, True, "creatinine"),
        ({"platelets_per_mm3": 50_000}, False, "platelets"),
        ({"platelets_per_mm3": 49_999}, True, "platelets"),
        ({"blood_units": 4}, False, "transfusion"),
        ({"blood_units": 5}, True, "transfusion"),
        ({"bilirubin_umol_l": 100}, False, "bilirubin"),
        ({"bilirubin_umol_l": 100.1}, True, "bilirubin"),
        ({"bilirubin_umol_l": None, "bilirubin_mg_dl": 6.0}, False, "bilirubin"),
        ({"bilirubin_umol_l": None, "bilirubin_mg_dl": 6.1}, True, "bilirubin"),
    ],
)
def test_a_measure_counts_beyond_its_bound(
    value: dict[str, Any], expected: bool, criterion: str
) -> None:
    found = nearmiss.judge(ALL_NO, Measured(**(USUAL | value)), survived=True)
    assert found.value is expected
    assert found.why == ((criterion,) if expected else ())


@pytest.mark.parametrize("criterion", sorted(TICKED))
def test_one_ticked_criterion_is_enough(criterion: str) -> None:
    found = nearmiss.judge({criterion: True}, Measured(), survived=True)
    assert found.value is True
    assert found.why == (criterion,)
    assert len(nearmiss.systems(found.why)) == 1


def test_no_test_is_not_no() -> None:
    found = nearmiss.judge(ALL_NO, Measured(**(USUAL | {"ph": None})), survived=True)
    assert found == Judged(None, ("ph",))
    assert nearmiss.judge({}, Measured(), survived=True).value is None


def test_a_death_is_never_a_near_miss() -> None:
    assert nearmiss.judge({"stroke": True}, Measured(), survived=False).value is False
    unknown = nearmiss.judge({"stroke": True}, Measured(), survived=None)
    assert (unknown.value, unknown.needs, unknown.why) == (None, ("outcome",), ("stroke",))


def test_criteria_belong_to_systems() -> None:
    assert nearmiss.systems(("stroke", "platelets")) == ("clotting", "nervous_system")
    assert sum(len(names) for names in SYSTEMS.values()) == 25
    measured = {name for names in SYSTEMS.values() for name in names} - TICKED
    assert len(measured) == 9


def test_a_criterion_that_does_not_exist_is_our_bug() -> None:
    with pytest.raises(ValueError, match="criteria must be among"):
        nearmiss.judge({"tired": True}, Measured(), survived=True)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, True),
        ({"systolic": 90}, False),
        ({"minutes": 59}, False),
        ({"pulse": 119}, False),
        ({"fluid_ml": 2000}, False),
    ],
)
def test_shock_lasts_an_hour_despite_two_litres(change: dict[str, int], expected: bool) -> None:
    shocked = {"systolic": 89, "minutes": 60, "pulse": 120, "fluid_ml": 2001}
    assert nearmiss.is_shock(**(shocked | change)) is expected


@pytest.mark.parametrize(
    ("hourly", "daily", "expected"),
    [
        (30, 400, False),
        (29.9, 400, True),
        (30, 399, True),
        (None, 399, True),
        (30, None, None),
        (None, None, None),
    ],
)
def test_little_urine_by_the_hour_or_by_the_day(
    hourly: float | None, daily: float | None, expected: bool | None
) -> None:
    assert nearmiss.is_oliguria(ml_per_hour_4_h=hourly, ml_24_h=daily) is expected
