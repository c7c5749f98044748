"""Hours and moments as they are typed: the hour may be unknown, the day may not."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import reading
from maternity.moments import Moment

TODAY = date(2026, 11, 26)
DAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed", ["0340", "340", "3:40", "03:40", "3h40", "3H40", "03 h 40", "3h40min", "03:40:00"]
)
def test_one_hour_may_be_typed_in_many_ways(typed: str) -> None:
    assert reading.hour(typed) == time(3, 40)


def test_an_hour_without_minutes_is_marked_by_its_letter() -> None:
    assert reading.hour("03h") == time(3)
    assert reading.hour("22 h") == time(22)


@pytest.mark.parametrize("typed", ["?", "nsp", "Inconnue", "unknown"])
def test_an_hour_may_be_unknown(typed: str) -> None:
    assert reading.hour(typed) is None


@pytest.mark.parametrize(
    ("typed", "sentence", "proposals"),
    [
        ("22", "minutes too", ("22:00",)),
        ("3:", "minutes too", ("03:00",)),
        ("3h4", "two digits", ("03:04",)),
        ("24:00", "next day", ()),
        ("2430", "from 0 to 23", ()),
        ("25h", "from 0 to 23", ()),
        ("1260", "from 0 to 59", ()),
        ("03:40:12", "0340", ()),
        ("", "0340", ()),
        ("tôt", "0340", ()),
        ("12345", "0340", ()),
    ],
)
def test_an_hour_that_is_not_clear_is_explained(
    typed: str, sentence: str, proposals: tuple[str, ...]
) -> None:
    with pytest.raises(reading.Unreadable, match=sentence) as trouble:
        reading.hour(typed)
    assert trouble.value.proposals == proposals


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("031126 0340", Moment(DAY, time(3, 40))),
        ("3/11 3h40", Moment(DAY, time(3, 40))),
        ("3/11 340", Moment(DAY, time(3, 40))),
        ("3/11/2026 à 3:40", Moment(DAY, time(3, 40))),
        ("3 nov à 3 h 40 min", Moment(DAY, time(3, 40))),
        ("3 nov 0340", Moment(DAY, time(3, 40))),
        ("2026-11-03T03:40", Moment(DAY, time(3, 40))),
        ("2026-11-03 03:40:00", Moment(DAY, time(3, 40))),
        ("hier 22h", Moment(date(2026, 11, 25), time(22))),
        ("hier 2026", Moment(date(2026, 11, 25), time(20, 26))),
        ("h 3h", Moment(date(2026, 11, 25), time(3))),
        ("031126 2026", Moment(DAY, time(20, 26))),
        ("3/11 2024", Moment(DAY, time(20, 24))),
        ("3/11", Moment(DAY)),
        ("3/11 ?", Moment(DAY)),
        ("hier nsp", Moment(date(2026, 11, 25))),
        ("3 nov 2026", Moment(DAY)),
    ],
)
def test_a_moment_is_a_day_and_perhaps_an_hour(typed: str, moment: Moment) -> None:
    assert reading.moment(typed, today=TODAY) == moment


@pytest.mark.parametrize(
    ("typed", "sentence", "proposals"),
    [
        ("3h40", "day before the hour", ("26/11/2026 03:40",)),
        ("0340", "day before the hour", ("26/11/2026 03:40",)),
        ("22h", "day before the hour", ("26/11/2026 22:00",)),
        ("25h", "from 0 to 23", ()),
        ("3/11 22", "minutes too", ("03/11/2026 22:00",)),
        ("3/11 3h4", "two digits", ("03/11/2026 03:04",)),
        ("3/11 24:00", "next day", ()),
        ("3/11 2026", "year or the hour", ("03/11/2026", "03/11/2026 20:26")),
        ("0311 2026", "year or the hour", ("03/11/2026", "03/11/2026 20:26")),
        ("31/02 3h40", "28 days", ("28/02/2026",)),
        ("3113", "from 1 to 12", ()),
        ("1170", "from 1 to 12", ()),
        ("3/11 tôt", "031126", ()),
        ("", "031126", ()),
        ("3/11 3h40 " * 20, "031126", ()),
    ],
)
def test_a_moment_that_is_not_clear_is_explained(
    typed: str, sentence: str, proposals: tuple[str, ...]
) -> None:
    with pytest.raises(reading.Unreadable, match=sentence) as trouble:
        reading.moment(typed, today=TODAY)
    assert trouble.value.proposals == proposals


def test_a_file_gives_whole_moments_only() -> None:
    assert reading.moment("2026-11-03T03:40", exact=True) == Moment(DAY, time(3, 40))
    assert reading.moment("03/11/2026 03:40", exact=True) == Moment(DAY, time(3, 40))
    assert reading.moment("2026-11-03", exact=True) == Moment(DAY)
    for guess in ("3/11 3h40", "hier 22h", "031126 0340", "2026-11-03 340", "03/11/2026 25:00"):
        with pytest.raises(reading.Unreadable):
            reading.moment(guess, exact=True)


def test_an_unknown_hour_is_shown_as_a_question() -> None:
    assert reading.show_hour(None) == "?"
    assert reading.show_moment(Moment(DAY)) == "03/11/2026 ?"
    assert reading.show_moment(Moment(DAY, time(3, 40))) == "03/11/2026 03:40"


MOMENTS = st.builds(
    lambda when, known: Moment.at(when) if known else Moment(when.date()),
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)),
    st.booleans(),
)


@given(MOMENTS)
def test_a_moment_shown_is_read_back(moment: Moment) -> None:
    assert reading.moment(reading.show_moment(moment), today=TODAY) == moment
    assert reading.moment(str(moment), today=TODAY, exact=True) == moment


@given(st.integers(0, 99), st.integers(0, 99))
def test_the_hour_typed_is_never_changed(hours: int, minutes: int) -> None:
    try:
        found = reading.hour(f"{hours:02d}{minutes:02d}")
    except reading.Unreadable:
        assert hours > 23 or minutes > 59
    else:
        assert found == time(hours, minutes)
