"""Gestational age, expected date, ages and lengths of time (clinical rules, parts 2 and 8.5).

Days and moments are the ward's local time without zone. A moment whose hour is unknown is given
as a plain date; durations are then counted by date. None means "not known" and gives None.
Sources: ACOG Committee Opinion 700 (redating); Robinson 1975 and INTERGROWTH-21st (measurements).
"""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from maternity.clinical.limits import LIMITS, check

GESTATION_DAYS = 280
AGES = range(121)
"""Declared ages that can be true at all, in years."""
EARLY_SCAN_DAYS = 154
REDATING = ((63, 5), (112, 7), (154, 10), (196, 14))
"""By the period, under so many days of age a scan redates when it differs by more than so many
days; from 28+0, by more than 21."""
REDATING_LATE = 21
EMBRYO_BEFORE_DAYS = 14
"""Days from day 0 to the start of an embryo of assisted conception."""


class Basis(Enum):
    """What day 0 was taken from."""

    LMP = "lmp"
    ULTRASOUND = "ultrasound"
    TRANSFER = "transfer"


@dataclass(frozen=True)
class Dated:
    """Day 0 of a pregnancy, what it was taken from, and how far the other basis is from it.

    `apart_days` is scan minus period, None without both; `early_scan` tells whether the dating is
    confirmed by a scan before 22+0.
    """

    day_zero: date
    basis: Basis
    apart_days: int | None = None
    early_scan: bool = False


def day_zero(
    lmp_on: date | None,
    *,
    lmp_certain: bool,
    scan_on: date | None,
    scan_age_days: int | None,
    transferred_on: date | None = None,
    embryo_age_days: int | None = None,
) -> Dated | None:
    """Assisted conception; else the certain period the first scan agrees with; else the scan.

    An uncertain period stands only where there is no scan.
    """
    check(scan_age_days=scan_age_days)
    if transferred_on is not None and embryo_age_days is not None:
        before = timedelta(days=EMBRYO_BEFORE_DAYS + embryo_age_days)
        return Dated(transferred_on - before, Basis.TRANSFER)
    if scan_on is None or scan_age_days is None:
        return None if lmp_on is None else Dated(lmp_on, Basis.LMP)
    by_scan = scan_on - timedelta(days=scan_age_days)
    if lmp_on is None:
        return Dated(by_scan, Basis.ULTRASOUND, None, scan_age_days < EARLY_SCAN_DAYS)
    apart, age = (by_scan - lmp_on).days, (scan_on - lmp_on).days
    if not lmp_certain or abs(apart) > redating_limit(age):
        return Dated(by_scan, Basis.ULTRASOUND, apart, scan_age_days < EARLY_SCAN_DAYS)
    return Dated(lmp_on, Basis.LMP, apart, age < EARLY_SCAN_DAYS)


def redating_limit(age_days: int) -> int:
    """The difference in days that a scan must exceed to redate, by the age at the scan."""
    return next((limit for below, limit in REDATING if age_days < below), REDATING_LATE)


def due_date(zero: date) -> date:
    """The expected date: day 0 and 280 days."""
    return zero + timedelta(days=GESTATION_DAYS)


def age_days(zero: date | None, on: date | None) -> int | None:
    """Days of gestation on a date; negative when the date is before day 0: a wrong entry."""
    return None if zero is None or on is None else (_day(on) - zero).days


def weeks_and_days(days: int) -> tuple[int, int]:
    """Completed weeks and the days over: 258 days are 36 and 6."""
    check(ga_days=days)
    return divmod(days, 7)


def weeks_on(zero: date | None, day: date) -> tuple[int, int] | None:
    """Weeks and days of a pregnancy on a day that no form has let through, such as today's.

    None where no pregnancy is of that age: a clock that is wrong, a leaving nobody wrote down.
    """
    age = age_days(zero, day)
    low, high, _unit = LIMITS["ga_days"]
    return None if age is None or not low <= age <= high else divmod(age, 7)


def stated_days(weeks: int | None, extra_days: int | None) -> tuple[int, int] | None:
    """First and last day that stated weeks may mean: one day when the days were said too."""
    check(ga_weeks=weeks, ga_extra_days=extra_days)
    if weeks is None:
        return None
    first = weeks * 7 + (extra_days or 0)
    return first, first if extra_days is not None else first + 6


def crown_rump_days(crl_mm: float) -> int:
    """Days of gestation by crown-rump length in mm (INTERGROWTH-21st), to the nearest day."""
    _positive(crl_mm)
    return _nearest(40.9041 + 3.21585 * math.sqrt(crl_mm) + 0.348956 * crl_mm)


def crown_rump_days_robinson(crl_mm: float) -> int:
    """Days of gestation by crown-rump length in mm (Robinson 1975), to the nearest day."""
    _positive(crl_mm)
    return _nearest(8.052 * math.sqrt(1.037 * crl_mm) + 23.73)


def head_days(hc_mm: float, fl_mm: float | None = None) -> int:
    """Days of gestation by head circumference, and femur length if known, both in mm."""
    _positive(hc_mm)
    log = math.log(hc_mm)
    if fl_mm is None:
        return _nearest(math.exp(0.05970 * log**2 + 6.409e-9 * hc_mm**3 + 3.3258))
    _positive(fl_mm)
    return _nearest(math.exp(0.03243 * log**2 + 0.001644 * fl_mm * log + 3.813))


def completed_years(born: date, on: date) -> int:
    """Completed years; someone born on 29 February has her birthday on 1 March otherwise."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def completed_months(born: date, on: date) -> int:
    """Completed months between two dates; negative when the second is before the first."""
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def months_after(day: date, months: int) -> date:
    """The same day so many calendar months later; the 31st becomes a shorter month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def birth_from_age(years: int, said_on: date) -> date:
    """The birth a declared age stands for: the day it was said, minus the age and half a year."""
    check(years=years)
    return _years_before(said_on, years) - timedelta(days=183)


def hours_between(begun: date, ended: date) -> int:
    """Completed hours between two moments; days times 24 when an hour is unknown.

    Negative when the end is before the beginning: a wrong entry, never an age.
    """
    if isinstance(begun, datetime) and isinstance(ended, datetime):
        return int((ended - begun).total_seconds() // 3600)
    return (_day(ended) - _day(begun)).days * 24


def minutes_between(begun: date | None, ended: date | None) -> int | None:
    """Completed minutes (labour, open membranes, placenta); None unless both hours are known.

    A negative length is a problem of the entry, never a figure: None.
    """
    if not isinstance(begun, datetime) or not isinstance(ended, datetime) or ended < begun:
        return None
    return int((ended - begun).total_seconds() // 60)


def within_hours(begun: date, ended: date, *, hours: int) -> bool:
    """Whether the end is not before the beginning and at most so many hours after it.

    To the minute when both hours are known, otherwise by date (48 hours: 2 days are within).
    """
    if isinstance(begun, datetime) and isinstance(ended, datetime):
        return timedelta(0) <= ended - begun <= timedelta(hours=hours)
    return 0 <= (_day(ended) - _day(begun)).days <= hours // 24


def stay_days(entered: date, left: date) -> int | None:
    """Completed days of a stay, at least 1; by date when an hour is unknown.

    None when she would have left before she came: a problem of the entry.
    """
    if isinstance(entered, datetime) and isinstance(left, datetime):
        days = (left - entered).days
    else:
        days = (_day(left) - _day(entered)).days
    return None if days < 0 else max(1, days)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _nearest(days: float) -> int:
    return math.floor(days + 0.5)


def _positive(millimetres: float) -> None:
    if not millimetres > 0:
        raise ValueError("a length on a scan must be above 0 mm")
