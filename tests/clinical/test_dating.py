"""Day 0, ages and lengths of time: every printed edge from both sides."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity.clinical import dating
from maternity.clinical.dating import Basis, Dated

LMP = date(2026, 1, 1)


def redated(age: int, apart: int) -> Basis:
    """The basis when a scan at so many days by the period gives so many days more."""
    found = dating.day_zero(
        LMP,
        lmp_certain=True,
        scan_on=LMP + timedelta(days=age),
        scan_age_days=age - apart,
    )
    assert found is not None
    assert found.apart_days == apart
    return found.basis


@pytest.mark.parametrize(
    ("zero", "due"),
    [
        (date(2024, 1, 1), date(2024, 10, 7)),
        (date(2023, 5, 31), date(2024, 3, 6)),
        (date(2023, 11, 25), date(2024, 8, 31)),
        (date(2024, 2, 29), date(2024, 12, 5)),
    ],
)
def test_the_expected_date_is_280_days_after_day_zero(zero: date, due: date) -> None:
    assert dating.due_date(zero) == due


@pytest.mark.parametrize(
    ("age", "limit"),
    [
        (62, 5),
        (63, 7),
        (111, 7),
        (112, 10),
        (153, 10),
        (154, 14),
        (195, 14),
        (196, 21),
        (280, 21),
    ],
)
def test_a_scan_redates_only_beyond_its_limit(age: int, limit: int) -> None:
    for sign in (1, -1):
        if 35 <= age - sign * (limit + 1) <= 300:
            assert redated(age, sign * limit) is Basis.LMP
            assert redated(age, sign * (limit + 1)) is Basis.ULTRASOUND


def test_a_scan_stands_when_the_period_is_not_known_or_not_certain() -> None:
    scan_on = date(2026, 3, 12)
    by_scan = Dated(scan_on - timedelta(days=70), Basis.ULTRASOUND, None, early_scan=True)
    assert dating.day_zero(None, lmp_certain=False, scan_on=scan_on, scan_age_days=70) == by_scan
    found = dating.day_zero(LMP, lmp_certain=False, scan_on=scan_on, scan_age_days=69)
    assert found is not None
    assert found.basis is Basis.ULTRASOUND


def test_an_uncertain_period_stands_where_there_is_no_scan() -> None:
    found = dating.day_zero(LMP, lmp_certain=False, scan_on=None, scan_age_days=None)
    assert found == Dated(LMP, Basis.LMP)
    assert dating.day_zero(LMP, lmp_certain=True, scan_on=None, scan_age_days=70) == found


def test_with_neither_period_nor_scan_there_is_no_day_zero() -> None:
    assert dating.day_zero(None, lmp_certain=True, scan_on=None, scan_age_days=None) is None


@pytest.mark.parametrize(("embryo", "to_due"), [(5, 261), (3, 263)])
def test_assisted_conception_is_never_redated(embryo: int, to_due: int) -> None:
    found = dating.day_zero(
        LMP,
        lmp_certain=True,
        scan_on=date(2026, 3, 1),
        scan_age_days=200,
        transferred_on=date(2026, 1, 20),
        embryo_age_days=embryo,
    )
    assert found is not None
    assert found.basis is Basis.TRANSFER
    assert dating.due_date(found.day_zero) == date(2026, 1, 20) + timedelta(days=to_due)


@pytest.mark.parametrize(("age", "early"), [(153, True), (154, False)])
def test_only_a_scan_before_22_weeks_confirms_the_dating(age: int, early: bool) -> None:
    found = dating.day_zero(
        LMP, lmp_certain=True, scan_on=LMP + timedelta(days=age), scan_age_days=age
    )
    assert found is not None
    assert found.early_scan is early


@pytest.mark.parametrize("days", [34, 301])
def test_an_impossible_age_on_a_scan_names_the_range(days: int) -> None:
    with pytest.raises(ValueError, match="from 35 to 300 days"):
        dating.day_zero(None, lmp_certain=True, scan_on=LMP, scan_age_days=days)


def test_36_weeks_and_6_days_are_36_completed_weeks() -> None:
    assert dating.weeks_and_days(258) == (36, 6)
    assert dating.weeks_and_days(259) == (37, 0)
    with pytest.raises(ValueError, match="from 0 to 321 days"):
        dating.weeks_and_days(-1)


def test_gestation_is_counted_from_day_zero_and_may_be_a_wrong_entry() -> None:
    assert dating.age_days(LMP, datetime(2026, 1, 2, 23, 59)) == 1
    assert dating.age_days(LMP, date(2025, 12, 31)) == -1
    assert dating.age_days(None, LMP) is None
    assert dating.age_days(LMP, None) is None


def test_weeks_alone_may_mean_any_day_of_the_week() -> None:
    assert dating.stated_days(38, None) == (266, 272)
    assert dating.stated_days(38, 2) == (268, 268)
    assert dating.stated_days(38, 0) == (266, 266)
    assert dating.stated_days(None, 2) is None


def test_measurements_on_a_scan_give_days() -> None:
    assert dating.crown_rump_days(45) == 78  # 78.18
    assert dating.crown_rump_days(60) == 87  # 86.75
    assert dating.crown_rump_days_robinson(45) == 79  # 78.73
    assert dating.crown_rump_days_robinson(60) == 87  # 87.24
    assert 170 < dating.head_days(230) < 180
    assert abs(dating.head_days(230) - dating.head_days(230, 44)) <= 7


@pytest.mark.parametrize("length", [0, -1, float("nan")])
def test_a_length_on_a_scan_is_above_nought(length: float) -> None:
    for rule in (dating.crown_rump_days, dating.crown_rump_days_robinson, dating.head_days):
        with pytest.raises(ValueError, match="above 0"):
            rule(length)
    with pytest.raises(ValueError, match="above 0"):
        dating.head_days(230, length)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2004, 2, 29), date(2022, 2, 28), 17),
        (date(2004, 2, 29), date(2022, 3, 1), 18),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2006, 11, 27), date(2026, 11, 26), 19),
        (date(2006, 11, 26), date(2026, 11, 26), 20),
    ],
)
def test_years_are_completed_on_the_birthday(born: date, on: date, years: int) -> None:
    assert dating.completed_years(born, on) == years


@pytest.mark.parametrize(
    ("said_on", "years", "born"),
    [
        (date(2026, 11, 26), 20, date(2006, 5, 27)),
        (date(2024, 2, 29), 20, date(2003, 8, 30)),
        (date(2024, 2, 29), 19, date(2004, 8, 30)),
    ],
)
def test_a_declared_age_stands_for_the_middle_of_its_year(
    said_on: date, years: int, born: date
) -> None:
    assert dating.birth_from_age(years, said_on) == born
    assert dating.completed_years(born, said_on) == years


def test_a_declared_age_of_200_names_the_range() -> None:
    with pytest.raises(ValueError, match="from 0 to 120 years"):
        dating.birth_from_age(200, LMP)


def test_months_are_completed_on_the_day_of_the_month() -> None:
    assert dating.completed_months(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert dating.completed_months(date(2026, 1, 31), date(2026, 3, 31)) == 2
    assert dating.completed_months(date(2025, 11, 26), date(2026, 11, 25)) == 11
    assert dating.completed_months(date(2026, 3, 1), date(2026, 2, 1)) == -1


def test_the_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    assert dating.months_after(date(2026, 5, 31), 9) == date(2027, 2, 28)
    assert dating.months_after(date(2027, 5, 31), 9) == date(2028, 2, 29)
    assert dating.months_after(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert dating.months_after(date(2026, 2, 1), -3) == date(2025, 11, 1)


def test_hours_are_completed_and_by_date_when_an_hour_is_unknown() -> None:
    born = datetime(2026, 11, 1, 10, 0)
    assert dating.hours_between(born, datetime(2026, 11, 2, 9, 59)) == 23
    assert dating.hours_between(born, datetime(2026, 11, 2, 10, 0)) == 24
    assert dating.hours_between(born, date(2026, 11, 1)) == 0
    assert dating.hours_between(date(2026, 11, 1), datetime(2026, 11, 2, 0, 5)) == 24
    assert dating.hours_between(born, datetime(2026, 11, 1, 9, 30)) == -1


def test_minutes_need_both_hours_and_are_never_negative() -> None:
    begun = datetime(2026, 11, 1, 10, 0)
    assert dating.minutes_between(begun, datetime(2026, 11, 1, 11, 30, 59)) == 90
    assert dating.minutes_between(begun, begun) == 0
    assert dating.minutes_between(begun, datetime(2026, 11, 1, 9, 59)) is None
    assert dating.minutes_between(begun, date(2026, 11, 2)) is None
    assert dating.minutes_between(None, begun) is None


def test_48_hours_are_within_and_a_minute_more_is_not() -> None:
    born = datetime(2026, 11, 1, 10, 0)
    assert dating.within_hours(born, datetime(2026, 11, 3, 10, 0), hours=48)
    assert not dating.within_hours(born, datetime(2026, 11, 3, 10, 1), hours=48)
    assert not dating.within_hours(born, datetime(2026, 11, 1, 9, 59), hours=48)
    assert dating.within_hours(born, date(2026, 11, 3), hours=48)
    assert not dating.within_hours(born, date(2026, 11, 4), hours=48)


def test_a_stay_is_one_day_at_least_and_none_when_out_of_order() -> None:
    entered = datetime(2026, 11, 1, 10, 0)
    assert dating.stay_days(entered, datetime(2026, 11, 1, 12, 0)) == 1
    assert dating.stay_days(entered, datetime(2026, 11, 3, 9, 59)) == 1
    assert dating.stay_days(entered, datetime(2026, 11, 3, 10, 0)) == 2
    assert dating.stay_days(entered, date(2026, 11, 3)) == 2
    assert dating.stay_days(entered, date(2026, 10, 31)) is None
    assert dating.stay_days(entered, datetime(2026, 11, 1, 9, 0)) is None


@given(st.dates(date(1950, 1, 1), date(2010, 12, 31)), st.integers(0, 40_000))
def test_years_never_go_back(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    years = dating.completed_years(born, on)
    assert 0 <= dating.completed_years(born, on + timedelta(days=1)) - years <= 1
    assert years * 365 <= days


def test_the_age_of_a_pregnancy_today_is_told_while_it_is_possible() -> None:
    zero = date(2026, 3, 1)
    assert dating.weeks_on(zero, zero) == (0, 0)
    assert dating.weeks_on(zero, zero + timedelta(days=258)) == (36, 6)
    assert dating.weeks_on(zero, zero + timedelta(days=321)) == (45, 6)
    for impossible in (-1, 322, 30_000):
        assert dating.weeks_on(zero, zero + timedelta(days=impossible)) is None
    assert dating.weeks_on(None, zero) is None
