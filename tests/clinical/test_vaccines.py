"""Doses at birth and later: the day they are due, and in time to the minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from maternity.clinical import vaccines

BORN = datetime(2026, 5, 31, 10, 0)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def test_the_card_lists_each_dose_on_its_day() -> None:
    due = {(d.vaccine, d.number): d.due_on for d in vaccines.calendar(BORN.date())}
    assert due["bcg", 0] == due["hepb0", 0] == due["opv0", 0] == date(2026, 5, 31)
    assert due["pentavalent", 1] == due["rotavirus", 1] == BORN.date() + 42 * DAY
    assert due["pneumococcal", 2] == due["rotavirus", 2] == BORN.date() + 70 * DAY
    assert due["opv", 3] == due["ipv", 3] == BORN.date() + 98 * DAY
    assert due["measles", 1] == due["yellow_fever", 1] == date(2027, 2, 28)
    assert ("rotavirus", 3) not in due


def test_a_late_dose_moves_the_next_28_days_behind_it() -> None:
    late = BORN.date() + 60 * DAY
    due = {(d.vaccine, d.number): d.due_on for d in vaccines.calendar(BORN.date(), {1: late})}
    assert due["opv", 2] == late + 28 * DAY
    assert due["opv", 3] == late + 56 * DAY


def test_an_early_dose_does_not_bring_the_next_forward() -> None:
    due = {(d.vaccine, d.number): d.due_on for d in vaccines.calendar(BORN.date(), {1: BORN})}
    assert due["opv", 2] == BORN.date() + 70 * DAY


def test_the_card_is_in_the_order_of_the_days() -> None:
    days = [dose.due_on for dose in vaccines.calendar(BORN.date(), {2: BORN.date() + 400 * DAY})]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("given_at", "expected"),
    [
        (BORN + DAY, True),
        (BORN + DAY + MINUTE, False),
        (BORN.date(), True),
        (BORN.date() + DAY, None),
        (BORN.date() + 2 * DAY, False),
        (BORN.date() - DAY, None),
        (BORN - MINUTE, False),
    ],
)
def test_hepatitis_b_is_in_time_within_24_hours(given_at: date, expected: bool | None) -> None:
    assert vaccines.on_time("hepb0", BORN, given_at) is expected


@pytest.mark.parametrize(("days", "expected"), [(0, True), (7, True), (8, False), (-1, None)])
def test_polio_is_in_time_within_7_days(days: int, expected: bool | None) -> None:
    assert vaccines.on_time("opv0", BORN, BORN.date() + days * DAY) is expected


def test_bcg_is_in_time_before_she_leaves() -> None:
    left = BORN + 2 * DAY
    assert vaccines.on_time("bcg", BORN, left, discharged_at=left) is True
    assert vaccines.on_time("bcg", BORN, left + MINUTE, discharged_at=left) is False
    assert vaccines.on_time("bcg", BORN, left.date(), discharged_at=left) is True
    assert vaccines.on_time("bcg", BORN, left + DAY, discharged_at=left.date()) is False
    assert vaccines.on_time("bcg", BORN, left) is None


def test_a_vaccine_the_ward_does_not_give_is_our_bug() -> None:
    with pytest.raises(ValueError, match="bcg, hepb0, opv0"):
        vaccines.on_time("measles", BORN, BORN)
