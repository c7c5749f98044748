"""The exposed newborn: risk and due dates, each edge from both sides."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from maternity.clinical import exposure
from maternity.clinical.exposure import Step
from maternity.clinical.judged import Judged

BORN = date(2026, 5, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("known", "tested", "expected"),
    [
        (True, None, Judged(value=True, why=("known_status",))),
        (None, True, Judged(value=True, why=("result",))),
        (False, True, Judged(value=True, why=("result",))),
        (False, False, Judged(value=False)),
        (None, False, Judged(value=False)),
        (False, None, Judged(None, ("hiv_test",))),
        (None, None, Judged(None, ("hiv_test",))),
    ],
)
def test_exposure_without_a_test_is_not_known(
    known: bool | None, tested: bool | None, expected: Judged[bool]
) -> None:
    assert exposure.is_exposed(known_positive=known, tested_positive=tested) == expected


TREATED: dict[str, Any] = {
    "treated": True,
    "treatment_began_on": BORN - 28 * DAY,
    "born_on": BORN,
    "viral_load": 999,
    "found_late": False,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, False),
        ({"treatment_began_on": BORN - 27 * DAY}, True),
        ({"treatment_began_on": BORN - 28 * DAY, "weeks": 8}, True),
        ({"treatment_began_on": BORN - 56 * DAY, "weeks": 8}, False),
        ({"viral_load": 1000}, True),
        ({"found_late": True}, True),
        ({"treated": False}, True),
        ({"treated": None, "treatment_began_on": None}, True),
        ({"viral_load": None, "found_late": None}, False),
        ({"treatment_began_on": None}, None),
    ],
)
def test_risk_is_high_by_one_reason_or_by_nothing_known(
    change: dict[str, Any], expected: bool | None
) -> None:
    assert exposure.is_high_risk(**(TREATED | change)).value is expected


def steps(**change: Any) -> dict[str, Step]:
    asked: dict[str, Any] = {"high_risk": False, "breastfed": True} | change
    return {step.what: step for step in exposure.hiv_steps(BORN, **asked)}


def test_each_step_is_due_on_its_day() -> None:
    due = steps()
    assert due["nevirapine"] == Step("nevirapine", BORN, BORN + 42 * DAY, BORN + 3 * DAY)
    assert due["first_test"] == Step(
        "first_test", BORN + 28 * DAY, BORN + 42 * DAY, BORN + 56 * DAY
    )
    assert due["cotrimoxazole"].from_on == BORN + 42 * DAY
    assert due["second_test"].from_on == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("high_risk", "breastfed", "days"),
    [(False, True, 42), (True, True, 84), (True, False, 42), (True, None, 42)],
)
def test_only_a_breastfed_baby_at_high_risk_goes_on_to_12_weeks(
    high_risk: bool, breastfed: bool | None, days: int
) -> None:
    due = steps(high_risk=high_risk, breastfed=breastfed)
    name = "nevirapine_zidovudine" if high_risk else "nevirapine"
    assert due[name].to_on == BORN + days * DAY


@pytest.mark.parametrize(
    ("ended_on", "final", "sure"),
    [
        (None, date(2027, 11, 30), False),
        (date(2027, 8, 30), date(2027, 11, 30), True),
        (date(2027, 8, 31), date(2027, 11, 30), True),
        (date(2027, 9, 1), date(2027, 12, 1), True),
    ],
)
def test_the_final_test_waits_for_the_end_of_breastfeeding(
    ended_on: date | None, final: date, sure: bool
) -> None:
    found = steps(breastfeeding_ended_on=ended_on)["final_test"]
    assert found.from_on == final
    assert (found.to_on is not None) is sure


def test_prophylaxis_is_late_after_72_hours() -> None:
    born_at = datetime(2026, 5, 31, 10, 0)
    assert not exposure.prophylaxis_late(born_at, born_at + 3 * DAY)
    assert exposure.prophylaxis_late(born_at, born_at + 3 * DAY + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("exposed", "penicillin", "finished_on", "expected"),
    [
        (True, True, BORN - 30 * DAY, False),
        (True, True, BORN - 29 * DAY, True),
        (True, True, None, True),
        (True, None, None, True),
        (True, False, BORN - 60 * DAY, True),
        (False, None, None, False),
        (None, True, BORN - 60 * DAY, None),
    ],
)
def test_syphilis_is_treated_unless_finished_30_days_before(
    exposed: bool | None,
    penicillin: bool | None,
    finished_on: date | None,
    expected: bool | None,
) -> None:
    found = exposure.syphilis_to_treat(
        exposed=exposed, penicillin=penicillin, finished_on=finished_on, born_on=BORN
    )
    assert found is expected
