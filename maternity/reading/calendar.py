"""Days: read forgivingly, shown as dd/mm/yyyy, echoed in words.

A day without its year is the latest such day that is not after today, or for an appointment the
next one; a year that was typed is kept as typed, and the field says if it lies in the future.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from maternity import clock
from maternity.i18n import N_, _, plural
from maternity.names import fold
from maternity.reading.text import clean
from maternity.reading.unreadable import Unreadable

FIRST_YEAR = 1900
LAST_YEAR = 2199
YEARS_AHEAD = 9
LONGEST = 40
SHORTEST_MONTH_WORD = 3
MONTHS_IN_YEAR = 12
LONGEST_MONTH = 31
ECHO_DAYS = 60
ECHO_MONTHS = 24

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
SHORT_WEEKDAYS = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)

# Both languages are read, whichever is on the screen.
_FRENCH = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_TYPED_MONTHS = (_FRENCH.split(), [month.lower() for month in MONTHS])
_NEAR = {
    **dict.fromkeys(("h", "hier", "yesterday"), 1),
    **dict.fromkeys(("avant-hier", "avant hier", "avanthier"), 2),
    **dict.fromkeys(("auj", "aujourd'hui", "aujourdhui", "aujourd hui", "today"), 0),
}
_WRITTEN = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_ISO = re.compile(r"([0-9]{4})([/.-])([0-9]{1,2})\2([0-9]{1,2})")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})?")
_NAMED = re.compile(r"([0-9]{1,2})(?:er)?[ /.-]*([a-z]{3,})[ /.-]*([0-9]{4}|[0-9]{2})?")


_EXACT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")


class Typed(NamedTuple):
    """The parts of a day as they were typed; the year is None when there was none."""

    day: int
    month: int
    year: int | None


def day(text: str, *, today: date | None = None, ahead: bool = False, exact: bool = False) -> date:
    """The day that was typed; without a year the latest one, or with `ahead` the next one.

    `exact` takes only what files hold: 2026-11-03 or 03/11/2026, or such a day at midnight where
    a spreadsheet keeps it as a moment.
    """
    today = today or clock.today()
    plain = fold(clean(text))
    plain = plain.removesuffix("t00:00") if exact else plain
    if exact and not _EXACT.fullmatch(plain):
        raise Unreadable(_("Write the day as 2026-11-03 or 03/11/2026."))
    if found := near(plain, today):
        return found
    typed = parts(plain, today)
    if typed is None:
        raise Unreadable(_("Enter a day, for example 3/11, 031126 or 3 nov 2026."))
    return whole(typed, today, ahead=ahead)


def near(plain: str, today: date) -> date | None:
    """The day of « hier » or « aujourd'hui », or of their first letters; None for other words."""
    back = _NEAR.get(plain.replace("’", "'"))
    return None if back is None else today - timedelta(days=back)


def parts(plain: str, today: date) -> Typed | None:
    """The day, month and year in a folded text; None when it does not look like a day."""
    if len(plain) > LONGEST:
        return None
    joined = re.sub(r" *([/.-]) *", r"\1", plain)
    if iso := _ISO.fullmatch(joined):
        return Typed(int(iso[4]), int(iso[3]), int(iso[1]))
    if written := _WRITTEN.fullmatch(joined):
        return Typed(int(written[1]), int(written[3]), full_year(written[4], today))
    if run := _RUN.fullmatch(joined):
        return Typed(int(run[1]), int(run[2]), full_year(run[3], today))
    if named := _NAMED.fullmatch(joined):
        return Typed(int(named[1]), named_month(named[2]), full_year(named[3], today))
    return None


def whole(typed: Typed, today: date, *, ahead: bool = False) -> date:
    """The date of the typed parts; refused with the reason when there is no such day."""
    number, month, year = typed
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise _no_such_month(typed)
    if year is None:
        year = _nearest_year(number, month, today, ahead=ahead)
    check_year(year)
    length = monthrange(year, month)[1]
    if not 1 <= number <= length:
        raise _no_such_day(number, month, year, length)
    return date(year, month, number)


def full_year(digits: str | None, today: date) -> int | None:
    """The year of two or four digits; two digits reach from 90 years back to 9 years ahead."""
    if not digits:
        return None
    year = int(digits)
    if len(digits) > 2:
        return year
    last = today.year + YEARS_AHEAD
    return last - (last - year) % 100


def check_year(year: int) -> None:
    """Refuse a year that no register of a ward can hold."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(_("Check the year: {year} cannot be right.").format(year=year))


def named_month(word: str) -> int:
    """The month of a word or its beginning, in French or English."""
    found = {
        number
        for names in _TYPED_MONTHS
        for number, name in enumerate(names, start=1)
        if name.startswith(word) and len(word) >= SHORTEST_MONTH_WORD
    }
    if len(found) == 1:
        return found.pop()
    if found:
        names = ", ".join(_(MONTHS[number - 1]) for number in sorted(found))
        raise Unreadable(_("Write more of the month: it may be {months}.").format(months=names))
    raise Unreadable(_("Check the name of the month, or enter it in digits."))


def show_day(value: date) -> str:
    """The day as dd/mm/yyyy, whatever the language of the screen."""
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def long_day(value: date) -> str:
    """The day in short words, for the echo beneath a field: « mar. 3 nov. 2026 »."""
    return _in_words(value, SHORT_WEEKDAYS, SHORT_MONTHS)


def full_day(value: date) -> str:
    """The day in whole words: « mardi 3 novembre 2026 »."""
    return _in_words(value, WEEKDAYS, MONTHS)


def show_month(value: date) -> str:
    """The month in words: « novembre 2026 »."""
    sentence = _("{month} {year}")
    return sentence.format(month=_(MONTHS[value.month - 1]), year=value.year)


def months_between(born: date, on: date) -> int:
    """Completed months from one day to another; negative before it."""
    months = (on.year - born.year) * MONTHS_IN_YEAR + on.month - born.month
    return months - (on.day < born.day)


def age_years(born: date, on: date) -> int:
    """Completed years on a day; born on 29 February, the birthday is 1 March in other years."""
    return months_between(born, on) // MONTHS_IN_YEAR


def show_age(born: date, on: date) -> str:
    """The age in words, for the echo: days, then months, then years; empty before the birth."""
    days, months = (on - born).days, months_between(born, on)
    if days < 0:
        return ""
    if days < ECHO_DAYS:
        return plural("{count} day", "{count} days", days)
    if months < ECHO_MONTHS:
        return plural("{count} month", "{count} months", months)
    return plural("{count} year", "{count} years", age_years(born, on))


def _in_words(value: date, weekdays: tuple[str, ...], months: tuple[str, ...]) -> str:
    first = _("{weekday} 1 {month} {year}")
    other = _("{weekday} {day} {month} {year}")
    return (first if value.day == 1 else other).format(
        weekday=_(weekdays[value.weekday()]),
        day=value.day,
        month=_(months[value.month - 1]),
        year=value.year,
    )


def _nearest_year(number: int, month: int, today: date, *, ahead: bool) -> int:
    if ahead:
        return today.year + ((month, number) < (today.month, today.day))
    return today.year - ((month, number) > (today.month, today.day))


def _no_such_month(typed: Typed) -> Unreadable:
    if swapped := _swapped(typed):
        proposal = show_day(swapped)
        sentence = _("Enter the day first, then the month: {proposal}?")
        return Unreadable(sentence.format(proposal=proposal), proposals=(proposal,))
    return Unreadable(_("Check the month: it goes from 1 to 12."))


def _swapped(typed: Typed) -> date | None:
    """The day if its month was typed first; None when that is no day either."""
    if typed.year is None or not FIRST_YEAR <= typed.year <= LAST_YEAR:
        return None
    try:
        return date(typed.year, typed.day, typed.month)
    except ValueError:
        return None


def _no_such_day(number: int, month: int, year: int, length: int) -> Unreadable:
    name = _(MONTHS[month - 1])
    if 1 <= number <= LONGEST_MONTH:
        last = show_day(date(year, month, length))
        sentence = _("Check the day: {month} {year} has only {days} days ({proposal}?).")
        filled = sentence.format(month=name, year=year, days=length, proposal=last)
        return Unreadable(filled, proposals=(last,))
    sentence = _("Check the day: {month} {year} goes from 1 to {days}.")
    return Unreadable(sentence.format(month=name, year=year, days=length))
