"""Gestation and blood pressure: two figures in one field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import reading
from maternity.reading import Gestation, Pressure


@pytest.mark.parametrize(
    "typed",
    ["38+4", "38 + 4", "38 SA + 4 j", "38sa4j", "38 SA 4 jours", "38 semaines et 4 jours", "38w4d"],
)
def test_weeks_and_days_may_be_typed_in_many_ways(typed: str) -> None:
    assert reading.gestation(typed) == Gestation(38, 4)
    assert reading.gestation_days(typed) == 270


@pytest.mark.parametrize("typed", ["38", "38 SA", "38s", "38 weeks"])
def test_weeks_alone_leave_the_days_unknown(typed: str) -> None:
    assert reading.gestation(typed) == Gestation(38, None)
    assert reading.gestation_days(typed) == 266


def test_seven_days_are_a_week_and_asked_about() -> None:
    with pytest.raises(reading.Unreadable, match="from 0 to 6") as trouble:
        reading.gestation("38+7")
    assert trouble.value.proposals == ("39+0",)


@pytest.mark.parametrize("typed", ["384", "38 4", "3 8", "", "9 mois", "38,5", "38+", "+4"])
def test_figures_that_may_be_either_are_refused(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match=r"38\+4"):
        reading.gestation(typed)


@pytest.mark.parametrize("typed", ["118/76", "118 / 76", "118 76", "118:76", "118-76"])
def test_a_pressure_is_two_figures(typed: str) -> None:
    assert reading.pressure(typed) == Pressure(118, 76)


@pytest.mark.parametrize(
    ("typed", "pressure"),
    [
        ("12/8", Pressure(120, 80, from_cm=True)),
        ("12,5/8", Pressure(125, 80, from_cm=True)),
        ("12.5/7.5", Pressure(125, 75, from_cm=True)),
        ("30/30", Pressure(300, 300, from_cm=True)),
        ("118/8", Pressure(118, 8)),
        ("31/8", Pressure(31, 8)),
        ("8/31", Pressure(8, 31)),
    ],
)
def test_centimetres_of_mercury_are_flagged_to_be_asked_about(
    typed: str, pressure: Pressure
) -> None:
    assert reading.pressure(typed) == pressure


@pytest.mark.parametrize("typed", ["118", "", "118/", "1180/76", "118/76/60", "haute"])
def test_one_figure_is_no_pressure(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="118/76"):
        reading.pressure(typed)


@pytest.mark.parametrize("typed", ["118,5/76", "118/76,5"])
def test_millimetres_have_no_comma(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="without a comma"):
        reading.pressure(typed)


@given(st.integers(0, 693))
def test_a_gestation_shown_is_read_back(days: int) -> None:
    assert reading.gestation_days(reading.show_gestation(days)) == days


@given(st.integers(31, 300), st.integers(31, 200))
def test_a_pressure_shown_is_read_back(high: int, low: int) -> None:
    value = Pressure(high, low)
    assert reading.pressure(reading.show_pressure(value)) == value
