"""Postnatal contacts: each band and each due window from both sides."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from maternity.clinical import followup
from maternity.clinical.followup import DUE, Contact, State

BORN = datetime(2026, 11, 1, 10, 0)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WELL: dict[str, Any] = {
    "systolic": 118,
    "diastolic": 74,
    "temperature_c": Decimal("36.8"),
    "pulse": 84,
    "saturation": 98,
}


@pytest.mark.parametrize(
    ("since", "band"),
    [
        (timedelta(0), Contact.BEFORE_24H),
        (DAY, Contact.BEFORE_24H),
        (DAY + MINUTE, Contact.DAY_2_3),
        (4 * DAY - MINUTE, Contact.DAY_2_3),
        (4 * DAY, Contact.DAY_4_6),
        (7 * DAY - MINUTE, Contact.DAY_4_6),
        (7 * DAY, Contact.DAY_7_14),
        (15 * DAY - MINUTE, Contact.DAY_7_14),
        (15 * DAY, Contact.WEEK_3_5),
        (42 * DAY - MINUTE, Contact.WEEK_3_5),
        (42 * DAY, Contact.WEEK_6),
        (57 * DAY - MINUTE, Contact.WEEK_6),
        (57 * DAY, Contact.LATER),
        (-MINUTE, Contact.UNKNOWN),
    ],
)
def test_a_visit_falls_in_one_band_to_the_minute(since: timedelta, band: Contact) -> None:
    assert followup.contact_at(BORN, BORN + since) is band


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, Contact.BEFORE_24H),
        (1, Contact.BEFORE_24H),
        (2, Contact.DAY_2_3),
        (3, Contact.DAY_2_3),
        (4, Contact.DAY_4_6),
        (14, Contact.DAY_7_14),
        (15, Contact.WEEK_3_5),
        (56, Contact.WEEK_6),
        (57, Contact.LATER),
        (-1, Contact.UNKNOWN),
    ],
)
def test_by_date_a_day_is_24_hours(days: int, band: Contact) -> None:
    assert followup.contact_at(BORN, BORN.date() + days * DAY) is band
    assert followup.contact(days * 24) is band


def test_an_unknown_moment_has_no_band() -> None:
    assert followup.contact(None) is Contact.UNKNOWN
    assert followup.contact_at(None, BORN) is Contact.UNKNOWN
    assert followup.contact_at(BORN, None) is Contact.UNKNOWN


@pytest.mark.parametrize(
    ("due", "since", "expected"),
    [
        (0, timedelta(0), State.DUE),
        (0, DAY, State.DUE),
        (0, DAY + MINUTE, State.MISSED),
        (1, 2 * DAY - MINUTE, State.NOT_YET),
        (1, 2 * DAY, State.DUE),
        (1, 3 * DAY, State.DUE),
        (1, 3 * DAY + MINUTE, State.MISSED),
        (2, 7 * DAY - MINUTE, State.NOT_YET),
        (2, 7 * DAY, State.DUE),
        (2, 15 * DAY - MINUTE, State.DUE),
        (2, 15 * DAY, State.MISSED),
        (3, 42 * DAY - MINUTE, State.NOT_YET),
        (3, 42 * DAY, State.DUE),
        (3, 49 * DAY - MINUTE, State.DUE),
        (3, 49 * DAY, State.MISSED),
    ],
)
def test_a_contact_is_due_in_its_window_and_missed_after_it(
    due: int, since: timedelta, expected: State
) -> None:
    assert followup.state(DUE[due], BORN, [], BORN + since) is expected


def test_a_visit_in_the_band_makes_the_contact() -> None:
    visits = [BORN + timedelta(hours=30), date(2026, 11, 10)]
    now = BORN + 60 * DAY
    states = [followup.state(due, BORN, visits, now) for due in DUE]
    assert states == [State.MISSED, State.DONE, State.DONE, State.MISSED]


def test_a_stay_of_24_hours_is_long_enough() -> None:
    assert followup.long_enough_stay(BORN, BORN + DAY) is True
    assert followup.long_enough_stay(BORN, BORN + DAY - MINUTE) is False
    assert followup.long_enough_stay(BORN, date(2026, 11, 2)) is True
    assert followup.long_enough_stay(BORN, None) is None
    assert followup.long_enough_stay(None, BORN) is None


@pytest.mark.parametrize(
    ("sign", "value", "expected"),
    [
        ("systolic", 139, False),
        ("systolic", 140, True),
        ("systolic", 90, False),
        ("systolic", 89, True),
        ("diastolic", 89, False),
        ("diastolic", 90, True),
        ("diastolic", 60, False),
        ("diastolic", 59, True),
        ("temperature_c", Decimal("36.0"), False),
        ("temperature_c", Decimal("35.9"), True),
        ("temperature_c", Decimal("37.9"), False),
        ("temperature_c", Decimal("38.0"), True),
        ("pulse", 60, False),
        ("pulse", 59, True),
        ("pulse", 100, False),
        ("pulse", 101, True),
        ("saturation", 92, False),
        ("saturation", 91, True),
    ],
)
def test_a_sign_outside_its_bounds_is_measured_again(
    sign: str, value: int | Decimal, expected: bool
) -> None:
    assert followup.measure_again(**(WELL | {sign: value})).value is expected


def test_what_was_not_measured_is_named() -> None:
    found = followup.measure_again(**(WELL | {"pulse": None}))
    assert (found.value, found.needs) == (None, ("pulse_bpm",))
    assert len(followup.measure_again().needs) == 5
