"""What is due by the clock in an emergency: each edge from both sides."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from maternity.clinical import emergency
from maternity.clinical.judged import Judged

BORN = datetime(2026, 11, 26, 8, 0)


def after(minutes: int) -> datetime:
    return BORN + timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "in_time"), [(0, True), (180, True), (181, False)])
def test_tranexamic_acid_is_in_time_up_to_three_hours(minutes: int, in_time: bool) -> None:
    assert emergency.tranexamic_in_time(BORN, after(minutes)) is in_time


def test_bleeding_is_escalated_after_a_quarter_and_the_acid_repeated_after_half_an_hour() -> None:
    assert emergency.escalate_by(BORN) == after(15)
    assert emergency.tranexamic_again_from(BORN) == after(30)


def test_magnesium_is_due_four_hours_after_the_last_dose() -> None:
    assert emergency.next_magnesium([], born_at=None, last_fit_at=None) is None
    due = emergency.next_magnesium([after(0), after(240)], born_at=None, last_fit_at=None)
    assert due == after(480)


@pytest.mark.parametrize(
    ("last", "fit", "due"),
    [
        (20 * 60, None, 24 * 60),
        (20 * 60 + 1, None, None),
        (20 * 60 + 1, 1, 24 * 60 + 1),
        (20 * 60 + 1, -60, None),
    ],
)
def test_the_treatment_ends_a_day_after_the_birth_or_the_last_fit(
    last: int, fit: int | None, due: int | None
) -> None:
    fitted = None if fit is None else after(fit)
    found = emergency.next_magnesium([after(last)], born_at=BORN, last_fit_at=fitted)
    assert found == (None if due is None else after(due))


@pytest.mark.parametrize(
    ("reflexes", "breathing", "urine", "told"),
    [
        (True, 16, 30, Judged(value=False)),
        (True, 15, 30, Judged(True, (), ("respiratory_rate_min",))),
        (True, 16, 29, Judged(True, (), ("urine_ml_h",))),
        (False, None, None, Judged(True, ("respiratory_rate_min", "urine_ml_h"), ("reflexes",))),
        (True, None, 30, Judged(None, ("respiratory_rate_min",))),
    ],
)
def test_a_sign_holds_the_dose_and_what_is_not_known_never_clears_it(
    reflexes: bool | None, breathing: int | None, urine: int | None, told: Judged[bool]
) -> None:
    found = emergency.hold_magnesium(reflexes=reflexes, breathing_min=breathing, urine_ml_h=urine)
    assert found == told


def test_a_breathing_rate_that_cannot_be_is_our_fault() -> None:
    with pytest.raises(ValueError, match="from 2 to 150"):
        emergency.hold_magnesium(reflexes=None, breathing_min=1, urine_ml_h=None)
