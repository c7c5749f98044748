"""The periods of returns: a month, the three months that end with it, a week; quarters and years.

A quarter or a year is never counted by itself: it is the sum of its months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from maternity.errors import Refused
from maternity.i18n import _
from maternity.reading import long_day, show_month

YEAR = r"((?:19|20)[0-9]{2})"
MONTH, WEEK = rf"{YEAR}-(0[1-9]|1[0-2])", rf"{YEAR}-W(0[1-9]|[1-4][0-9]|5[0-3])"
SUM = rf"{YEAR}(?:-Q([1-4]))?"
MONTHS_BACK, WEEKS_BACK = 36, 60
EVERY = frozenset({"month", "three_months", "week"})
"""How often a form is filled in; quarters and years are sums of monthly ones."""


def period_days(period: str, every: str = "month") -> tuple[date, date]:
    """The first and last day of a period: `2026-10`, `2026-W43`, or a sum; refused otherwise."""
    if every == "week":
        return _week(period)
    if every == "month" and is_sum(period):
        months = list(months_of(period))
        return period_days(months[0])[0], period_days(months[-1])[1]
    found = re.fullmatch(MONTH, period)
    if found is None:
        raise Refused(_("Enter the month as year and month, for example 2026-10."))
    first = date(int(found[1]), int(found[2]), 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return (_back(first, 2) if every == "three_months" else first), last


def begins_on(period: str) -> date:
    """The first day of a month or week; three months begin to be known with the last of them."""
    return _week(period)[0] if re.fullmatch(WEEK, period) else period_days(period)[0]


def _week(period: str) -> tuple[date, date]:
    found = re.fullmatch(WEEK, period)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:  # most years have no week 53
        monday = None
    if monday is None:
        raise Refused(_("Enter the week as year and week, for example 2026-W43."))
    return monday, monday + timedelta(days=6)


def _back(first: date, months: int) -> date:
    for _at in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first


def is_sum(period: str) -> bool:
    """Whether a period is a quarter (`2026-Q4`) or a year (`2026`)."""
    return re.fullmatch(SUM, period) is not None


def months_of(period: str) -> Iterator[str]:
    """The months of a quarter or a year."""
    found = re.fullmatch(SUM, period)
    if found is None:
        raise Refused(_("Enter a quarter as 2026-Q4, a year as 2026."))
    begin = (int(found[2]) - 1) * 3 + 1 if found[2] else 1
    for month in range(begin, begin + (3 if found[2] else 12)):
        yield f"{found[1]}-{month:02d}"


def month_choices(today: date) -> list[str]:
    """The months that can be looked at, the newest first, then the quarters and years begun."""
    first = today.replace(day=1)
    months = [f"{_back(first, at):%Y-%m}" for at in range(MONTHS_BACK)]
    years = (today.year, today.year - 1)
    sums = [*(f"{year}-Q{at}" for year in years for at in (4, 3, 2, 1)), *map(str, years)]
    return [*months, *(one for one in sums if period_days(one)[0] <= today)]


def week_choices(today: date) -> list[str]:
    """The weeks that can be looked at, the newest first."""
    days = (today - timedelta(weeks=at) for at in range(WEEKS_BACK))
    weeks = (day.isocalendar() for day in days)
    return [f"{year}-W{week:02d}" for year, week, _day in weeks]


def spanned(period: str, first: date) -> str:
    """A period in words; one that began in an earlier month says both months."""
    words = period_words(period)
    if not re.fullmatch(MONTH, period) or period_days(period)[0] == first:
        return words
    return _("{first} to {last}").format(first=show_month(first), last=words)


def period_words(period: str) -> str:
    """A period in words, as a page shows it."""
    if re.fullmatch(MONTH, period):
        return show_month(period_days(period)[0])
    week = re.fullmatch(WEEK, period)
    if week:
        first, last = _week(period)
        return _("week {number} of {year} ({first} to {last})").format(
            number=int(week[2]), year=week[1], first=f"{first:%d/%m}", last=f"{last:%d/%m}"
        )
    found = re.fullmatch(SUM, period)
    if found is None:
        return period
    if not found[2]:
        return _("year {year}").format(year=found[1])
    return _("quarter {number} of {year}").format(number=found[2], year=found[1])


def days_words(first: date, last: date) -> str:
    """The days of a page in words: a month, a day, or from one day to another."""
    if (first, last) == period_days(f"{first:%Y-%m}"):
        return show_month(first)
    return long_day(first) if first == last else between_words(first, last)


def between_words(first: date, last: date) -> str:
    """From one day to another."""
    return _("from {first} to {last}").format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
