"""Days as they are typed: forgiving in form, strict in sense."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import clock, i18n, reading

TODAY = date(2026, 11, 26)
TODAYS = st.dates(date(2020, 1, 1), date(2080, 12, 31))


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return datetime(2026, 11, 26, 7, 30)

    def steady(self) -> float:
        return 0.0


@pytest.mark.parametrize(
    "typed",
    [
        "3/11",
        "03/11",
        "3-11",
        "3.11",
        "3 / 11",
        "03/11/2026",
        "3/11/26",
        "03 / 11 / 2026",
        "0311",
        "031126",
        "03112026",
        "3 nov",
        "3 Nov.",
        "3nov26",
        "3 novembre 2026",
        "3 NOVEMBRE",
        "3-nov-2026",
        "3 november",
        "2026-11-03",
        "2026/11/3",
        "\u200e03/11/2026\u200f",
    ],
)
def test_one_day_may_be_typed_in_many_ways(typed: str) -> None:
    assert reading.day(typed, today=TODAY) == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("h", date(2026, 11, 25)),
        ("hier", date(2026, 11, 25)),
        ("Hier", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 25)),
        ("avant-hier", date(2026, 11, 24)),
        ("auj", TODAY),
        ("aujourd'hui", TODAY),
        ("Aujourd’hui", TODAY),
        ("today", TODAY),
    ],
)
def test_a_near_day_may_be_said_in_a_word(typed: str, day: date) -> None:
    assert reading.day(typed, today=TODAY) == day


def test_the_clock_says_which_day_is_today() -> None:
    with clock.use(FixedClock()):
        assert reading.day("hier") == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1er août", date(2026, 8, 1)),
        ("1 aout", date(2026, 8, 1)),
        ("15 fév", date(2026, 2, 15)),
        ("15 mars", date(2026, 3, 15)),
        ("15 jun", date(2026, 6, 15)),
        ("15 juil", date(2026, 7, 15)),
        ("15 déc", date(2025, 12, 15)),
    ],
)
def test_months_are_read_in_french_and_in_english(typed: str, day: date) -> None:
    assert reading.day(typed, today=TODAY) == day


def test_a_day_without_a_year_is_the_latest_one() -> None:
    assert reading.day("31/12", today=date(2027, 1, 2)) == date(2026, 12, 31)
    assert reading.day("02/01", today=date(2027, 1, 2)) == date(2027, 1, 2)
    assert reading.day("03/01", today=date(2027, 1, 2)) == date(2026, 1, 3)


def test_an_appointment_without_a_year_is_the_next_one() -> None:
    assert reading.day("02/01", today=date(2026, 12, 28), ahead=True) == date(2027, 1, 2)
    assert reading.day("28/12", today=date(2026, 12, 28), ahead=True) == date(2026, 12, 28)
    assert reading.day("27/12", today=date(2026, 12, 28), ahead=True) == date(2027, 12, 27)


def test_a_future_day_that_was_typed_stays_as_typed() -> None:
    assert reading.day("04/12/2026", today=TODAY) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("digits", "year"), [("26", 2026), ("35", 2035), ("36", 1936), ("98", 1998), ("00", 2000)]
)
def test_two_digits_of_a_year_are_near_today(digits: str, year: int) -> None:
    assert reading.day(f"03/11/{digits}", today=TODAY) == date(year, 11, 3)


@pytest.mark.parametrize(
    ("typed", "sentence", "proposals"),
    [
        ("31/02/2026", "February 2026 has only 28 days", ("28/02/2026",)),
        ("31/02", "February 2026 has only 28 days", ("28/02/2026",)),
        ("30022024", "February 2024 has only 29 days", ("29/02/2024",)),
        ("29/02", "February 2026 has only 28 days", ("28/02/2026",)),
        ("31/11/2026", "November 2026 has only 30 days", ("30/11/2026",)),
        ("45/03/2026", "goes from 1 to 31", ()),
        ("0/3/2026", "goes from 1 to 31", ()),
        ("10/31/2026", "the day first, then the month: 31/10/2026", ("31/10/2026",)),
        ("03/13", "it goes from 1 to 12", ()),
        ("13/13/2026", "it goes from 1 to 12", ()),
        ("02/31/2026", "it goes from 1 to 12", ()),
        ("0001/13/1", "it goes from 1 to 12", ()),
        ("3/0/2026", "it goes from 1 to 12", ()),
        ("03/11/1026", "1026 cannot be right", ()),
        ("3 jui", "June, July", ()),
        ("3 brumaire", "name of the month", ()),
    ],
)
def test_an_impossible_day_is_explained_and_never_moved(
    typed: str, sentence: str, proposals: tuple[str, ...]
) -> None:
    with pytest.raises(reading.Unreadable, match=sentence) as trouble:
        reading.day(typed, today=TODAY)
    assert trouble.value.proposals == proposals


@pytest.mark.parametrize(
    "typed", ["", "3", "311", "3/11/", "3/11-26", "3:11", "x", "3 11", "\u0663/\u0661\u0661"]
)
def test_what_is_no_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="031126"):
        reading.day(typed, today=TODAY)


def test_a_pasted_page_is_no_day() -> None:
    with pytest.raises(reading.Unreadable):
        reading.day("3/11 " * 10_000, today=TODAY)


def test_a_file_gives_whole_days_only() -> None:
    assert reading.day("2026-11-03", exact=True) == date(2026, 11, 3)
    assert reading.day("3/11/2026", exact=True) == date(2026, 11, 3)
    for guess in ("3/11", "0311", "hier", "3/11/26", "3 nov 2026", "2026-13"):
        with pytest.raises(reading.Unreadable, match="Write the day"):
            reading.day(guess, exact=True)


def test_the_echo_is_in_the_language_of_the_screen() -> None:
    assert reading.long_day(date(2026, 11, 3)) == "Tue 3 Nov 2026"
    assert reading.full_day(date(2026, 11, 1)) == "Sunday 1 November 2026"
    i18n.use("fr")
    assert reading.long_day(date(2026, 11, 3)) == "mar. 3 nov. 2026"
    assert reading.full_day(date(2026, 11, 3)) == "mardi 3 novembre 2026"
    assert reading.full_day(date(2026, 11, 1)) == "dimanche 1er novembre 2026"
    assert reading.show_month(date(2026, 11, 3)) == "novembre 2026"
    assert reading.show_day(date(2026, 11, 3)) == "03/11/2026"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2026, 11, 27), ""),
        (TODAY, "0 days"),
        (date(2026, 11, 25), "1 day"),
        (date(2026, 9, 28), "59 days"),
        (date(2026, 9, 26), "2 months"),
        (date(2024, 11, 27), "23 months"),
        (date(2024, 11, 26), "2 years"),
        (date(1999, 11, 27), "26 years"),
    ],
)
def test_an_age_is_said_in_its_own_unit(born: date, words: str) -> None:
    assert reading.show_age(born, TODAY) == words


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), TODAYS)
def test_a_day_shown_is_read_back(day: date, today: date) -> None:
    assert reading.day(reading.show_day(day), today=today) == day
    assert reading.day(day.isoformat(), today=today, exact=True) == day


@given(st.integers(1, 31), st.integers(1, 12), TODAYS, st.booleans())
def test_the_day_and_month_typed_are_never_changed(
    day: int, month: int, today: date, ahead: bool
) -> None:
    try:
        found = reading.day(f"{day}/{month}", today=today, ahead=ahead)
    except reading.Unreadable:
        return
    assert (found.day, found.month) == (day, month)
    assert found >= today if ahead else found <= today
    assert abs((found - today).days) <= 366
