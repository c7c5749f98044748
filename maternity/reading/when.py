"""Hours and moments: 24-hour clock; a moment is a day with its hour, or with its hour unknown."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from maternity import clock
from maternity.i18n import _
from maternity.moments import Moment
from maternity.names import fold
from maternity.reading.absence import gap
from maternity.reading.calendar import LONGEST, day, parts, show_day
from maternity.reading.text import clean
from maternity.reading.unreadable import Unreadable

LAST_HOUR = 23
LAST_MINUTE = 59

_RUN = re.compile(r"([0-9]{1,2})([0-9]{2})")
_APART = re.compile(r"([0-9]{1,2}) ?[:h] ?([0-9]{2})(?:(?: ?(?:min|mn|m))|:00)?")
_HOUR = re.compile(r"([0-9]{1,2}) ?(?:h|:)?")
_ONE_MINUTE_DIGIT = re.compile(r"([0-9]{1,2}) ?[:h] ?([0-9])")
_TAIL = r"[?]+|nsp|[0-9]{1,4}|[0-9]{1,2} ?h(?: ?[0-9]{1,2} ?(?:min|mn|m)?)?|[0-9]{1,2} ?:[0-9: ]+"
_DAY_AND_HOUR = re.compile(rf"(.*?[^ ])(?:(?<=[0-9])t(?=[0-9])| (?:(?:a|at) )?)({_TAIL})")
_HOUR_ALONE = re.compile(r"[0-9]{1,2} ?[:h] ?(?:[0-9]{1,2})?")
_EXACT = re.compile(r"([0-9/-]{8,10})(?:[t ]([0-9]{2}:[0-9]{2}(?::00)?))?")


def hour(text: str) -> time | None:
    """The hour that was typed; None when it is said to be unknown (`?`)."""
    if gap(text) == "unknown":
        return None
    plain = fold(clean(text))
    found = _RUN.fullmatch(plain) or _APART.fullmatch(plain)
    if found:
        return _clock(int(found[1]), int(found[2]))
    if short := _ONE_MINUTE_DIGIT.fullmatch(plain):
        raise _unclear(int(short[1]), int(short[2]))
    if alone := _HOUR.fullmatch(plain):
        return _whole_hour(int(alone[1]), marked=plain[-1] == "h")
    raise Unreadable(_("Enter the hour, for example 0340 or 3h40; ? if it is not known."))


def hour_alone(text: str) -> time | None:
    """The hour of « 3h40 », « 21h » or « 3:40 » without a day; None of anything else."""
    plain = fold(clean(text))
    if not _HOUR_ALONE.fullmatch(plain):
        return None
    try:
        return hour(text)
    except Unreadable:
        return None


def nearest(alone: time, *, after: Moment | None, now: Moment) -> Moment:
    """The first such hour from a moment on; without one, the last such hour until now."""
    if after is not None:
        late = after.time is None or alone >= after.time
        return Moment(after.day if late else after.day + timedelta(days=1), alone)
    early = now.time is None or alone <= now.time
    return Moment(now.day if early else now.day - timedelta(days=1), alone)


def moment(
    text: str, *, today: date | None = None, ahead: bool = False, exact: bool = False
) -> Moment:
    """The day and hour that were typed; a day alone is a moment whose hour is unknown.

    `exact` takes only what files hold: 2026-10-31T14:05, 31/10/2026 14:05, or a day alone.
    """
    today = today or clock.today()
    plain = fold(clean(text))
    if exact:
        return _exact(plain)
    try:
        return Moment(day(plain, today=today, ahead=ahead), None)
    except Unreadable:
        _refuse_an_hour_alone(plain, today)
        found = _DAY_AND_HOUR.fullmatch(plain) if len(plain) <= LONGEST else None
        if found is None:
            raise
    on = day(found[1], today=today, ahead=ahead)
    _refuse_a_year(found[1], found[2], on, today)
    return Moment(on, _hour_of(on, found[2]))


def show_hour(value: time | None) -> str:
    """The hour as hh:mm, or ? when it is not known."""
    return "?" if value is None else f"{value:%H:%M}"


def show_moment(value: Moment) -> str:
    """The moment as dd/mm/yyyy hh:mm; ? stands for an hour that is not known."""
    return f"{show_day(value.day)} {show_hour(value.time)}"


def _clock(hours: int, minutes: int) -> time:
    if (hours, minutes) == (LAST_HOUR + 1, 0):
        raise Unreadable(_("Midnight belongs to the next day: enter its date and 00:00."))
    if hours > LAST_HOUR:
        raise Unreadable(_("Check the hour: it goes from 0 to 23."))
    if minutes > LAST_MINUTE:
        raise Unreadable(_("Check the minutes: they go from 0 to 59."))
    return time(hours, minutes)


def _whole_hour(hours: int, *, marked: bool) -> time:
    value = _clock(hours, 0)
    if marked:
        return value
    proposal = show_hour(value)
    sentence = _("Enter the minutes too: {proposal}?").format(proposal=proposal)
    raise Unreadable(sentence, proposals=(proposal,))


def _unclear(hours: int, minutes: int) -> Unreadable:
    proposal = show_hour(_clock(hours, minutes))
    sentence = _("Enter the minutes with two digits: {proposal}?").format(proposal=proposal)
    return Unreadable(sentence, proposals=(proposal,))


def _exact(plain: str) -> Moment:
    found = _EXACT.fullmatch(plain)
    if found is None:
        raise Unreadable(_("Write the moment as 2026-10-31T14:05 or 31/10/2026 14:05."))
    return Moment(day(found[1], exact=True), hour(found[2]) if found[2] else None)


def _hour_of(on: date, text: str) -> time | None:
    """The hour of a known day, whose day is part of any proposal."""
    try:
        return hour(text)
    except Unreadable as trouble:
        whole = tuple(f"{show_day(on)} {proposal}" for proposal in trouble.proposals)
        raise Unreadable(trouble.words, proposals=whole) from None


def _refuse_an_hour_alone(plain: str, today: date) -> None:
    """« 3h40 » lacks its day; so does « 0340 », which is no day of any month."""
    run = _RUN.fullmatch(plain)
    if run and (int(run[1]) > LAST_HOUR or int(run[2]) > LAST_MINUTE):
        return
    if run or _HOUR_ALONE.fullmatch(plain):
        proposal = show_moment(Moment(today, _hour_of(today, plain)))
        sentence = _("Enter the day before the hour: {proposal}?").format(proposal=proposal)
        raise Unreadable(sentence, proposals=(proposal,))


def _refuse_a_year(day_text: str, hour_text: str, on: date, today: date) -> None:
    """« 3/11 2026 » may be a year or 20:26: ask for the one or the other."""
    typed = parts(day_text, today)
    years = {str(today.year - 1), str(today.year), str(today.year + 1)}
    if typed is None or typed.year is not None or hour_text not in years:
        return
    as_year = f"{on.day:02d}/{on.month:02d}/{hour_text}"
    as_hour = f"{show_day(on)} {hour_text[:2]}:{hour_text[2:]}"
    sentence = _("Is {digits} the year or the hour? Enter {with_year} or {with_hour}.").format(
        digits=hour_text, with_year=as_year, with_hour=as_hour
    )
    raise Unreadable(sentence, proposals=(as_year, as_hour))
