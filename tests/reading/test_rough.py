"""Births and last periods that are known roughly: the middle of what is known, and how well."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import clock, i18n, reading
from maternity.clinical import dating
from maternity.reading import Birth, RoughDay

TODAY = date(2026, 11, 26)
TODAYS = st.dates(date(2020, 1, 1), date(2080, 12, 31))


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 26, 7, 30)

    def steady(self) -> float:
        return 0.0


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        ("03/11/2003", Birth(date(2003, 11, 3))),
        ("031103", Birth(date(2003, 11, 3))),
        ("3 nov 2003", Birth(date(2003, 11, 3))),
        ("hier", Birth(date(2026, 11, 25))),
        ("03/2003", Birth(date(2003, 3, 15), "month")),
        ("3-2003", Birth(date(2003, 3, 15), "month")),
        ("2003-03", Birth(date(2003, 3, 15), "month")),
        ("mars 2003", Birth(date(2003, 3, 15), "month")),
        ("2003", Birth(date(2003, 7, 1), "year")),
        ("2003 (estimé)", Birth(date(2003, 7, 1), "year")),
    ],
)
def test_a_birth_is_kept_as_well_as_it_is_known(typed: str, birth: Birth) -> None:
    assert reading.birth(typed, today=TODAY) == birth


@pytest.mark.parametrize(
    "typed", ["23", "23a", "23 ans", "23 Ans (dit)", "23 years", "23 years (said)"]
)
def test_an_age_is_kept_with_the_day_it_was_said(typed: str) -> None:
    birth = reading.birth(typed, today=TODAY)
    assert birth == Birth(date(2003, 5, 27), "age_declared", 23, TODAY)


def test_an_age_of_a_late_entry_was_said_on_its_own_day() -> None:
    birth = reading.birth("23", today=TODAY, said_on=date(2026, 10, 1))
    assert birth.declared_on == date(2026, 10, 1)
    assert dating.birth_from_age(23, date(2026, 10, 1)) == birth.day


def test_an_infant_has_an_age_in_months_or_days() -> None:
    assert reading.birth("11m", today=TODAY) == Birth(
        date(2025, 12, 11), "age_declared", 11, TODAY, "months"
    )
    assert reading.birth("3 jours", today=TODAY) == Birth(
        date(2026, 11, 23), "age_declared", 3, TODAY, "days"
    )


def test_the_middle_of_a_period_that_lasts_is_not_in_the_future() -> None:
    assert reading.birth("2026", today=date(2026, 3, 1)).day == date(2026, 1, 30)
    assert reading.birth("11/2026", today=date(2026, 11, 3)).day == date(2026, 11, 2)
    assert reading.birth("11/2026", today=date(2026, 11, 15)).day == date(2026, 11, 15)
    assert reading.birth("12/2026", today=TODAY).day == date(2026, 12, 15)


def test_the_clock_says_when_an_age_was_said() -> None:
    with clock.use(FixedClock()):
        assert reading.birth("23").declared_on == TODAY
        assert reading.rough_day("mars") == RoughDay(date(2026, 3, 15), "month")


@pytest.mark.parametrize(
    ("typed", "sentence", "proposals"),
    [
        ("03/98", "four digits", ("03/1998",)),
        ("3/11", "year of birth too", ()),
        ("3 nov", "year of birth too", ()),
        ("31/02/2003", "28 days", ("28/02/2003",)),
        ("13/2003", "from 1 to 12", ()),
        ("1026", "1026 cannot be right", ()),
        ("03/1026", "1026 cannot be right", ()),
        ("140", "too high", ()),
        ("999 mois", "too high", ()),
        ("23 kg", "an age such as 23", ()),
        ("jeune", "an age such as 23", ()),
        ("", "an age such as 23", ()),
        ("2003 (estimé)" * 50, "an age such as 23", ()),
    ],
)
def test_a_birth_that_is_not_clear_is_explained(
    typed: str, sentence: str, proposals: tuple[str, ...]
) -> None:
    today = TODAY if "mois" not in typed else date(1970, 1, 1)
    with pytest.raises(reading.Unreadable, match=sentence) as trouble:
        reading.birth(typed, today=today)
    assert trouble.value.proposals == proposals


def test_an_estimate_is_never_printed_as_an_exact_day() -> None:
    i18n.use("fr")
    printed = {
        typed: reading.show_birth(reading.birth(typed, today=TODAY))
        for typed in ("03/11/2003", "03/2003", "2003", "23", "1", "11m", "3j")
    }
    assert printed == {
        "03/11/2003": "03/11/2003",
        "03/2003": "03/2003 (estimé)",
        "2003": "2003 (estimé)",
        "23": "23 ans (dit)",
        "1": "1 an (dit)",
        "11m": "11 mois (dit)",
        "3j": "3 jours (dit)",
    }
    assert reading.show_birth(Birth(date(2003, 5, 27), "age_declared")) == "2003 (estimé)"


def test_a_said_age_grows_by_itself() -> None:
    later = date(2027, 11, 26)
    assert reading.show_birth(reading.birth("23", today=TODAY), on=later) == "24 years (said)"
    assert reading.show_birth(reading.birth("3j", today=TODAY), on=later) == "12 months (said)"
    grown = reading.show_birth(reading.birth("11m", today=TODAY), on=date(2030, 11, 26))
    assert grown == "4 years (said)"


@pytest.mark.parametrize(
    ("typed", "rough"),
    [
        ("3/11", RoughDay(date(2026, 11, 3))),
        ("hier", RoughDay(date(2026, 11, 25))),
        ("03/2026", RoughDay(date(2026, 3, 15), "month")),
        ("03/2026 (estimé)", RoughDay(date(2026, 3, 15), "month")),
        ("mars", RoughDay(date(2026, 3, 15), "month")),
        ("mars 2026", RoughDay(date(2026, 3, 15), "month")),
        ("décembre", RoughDay(date(2025, 12, 15), "month")),
        ("3 mars", RoughDay(date(2026, 3, 3))),
    ],
)
def test_a_last_period_may_be_known_by_its_month(typed: str, rough: RoughDay) -> None:
    assert reading.rough_day(typed, today=TODAY) == rough


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026", "month alone"),
        ("", "month alone"),
        ("ramadan", "name of the month"),
        ("31/02", "28"),
    ],
)
def test_a_last_period_needs_its_month_at_least(typed: str, sentence: str) -> None:
    with pytest.raises(reading.Unreadable, match=sentence):
        reading.rough_day(typed, today=TODAY)


@given(st.integers(0, 119), st.sampled_from(("years", "months", "days")), TODAYS)
def test_an_age_said_today_is_shown_as_it_was_said(age: int, unit: str, today: date) -> None:
    birth = reading.birth(f"{age} {unit}", today=today)
    years_or_small = unit == "years" or age < (24 if unit == "months" else 60)
    if years_or_small:
        assert reading.show_birth(birth).startswith(f"{age} {unit.removesuffix('s')}")
        assert reading.birth(reading.show_birth(birth), today=today) == birth


def test_a_said_age_on_a_leap_day_counts_from_the_first_of_march() -> None:
    born = reading.birth_of_age(1, on=date(2024, 2, 29)).day
    assert born == date(2022, 8, 30) == dating.birth_from_age(1, date(2024, 2, 29))


@given(st.integers(0, 99), TODAYS)
def test_a_said_age_is_the_same_typed_and_counted(age: int, said_on: date) -> None:
    assert reading.birth_of_age(age, on=said_on).day == dating.birth_from_age(age, said_on)


@given(st.integers(1900, 2199), st.integers(1, 12), TODAYS)
def test_the_middle_lies_in_the_period_that_was_typed(year: int, month: int, today: date) -> None:
    of_year = reading.birth(str(year), today=today)
    of_month = reading.rough_day(f"{month}/{year}", today=today)
    assert of_year.day.year == year
    assert (of_month.day.year, of_month.day.month) == (year, month)
    assert reading.rough_day(reading.show_rough_day(of_month), today=today) == of_month
    assert reading.birth(reading.show_birth(of_year), today=today) == of_year
