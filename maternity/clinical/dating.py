"""Gestational age, expected date, ages and lengths of time (clinical rules, parts 2 and 8.5).

Days and moments are the ward's local time without zone. A moment whose hour is unknown is given
as a plain date; durations are then counted by date. None means "not known" and gives None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

GESTATION_DAYS = 280
REDATING = ((63, 5), (112, 7), (154, 10), (196, 14))
"""By the period, under so many days of age a scan redates when it differs by more than so many
days (ACOG Committee Opinion 700); from 28+0, by more than 21."""
REDATING_LATE = 21


class Basis(Enum):
    """What day 0 was taken from."""

    LMP = "lmp"
    ULTRASOUND = "ultrasound"


@dataclass(frozen=True)
class Dated:
    """Day 0 of a pregnancy and what it was taken from."""

    day_zero: date
    basis: Basis


def day_zero(
    lmp_on: date | None,
    *,
    lmp_certain: bool,
    scan_on: date | None,
    scan_age_days: int | None,
) -> Dated | None:
    """The period if it is certain and the first scan agrees with it; otherwise the scan."""
    by_scan = None
    if scan_on is not None and scan_age_days is not None:
        by_scan = scan_on - timedelta(days=scan_age_days)
    if lmp_on is None:
        return None if by_scan is None else Dated(by_scan, Basis.ULTRASOUND)
    if by_scan is not None and scan_on is not None:
        age = (scan_on - lmp_on).days
        if not lmp_certain or abs((by_scan - lmp_on).days) > redating_limit(age):
            return Dated(by_scan, Basis.ULTRASOUND)
    return Dated(lmp_on, Basis.LMP)


def redating_limit(age_days: int) -> int:
    """The difference in days that a scan must exceed to redate, by the age at the scan."""
    return next((limit for below, limit in REDATING if age_days < below), REDATING_LATE)


def due_date(zero: date) -> date:
    """The expected date: day 0 and 280 days."""
    return zero + timedelta(days=GESTATION_DAYS)


def age_days(zero: date | None, on: date | None) -> int | None:
    """Days of gestation on a date; negative when the date is before day 0."""
    return None if zero is None or on is None else (on - zero).days


def completed_years(born: date, on: date) -> int:
    """Completed years; someone born on 29 February has her birthday on 1 March otherwise."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def completed_months(born: date, on: date) -> int:
    """Completed months between two dates."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def birth_from_age(years: int, said_on: date) -> date:
    """The birth a declared age stands for: the day it was said, minus the age, minus half a year."""
    return _years_before(said_on, years) - timedelta(days=183)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def hours_between(begun: date, ended: date) -> int:
    """Completed hours between two moments; days times 24 when an hour is unknown."""
    if isinstance(begun, datetime) and isinstance(ended, datetime):
        return int((ended - begun).total_seconds() // 3600)
    return (_day(ended) - _day(begun)).days * 24


def within_hours(begun: date, ended: date, *, hours: int) -> bool:
    """Whether the end is not before the beginning and at most so many hours after it.

    To the minute when both hours are known, otherwise by date (48 hours: 2 days are within).
    """
    if isinstance(begun, datetime) and isinstance(ended, datetime):
        return timedelta(0) <= ended - begun <= timedelta(hours=hours)
    return 0 <= (_day(ended) - _day(begun)).days <= hours // 24


def stay_days(entered: date, left: date) -> int:
    """Completed days of a stay, at least 1; by date when an hour is unknown."""
    if isinstance(entered, datetime) and isinstance(left, datetime):
        return max(1, (left - entered).days)
    return max(1, (_day(left) - _day(entered)).days)


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when
