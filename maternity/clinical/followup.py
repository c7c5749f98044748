"""Postnatal contacts: which band a visit falls in, which contact is due or missed (part 15).

Hours since the birth of the baby (for the mother: of the last baby). The national calendar is not
confirmed: the edges between the due windows are ours. Source: WHO 2022, as in the digital
adaptation kit for postnatal care. Mother and baby are counted apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum

from maternity.clinical.judged import Judged, any_of
from maternity.clinical.limits import Number, check

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
STAY_HOURS = 24


class Contact(Enum):
    """The bands of the postnatal register."""

    BEFORE_24H = "before_24h"
    DAY_2_3 = "day_2_3"
    DAY_4_6 = "day_4_6"
    DAY_7_14 = "day_7_14"
    WEEK_3_5 = "week_3_5"
    WEEK_6 = "week_6"
    LATER = "later"
    UNKNOWN = "unknown"


_LATER_BANDS = (
    (4 * DAY, Contact.DAY_2_3),
    (7 * DAY, Contact.DAY_4_6),
    (15 * DAY, Contact.DAY_7_14),
    (42 * DAY, Contact.WEEK_3_5),
    (57 * DAY, Contact.WEEK_6),
)
"""Each band with the time that no longer belongs to it."""


class State(Enum):
    """Where a recommended contact stands."""

    NOT_YET = "not_yet"
    DUE = "due"
    DONE = "done"
    MISSED = "missed"


@dataclass(frozen=True)
class Due:
    """A recommended contact: its window, both ends included, and when it counts as missed."""

    contact: Contact
    opens: timedelta
    closes: timedelta
    missed_from: timedelta


DUE = (
    Due(Contact.BEFORE_24H, 0 * DAY, DAY, DAY),
    Due(Contact.DAY_2_3, 48 * HOUR, 72 * HOUR, 72 * HOUR),
    Due(Contact.DAY_7_14, 7 * DAY, 15 * DAY, 15 * DAY),
    Due(Contact.WEEK_6, 42 * DAY, 43 * DAY, 49 * DAY),
)


Windows = tuple[tuple[int, int] | None, ...]
"""The first and last day of the contacts 2, 3 and 4; None for one that a calendar lacks."""
LATER = (Contact.DAY_2_3, Contact.DAY_7_14, Contact.WEEK_6)
"""The contacts whose days a district may choose; the first is always within 24 hours."""
FIRST_DAY, LAST_DAY = 2, 120
_WINDOW = re.compile(r"(\d{1,3})\s*-\s*(\d{1,3})")


@dataclass(frozen=True)
class Calendar:
    """When mother and child are expected; `windows` of a district, none for the WHO's."""

    due: tuple[Due, ...]
    windows: Windows = ()

    def days(self, contact: Contact) -> tuple[int, int] | None:
        """The days of a contact that the district chose; None for any other."""
        chosen = dict(zip(LATER, self.windows, strict=False))
        return chosen.get(contact)


WHO_2022 = Calendar(DUE)


def windows(text: str) -> Windows:
    """Three windows such as « 3-5, 7-14, 42-56 », a dash for none; ValueError if they are not."""
    found: list[tuple[int, int] | None] = []
    since = FIRST_DAY - 1
    for part in text.replace(";", ",").split(","):
        match = _WINDOW.fullmatch(part.strip())
        if match is None:
            if part.strip() not in {"-", "\u2013"}:
                raise ValueError(f"{part!r} is no window")
            found.append(None)
            continue
        first, last = int(match[1]), int(match[2])
        if not since < first <= last <= LAST_DAY:
            raise ValueError(f"{part!r} is no window")
        found.append((first, last))
        since = last
    if len(found) != len(LATER) or not any(found):
        raise ValueError(f"{text!r} are no windows of three contacts")
    return tuple(found)


def district(chosen: Windows) -> Calendar:
    """The calendar of a district: the first contact within 24 hours, the others on its days."""
    later = (
        Due(contact, days[0] * DAY, days[1] * DAY, (days[1] + 1) * DAY)
        for contact, days in zip(LATER, chosen, strict=True)
        if days is not None
    )
    return Calendar((DUE[0], *later), chosen)


def contact(hours: int | None) -> Contact:
    """The band of a visit so many whole hours after the birth; negative: unknown."""
    return Contact.UNKNOWN if hours is None else _band(hours * HOUR, WHO_2022)


def contact_at(
    born_at: date | None, seen_at: date | None, calendar: Calendar = WHO_2022
) -> Contact:
    """The band of a visit, to the minute when both hours are known (24 h 01 is day 2-3)."""
    if born_at is None or seen_at is None:
        return Contact.UNKNOWN
    return _band(_since(born_at, seen_at), calendar)


def _band(since: timedelta, calendar: Calendar) -> Contact:
    if since < timedelta(0):
        return Contact.UNKNOWN
    if since <= DAY:
        return Contact.BEFORE_24H
    if calendar.windows:
        return _band_of_days(since.days, calendar.windows)
    return next((band for bound, band in _LATER_BANDS if since < bound), Contact.LATER)


def _band_of_days(day: int, chosen: Windows) -> Contact:
    """A district's contact, or what lies between two of them; after the last one, later."""
    there = [(one, days) for one, days in zip(LATER, chosen, strict=True) if days is not None]
    for one, (first, last) in there:
        if first <= day <= last:
            return one
    ahead = [one for one, (first, _last) in there if day < first]
    if not ahead:
        return Contact.LATER
    return Contact.WEEK_3_5 if ahead[0] is Contact.WEEK_6 else Contact.DAY_4_6


def state(
    due: Due,
    born_at: date,
    visits: Iterable[date],
    now: datetime,
    calendar: Calendar = WHO_2022,
) -> State:
    """Whether a recommended contact was made, is due now, comes later or was missed.

    A visit anywhere in the contact's band makes it. What is missed by the hour is missed when
    more than the hours have passed, what is missed by the day from that day on.
    """
    if any(contact_at(born_at, seen, calendar) is due.contact for seen in visits):
        return State.DONE
    since = _since(born_at, now)
    if since > due.missed_from or (since == due.missed_from and not _by_hour(due)):
        return State.MISSED
    return State.DUE if since >= due.opens else State.NOT_YET


def first_day(due: Due, born_at: date) -> date:
    """The day on which a recommended contact opens."""
    return day_of(born_at + due.opens) if isinstance(born_at, datetime) else born_at + due.opens


def last_day(due: Due, born_at: date) -> date:
    """The last day on which a recommended contact is not missed yet."""
    if _by_hour(due):
        return day_of(born_at + due.missed_from)
    return day_of(born_at) + due.missed_from - DAY


def _by_hour(due: Due) -> bool:
    """Whether it is missed by the hour; the later ones are missed by the day."""
    return due.missed_from == due.closes and due.closes <= 72 * HOUR


def long_enough_stay(born_at: date | None, discharged_at: date | None) -> bool | None:
    """Whether she stayed 24 hours after the birth; earlier is asked about, never refused."""
    if born_at is None or discharged_at is None:
        return None
    return _since(born_at, discharged_at) >= STAY_HOURS * HOUR


def measure_again(
    *,
    systolic: int | None = None,
    diastolic: int | None = None,
    temperature_c: Number | None = None,
    pulse: int | None = None,
    saturation: int | None = None,
) -> Judged[bool]:
    """Whether a mother's signs ask for a second measure, and for referral if they stay."""
    check(bp_systolic_mmhg=systolic, bp_diastolic_mmhg=diastolic, pulse_bpm=pulse)
    check(temperature_c=temperature_c, saturation=saturation)
    return any_of(
        bp_systolic_mmhg=_outside(systolic, 90, 140),
        bp_diastolic_mmhg=_outside(diastolic, 60, 90),
        temperature_c=_outside(temperature_c, 36, 38),
        pulse_bpm=_outside(pulse, 60, 101),
        saturation=None if saturation is None else saturation < 92,
    )


def _outside(value: Number | None, low: int, first_too_high: int) -> bool | None:
    return None if value is None else not low <= Decimal(str(value)) < first_too_high


def _since(begun: date, ended: date) -> timedelta:
    """Exact when both hours are known, otherwise the days between the dates."""
    if isinstance(begun, datetime) and isinstance(ended, datetime):
        return ended - begun
    return day_of(ended) - day_of(begun)


def day_of(when: date) -> date:
    """The day of a date or of a date and time."""
    return when.date() if isinstance(when, datetime) else when
