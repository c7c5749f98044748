"""A birth or a last period that is known roughly: the middle of what is known, and how well.

The middle of a month is its 15th, the middle of a year is 1 July; when the period is not over yet,
it is the middle of its part up to today. A declared age gives the day it was said, minus the age,
minus half its unit: half a year is 183 days (as `clinical.dating` takes it), half a month is 15,
and ages in days are taken as they are. Such a day is printed with « estimé » or « dit », never as
an exact day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from maternity import clock
from maternity.i18n import _, plural
from maternity.names import fold
from maternity.reading.calendar import (
    ECHO_DAYS,
    ECHO_MONTHS,
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST,
    MONTHS_IN_YEAR,
    Typed,
    age_years,
    check_year,
    full_year,
    months_between,
    named_month,
    near,
    parts,
    show_day,
    whole,
)
from maternity.reading.text import clean
from maternity.reading.unreadable import Unreadable

Precision = Literal["exact", "month", "year", "age_declared"]
Unit = Literal["years", "months", "days"]

MIDDLE_OF_MONTH = 15
MIDDLE_OF_YEAR = (7, 1)
HALF_YEAR_DAYS = 183
HALF_MONTH_DAYS = 15
CENTURIES = ("19", "20")

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("", "a", "an", "ans", "annees", "y", "yr", "yrs", "year", "years"), "years"),
    **dict.fromkeys(("m", "mois", "month", "months"), "months"),
    **dict.fromkeys(("j", "jr", "jrs", "jour", "jours", "d", "day", "days"), "days"),
}
_AGE = re.compile(r"([0-9]{1,3}) ?([a-z]*)")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"([0-9]{1,2}) ?[/.-] ?([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4}) ?[/.-] ?([0-9]{1,2})")
_NAMED_MONTH = re.compile(r"([a-z]{3,})[ /.-]*([0-9]{4})?")
_MARK = re.compile(r" ?\((?:estime|estimee|estimated|dit|dite|said)\)$")


@dataclass(frozen=True, slots=True)
class Birth:
    """A day of birth with its precision; for a declared age, the age said and the day it was."""

    day: date
    precision: Precision = "exact"
    declared_age: int | None = None
    declared_on: date | None = None
    unit: Unit = "years"


@dataclass(frozen=True, slots=True)
class RoughDay:
    """A day with its precision: exact, or the middle of a month."""

    day: date
    precision: Precision = "exact"


def birth(text: str, *, today: date | None = None, said_on: date | None = None) -> Birth:
    """The birth that was typed: a day, a month, a year, or an age said on `said_on` (today)."""
    today = today or clock.today()
    plain = _unmarked(text)
    if _YEAR.fullmatch(plain):
        return Birth(_middle_of_year(int(plain), today), "year")
    if month := _month(plain):
        return Birth(_middle_of_month(*month, today), "month")
    found = _AGE.fullmatch(plain)
    if found and found[2] in _UNITS:
        return birth_of_age(int(found[1]), on=said_on or today, unit=_UNITS[found[2]])
    if recent := near(plain, today):
        return Birth(recent)
    typed = parts(plain, today)
    if typed is None:
        raise Unreadable(_("Enter a date of birth, a year such as 2003, or an age such as 23."))
    return Birth(_with_its_year(typed, today))


def birth_of_age(age: int, *, on: date, unit: Unit = "years") -> Birth:
    """The birth taken from an age that was said on a day: the middle of what it may be."""
    if unit == "days":
        day = on - timedelta(days=age)
    elif unit == "months":
        day = _earlier(on, age) - timedelta(days=HALF_MONTH_DAYS)
    else:
        day = _earlier(on, age * MONTHS_IN_YEAR) - timedelta(days=HALF_YEAR_DAYS)
    return Birth(day, "age_declared", age, on, unit)


def show_birth(born: Birth, *, on: date | None = None) -> str:
    """The birth as it is printed; a declared age grows up to `on` (the day it was said)."""
    if born.precision == "age_declared" and born.declared_on is not None:
        return _said(born, on or born.declared_on)
    shown = {
        "exact": show_day(born.day),
        "month": _estimated(f"{born.day.month:02d}/{born.day.year}"),
    }
    return shown.get(born.precision) or _estimated(str(born.day.year))


def rough_day(text: str, *, today: date | None = None) -> RoughDay:
    """The last period that was typed: a day, or its month alone (« mars », « 03/2026 »)."""
    today = today or clock.today()
    plain = _unmarked(text)
    if recent := near(plain, today):
        return RoughDay(recent)
    month = _month(plain) or _month_without_year(plain, today)
    if month:
        return RoughDay(_middle_of_month(*month, today), "month")
    typed = None if _YEAR.fullmatch(plain) and plain[:2] in CENTURIES else parts(plain, today)
    if typed is None:
        raise Unreadable(_("Enter a day such as 3/11, or the month alone, such as 11/2026."))
    return RoughDay(whole(typed, today))


def show_rough_day(rough: RoughDay) -> str:
    """The day as it is printed: « 03/2026 (estimé) » when only the month is known."""
    return show_birth(Birth(rough.day, rough.precision))


def _unmarked(text: str) -> str:
    plain = fold(clean(text))
    return _MARK.sub("", plain) if len(plain) <= LONGEST else plain


def _month(plain: str) -> tuple[int, int] | None:
    """The month and year in « 03/2003 », « 2003-03 » or « mars 2003 »."""
    if found := _MONTH.fullmatch(plain):
        month, year = int(found[1]), int(found[2])
    elif found := _ISO_MONTH.fullmatch(plain):
        month, year = int(found[2]), int(found[1])
    elif (found := _NAMED_MONTH.fullmatch(plain)) and found[2]:
        month, year = named_month(found[1]), int(found[2])
    else:
        return None
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise Unreadable(_("Check the month: it goes from 1 to 12."))
    return month, year


def _month_without_year(plain: str, today: date) -> tuple[int, int] | None:
    found = _NAMED_MONTH.fullmatch(plain)
    if found is None:
        return None
    month = named_month(found[1])
    return month, today.year - (month > today.month)


def _middle_of_year(year: int, today: date) -> date:
    check_year(year)
    middle = date(year, *MIDDLE_OF_YEAR)
    return _so_far(date(year, 1, 1), middle, today)


def _middle_of_month(month: int, year: int, today: date) -> date:
    check_year(year)
    middle = date(year, month, MIDDLE_OF_MONTH)
    return _so_far(middle.replace(day=1), middle, today)


def _so_far(first: date, middle: date, today: date) -> date:
    """The middle of the period, or of its part up to today while it lasts."""
    return first + (today - first) // 2 if first <= today < middle else middle


def _earlier(day: date, months: int) -> date:
    """The same day so many months earlier; past a month's end, the first of the next month."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 - months, MONTHS_IN_YEAR)
    if not FIRST_YEAR < year <= LAST_YEAR:
        raise Unreadable(_("Check the age: it is too high."))
    beyond = monthrange(year, month + 1)[1] + 1
    return date(year, month + 1, 1) + timedelta(days=min(day.day, beyond) - 1)


def _with_its_year(typed: Typed, today: date) -> date:
    """A birth needs its year: « 03/98 » and « 3/11 » could be read in two ways."""
    if typed.year is not None:
        return whole(typed, today)
    if 1 <= typed.day <= MONTHS_IN_YEAR < typed.month:
        year = full_year(f"{typed.month:02d}", today)
        proposal = f"{typed.day:02d}/{year}"
        sentence = _("Enter the year with four digits: {proposal}?").format(proposal=proposal)
        raise Unreadable(sentence, proposals=(proposal,))
    raise Unreadable(_("Enter the year of birth too, for example 03/11/2003 or 11/2003."))


def _estimated(period: str) -> str:
    return _("{period} (estimated)").format(period=period)


def _said(born: Birth, on: date) -> str:
    """The declared age as it has grown: an infant's in days or months while it is small."""
    days, months = (on - born.day).days, months_between(born.day, on)
    if born.unit == "days" and days < ECHO_DAYS:
        return plural("{count} day (said)", "{count} days (said)", days)
    if born.unit != "years" and months < ECHO_MONTHS:
        return plural("{count} month (said)", "{count} months (said)", months)
    return plural("{count} year (said)", "{count} years (said)", age_years(born.day, on))
