"""Deaths: bounds of birth, windows of age, and the classes of a woman's death."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from maternity.clinical import dating, deaths
from maternity.clinical.deaths import FetalDeath, MaternalClass, NeonatalBand, Window

BORN = datetime(2026, 11, 1, 10, 0)


@pytest.mark.parametrize(
    ("weight_g", "weeks", "by_weight", "either", "both"),
    [
        (999, 27, False, False, False),
        (1000, 27, True, True, False),
        (999, 28, False, True, False),
        (1000, 28, True, True, True),
        (999, None, False, False, False),
        (1000, None, True, True, True),
        (None, 27, False, False, False),
        (None, 28, True, True, True),
        (None, None, True, True, True),
    ],
)
def test_a_stillbirth_counts_by_the_wards_rule(
    weight_g: int | None, weeks: int | None, by_weight: bool, either: bool, both: bool
) -> None:
    rules = {"weight_then_ga": by_weight, "either": either, "both": both}
    for rule, expected in rules.items():
        assert deaths.stillbirth_counts(weight_g, weeks, rule=rule) is expected


def test_the_length_is_asked_only_when_nothing_else_is_known() -> None:
    counts = deaths.stillbirth_counts
    assert not counts(None, None, rule="either", length_cm=Decimal("34.9"))
    assert counts(None, None, rule="either", length_cm=Decimal(35))
    assert counts(1000, None, rule="weight_then_ga", length_cm=Decimal(30))


def test_what_decided_a_stillbirth_is_told() -> None:
    assert deaths.stillbirth(1200, 26, rule="weight_then_ga").why == ("weight_g",)
    assert deaths.stillbirth(1200, 26, rule="either").why == ("weight_g",)
    assert deaths.stillbirth(1200, 26, rule="both").why == ("ga_weeks",)
    assert deaths.stillbirth(None, None, rule="both", length_cm=40).why == ("length_cm",)
    unknown = deaths.stillbirth(None, None, rule="both")
    assert (unknown.why, unknown.needs) == ((), ("weight_g", "ga_weeks"))


def test_a_rule_that_does_not_exist_is_our_bug() -> None:
    with pytest.raises(ValueError, match="both, either, weight_then_ga"):
        deaths.stillbirth_counts(1000, 28, rule="gut_feeling")
    with pytest.raises(ValueError, match="from 300 to 7000 g"):
        deaths.stillbirth_counts(100, 28, rule="either")


def test_a_live_birth_counts_unless_the_floor_is_set() -> None:
    assert deaths.live_birth_counts(400, 21, floor=False)
    assert not deaths.live_birth_counts(999, 27, floor=True)
    assert deaths.live_birth_counts(999, 28, floor=True)
    assert deaths.live_birth_counts(None, None, floor=True)


@pytest.mark.parametrize(
    ("weight_g", "weeks", "length_cm", "expected", "why"),
    [
        (499, 30, None, FetalDeath.ABORTION, "weight_g"),
        (500, 20, None, FetalDeath.EARLY, "weight_g"),
        (999, 30, None, FetalDeath.EARLY, "weight_g"),
        (1000, 20, None, FetalDeath.LATE, "weight_g"),
        (None, 21, 40, FetalDeath.ABORTION, "ga_weeks"),
        (None, 22, 40, FetalDeath.EARLY, "ga_weeks"),
        (None, 27, 40, FetalDeath.EARLY, "ga_weeks"),
        (None, 28, 20, FetalDeath.LATE, "ga_weeks"),
        (None, None, Decimal("24.9"), FetalDeath.ABORTION, "length_cm"),
        (None, None, 25, FetalDeath.EARLY, "length_cm"),
        (None, None, Decimal("34.9"), FetalDeath.EARLY, "length_cm"),
        (None, None, 35, FetalDeath.LATE, "length_cm"),
    ],
)
def test_the_first_known_criterion_decides(
    weight_g: int | None,
    weeks: int | None,
    length_cm: int | Decimal | None,
    expected: FetalDeath,
    why: str,
) -> None:
    found = deaths.fetal_death(weight_g, weeks, length_cm)
    assert found.value is expected
    assert found.why == (why,)


def test_the_order_of_criteria_is_a_setting() -> None:
    newer = ("ga_weeks", "weight_g", "length_cm")
    assert deaths.fetal_death(1200, 26, order=newer).value is FetalDeath.EARLY
    assert deaths.fetal_death(None, None, order=newer).needs == newer


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (timedelta(0), NeonatalBand.H0_23),
        (timedelta(hours=23, minutes=59), NeonatalBand.H0_23),
        (timedelta(hours=24), NeonatalBand.D1_6),
        (timedelta(days=6, hours=23, minutes=59), NeonatalBand.D1_6),
        (timedelta(days=7), NeonatalBand.D7_27),
        (timedelta(days=27, hours=23, minutes=59), NeonatalBand.D7_27),
        (timedelta(days=28), NeonatalBand.D28_PLUS),
        (timedelta(minutes=-1), NeonatalBand.UNKNOWN),
    ],
)
def test_each_window_of_age_ends_with_its_last_minute(age: timedelta, band: NeonatalBand) -> None:
    assert deaths.neonatal_band(dating.hours_between(BORN, BORN + age)) is band


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, NeonatalBand.H0_23),
        (1, NeonatalBand.D1_6),
        (6, NeonatalBand.D1_6),
        (7, NeonatalBand.D7_27),
        (27, NeonatalBand.D7_27),
        (28, NeonatalBand.D28_PLUS),
    ],
)
def test_with_dates_only_a_day_is_24_hours(days: int, band: NeonatalBand) -> None:
    died_on = BORN.date() + timedelta(days=days)
    assert deaths.neonatal_band(dating.hours_between(BORN, died_on)) is band


def test_ages_are_covered_without_gap_and_an_unknown_one_is_unknown() -> None:
    order = [list(NeonatalBand).index(deaths.neonatal_band(hours)) for hours in range(700)]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2, 3}
    assert deaths.neonatal_band(None) is NeonatalBand.UNKNOWN


@pytest.mark.parametrize(
    ("stillborn", "weight_g", "weeks", "hours", "expected"),
    [
        (True, 499, 21, None, False),
        (True, 500, 21, None, True),
        (True, 499, 22, None, True),
        (True, None, 21, None, False),
        (True, 499, None, None, False),
        (True, None, None, None, True),
        (False, 3000, 39, 0, True),
        (False, 3000, 39, 167, True),
        (False, 3000, 39, 168, False),
        (False, 3000, 39, None, None),
        (False, 3000, 39, -1, None),
    ],
)
def test_perinatal_is_stillborn_from_22_weeks_or_dead_before_day_7(
    stillborn: bool,
    weight_g: int | None,
    weeks: int | None,
    hours: int | None,
    expected: bool | None,
) -> None:
    found = deaths.is_perinatal(
        stillborn=stillborn, weight_g=weight_g, weeks=weeks, age_hours=hours
    )
    assert found is expected


def test_some_returns_begin_at_28_weeks_or_1000_g() -> None:
    def late(weight_g: int, weeks: int) -> bool | None:
        return deaths.is_perinatal(
            stillborn=True, weight_g=weight_g, weeks=weeks, age_hours=None, from_late=True
        )

    assert not late(999, 27)
    assert late(1000, 27)
    assert late(999, 28)


def test_a_death_before_discharge_is_counted_to_the_minute() -> None:
    left = datetime(2026, 11, 3, 12, 0)
    before = deaths.before_discharge
    assert before(left, left, died_in=False) is True
    assert before(left + timedelta(minutes=1), left, died_in=False) is False
    assert before(date(2026, 11, 3), left, died_in=False) is True
    assert before(date(2026, 11, 4), left, died_in=False) is False
    assert before(None, left, died_in=True) is True
    assert before(None, left, died_in=False) is None
    assert before(left, None, died_in=False) is False


@pytest.mark.parametrize(
    ("ended_on", "died_on", "expected", "related"),
    [
        (None, date(2026, 3, 1), Window.PREGNANT, True),
        (date(2026, 3, 2), date(2026, 3, 1), Window.PREGNANT, True),
        (date(2026, 3, 1), datetime(2026, 3, 1, 23, 0), Window.TO_DAY_42, True),
        (date(2026, 3, 1), date(2026, 4, 12), Window.TO_DAY_42, True),
        (datetime(2026, 3, 1, 23, 0), date(2026, 4, 13), Window.LATE, False),
        (date(2026, 3, 1), date(2027, 2, 28), Window.LATE, False),
        (date(2026, 3, 1), date(2027, 3, 1), Window.AFTER_A_YEAR, False),
        (date(2024, 2, 29), date(2025, 2, 28), Window.LATE, False),
        (date(2024, 2, 29), date(2025, 3, 1), Window.AFTER_A_YEAR, False),
        (date(2026, 3, 1), None, None, None),
    ],
)
def test_day_42_counts_and_day_43_is_late(
    ended_on: date | None, died_on: date | None, expected: Window | None, related: bool | None
) -> None:
    found = deaths.window(ended_on, died_on)
    assert found is expected
    assert deaths.pregnancy_related(found) is related


@pytest.mark.parametrize(
    ("died", "cause", "days", "expected"),
    [
        (True, "haemorrhage", None, MaternalClass.MATERNAL),
        (True, "haemorrhage", 42, MaternalClass.MATERNAL),
        (True, "haemorrhage", 43, MaternalClass.LATE_MATERNAL),
        (True, None, 43, MaternalClass.LATE_MATERNAL),
        (True, None, 42, MaternalClass.UNCLASSIFIED),
        (False, "haemorrhage", None, MaternalClass.UNCLASSIFIED),
        (True, "coincidental", 43, MaternalClass.COINCIDENTAL),
        (True, "undetermined", 0, MaternalClass.MATERNAL),
    ],
)
def test_the_class_of_a_death_needs_its_date_and_its_cause(
    died: bool, cause: str | None, days: int | None, expected: MaternalClass
) -> None:
    found = deaths.maternal_class(died=died, cause_group=cause, days_after_end=days)
    assert found is expected


def test_a_year_after_the_end_it_is_neither_maternal_nor_late() -> None:
    told: dict[str, Any] = {"died": True, "cause_group": "haemorrhage", "days_after_end": 365}
    assert deaths.maternal_class(**told) is MaternalClass.LATE_MATERNAL
    assert deaths.maternal_class(**told, over_a_year=True) is MaternalClass.UNCLASSIFIED
    told["cause_group"] = "coincidental"
    assert deaths.maternal_class(**told, over_a_year=True) is MaternalClass.COINCIDENTAL


def test_every_age_at_death_is_in_one_class_that_never_goes_back() -> None:
    classes = [deaths.neonatal_death(hours).value for hours in range(24 * 60)]
    changes = [at for at in range(1, len(classes)) if classes[at] is not classes[at - 1]]
    assert changes == [24, 168, 672]
    assert list(dict.fromkeys(classes)) == list(deaths.NeonatalDeath)


def test_an_age_at_death_is_asked_for_and_never_negative() -> None:
    assert deaths.neonatal_death(None).needs == ("died_at",)
    with pytest.raises(ValueError, match="0 hours"):
        deaths.neonatal_death(-1)
